import { identityOf, InjectedFault, shapeOf, type FaultKind, type Step } from './faults.steps.js';

/** Decides at each step of a run whether it fails, and how. */
export type Choice = (step: Step, at: { run: number; index: number }) => FaultKind | undefined;

export interface Strike {
  readonly step: Step;
  readonly kind: FaultKind;
  readonly run: number;
}

/**
 * Counts the steps of runs over the same data and lets some of them fail. Every input and output of
 * the etl goes through a pool and a fetch that ask it, so that there is no step that it does not see.
 */
export class Injector {
  /** Steps of all runs. */
  steps = 0;
  readonly seen = new Map<string, Step>();
  readonly strikes: Strike[] = [];
  private run = 0;
  private index = 0;
  /** The kind of the last step that what it is about tells apart. */
  private latest = '';

  constructor(
    private readonly choose: Choice = () => undefined,
    /** What a catastrophe is. */
    readonly catastrophe: () => Promise<void> = () => Promise.resolve(),
  ) {}

  /** Begins a run. */
  begin(): number {
    this.index = 0;
    this.latest = '';
    return (this.run += 1);
  }

  /** A statement, known by its text and what it is about. */
  statement(text: string, values: readonly unknown[] | undefined, kinds: readonly FaultKind[]) {
    return this.known({ shape: shapeOf(text), key: `${text}|${identityOf(values)}`, kinds });
  }

  /** A step that is told from all others by what it is about. */
  known(step: Step) {
    this.latest = step.shape;
    return this.meet(step);
  }

  /**
   * A step that is like others of its name: it is known by what it comes after, in its own connection
   * where that is told, else by the kind of step before it. By how often it came it would not be known
   * again: a load that is started anew comes to it from elsewhere.
   */
  following(shape: string, kinds: readonly FaultKind[], after = this.latest) {
    return this.meet({ shape, key: `${shape} after ${after}`, kinds });
  }

  private meet(step: Step): { step: Step; kind: FaultKind | undefined } {
    this.steps += 1;
    this.index += 1;
    this.seen.set(step.key, step);
    const kind = this.choose(step, { run: this.run, index: this.index });
    if (kind !== undefined) this.strikes.push({ step, kind, run: this.run });
    return { step, kind };
  }
}

/** How each fault comes about where a step is about to happen. */
export interface Means {
  kill?: () => Promise<void>;
  deafen?: () => void;
  silence?: () => void;
}

/** Does a step as its fault demands: not at all, in vain, on a dead connection, or as usual. */
export async function perform<T>(
  injector: Injector,
  { step, kind }: { step: Step; kind: FaultKind | undefined },
  work: () => Promise<T>,
  means: Means,
): Promise<T> {
  if (kind === 'refused') throw new InjectedFault('ECONNRESET', step);
  if (kind === 'conflict') throw new InjectedFault(conflictOf(step), step);
  if (kind === 'killed') await means.kill?.();
  if (kind === 'deaf') means.deafen?.();
  if (kind === 'mute') means.silence?.();
  if (kind === 'catastrophe') await injector.catastrophe();
  const result = await work();
  if (kind === 'aftermath') await injector.catastrophe();
  if (kind === 'unheard') throw new InjectedFault('ECONNRESET', step);
  return result;
}

const conflicts = ['40001', '40P01', '55P03'];

/** Each statement meets one of the three, always the same. */
const conflictOf = ({ key }: Step): string => conflicts[key.length % conflicts.length] ?? '40001';
