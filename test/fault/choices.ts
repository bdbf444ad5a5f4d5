import type { FaultKind, Step } from '../support/faults.js';
import type { Choice } from '../support/faults.injector.js';
import { seeded } from '../support/random.js';

/** A hang lasts until the deadline of whoever waits, so there are fewer of them. */
const hangs: ReadonlySet<FaultKind> = new Set(['deaf', 'mute']);

export interface Selection {
  choose: Choice;
  /** Whether there is nothing left that the selection wants to see fail. */
  done(): boolean;
  /** Kinds of faults that came about, with their number. */
  readonly struck: Map<FaultKind, number>;
}

/**
 * Every kind of statement and request meets every kind of fault once, in turns; then steps drawn by
 * the seed, until there are as many faults as wanted. No step fails twice, so that a run that is
 * started again always gets further.
 */
export function eachShape(seed: number, wanted: number, hangsWanted: number): Selection {
  const random = seeded(seed);
  const met = new Map<string, Set<FaultKind>>();
  const failed = new Set<string>();
  const struck = new Map<FaultKind, number>();
  const total = (): number => [...struck.values()].reduce((sum, count) => sum + count, 0);
  const hung = (): number => (struck.get('deaf') ?? 0) + (struck.get('mute') ?? 0);
  const done = (): boolean => total() >= wanted;
  const kindOf = (step: Step): FaultKind | undefined => {
    const seen = met.get(step.shape) ?? new Set<FaultKind>();
    met.set(step.shape, seen);
    const allowed = step.kinds.filter((kind) => hung() < hangsWanted || !hangs.has(kind));
    const fresh = allowed.filter((kind) => !seen.has(kind));
    // Which comes first differs from one shape to the next.
    if (fresh.length > 0) return fresh[Math.floor(random() * fresh.length)];
    return random() < 0.02 ? allowed[Math.floor(random() * allowed.length)] : undefined;
  };
  return {
    struck,
    done,
    choose: (step) => {
      if (done() || failed.has(step.key)) return undefined;
      // Not all at once: what comes late in a load must be reached as well.
      if (random() < 0.5) return undefined;
      const kind = kindOf(step);
      if (kind === undefined) return undefined;
      failed.add(step.key);
      met.get(step.shape)?.add(kind);
      struck.set(kind, (struck.get(kind) ?? 0) + 1);
      return kind;
    },
  };
}

/** Each step fails once, by a kind that follows from the seed and its turn. */
export function eachStep(seed: number, hangsWanted: number): Selection {
  const random = seeded(seed);
  const failed = new Set<string>();
  const struck = new Map<FaultKind, number>();
  const hung = (): number => (struck.get('deaf') ?? 0) + (struck.get('mute') ?? 0);
  return {
    struck,
    done: () => false,
    choose: (step) => {
      if (failed.has(step.key)) return undefined;
      const allowed = step.kinds.filter((kind) => hung() < hangsWanted || !hangs.has(kind));
      const kind = allowed[Math.floor(random() * allowed.length)];
      if (kind === undefined) return undefined;
      failed.add(step.key);
      struck.set(kind, (struck.get(kind) ?? 0) + 1);
      return kind;
    },
  };
}
