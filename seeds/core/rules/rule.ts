import { parseMonth } from '../calendar.js';
import { createWorld, type World } from '../world.js';

/** A statement that every generated month must satisfy. */
export interface Rule {
  /** Number of the causal rule of domain.md that it is part of. */
  readonly number: number;
  /** What holds, as a sentence. */
  readonly name: string;
  /** What a month of a world has that the rule forbids; empty where it holds. */
  violations(world: World, month: string): string[];
}

/** The sector of practices. */
export const LIBERAL = 'mdv';
/** Sectors of which systems send, and no person clicks. */
export const STRUCTURES = ['hopital', 'biologie', 'imagerie'];
/** The profession of physicians. */
export const PHYSICIAN = '10';

/** Levers that come with a Sentinelle release. */
export const SENTINELLE_LEVERS = ['LEV-01', 'LEV-02', 'LEV-03', 'LEV-04', 'LEV-05'];

const twins = new WeakMap<World, Map<string, World>>();

/** The same world had some levers never been: every draw is the same. */
export function withoutLevers(world: World, levers: readonly string[]): World {
  const changes = Object.fromEntries(levers.map((id) => [id, { without: true as const }]));
  return twin(world, `without ${levers.join()}`, { levers: { ...world.levers, ...changes } });
}

/** The world of another seed, all else equal. */
export function otherDraw(world: World): World {
  return twin(world, 'other draw', { seed: `${world.seed}-other` });
}

function twin(world: World, name: string, changes: Partial<World>): World {
  let known = twins.get(world);
  if (!known) twins.set(world, (known = new Map<string, World>()));
  let found = known.get(name);
  if (!found) {
    const { seed, scenario, scale, levers, mutate } = world;
    const settings = {
      seed,
      scenario,
      scale,
      ...(levers && { levers }),
      ...(mutate && { mutate }),
    };
    known.set(name, (found = createWorld({ ...settings, ...changes })));
  }
  return found;
}

const numbers = new WeakMap<World, Map<string, ReadonlyMap<string, number>>>();

/** Index of each actor by the pseudonym that it bears in a month: the truth behind the rows. */
export function actorsByPseudonym(world: World, month: string): ReadonlyMap<string, number> {
  let known = numbers.get(world);
  if (!known) numbers.set(world, (known = new Map<string, ReadonlyMap<string, number>>()));
  let found = known.get(month);
  if (!found) {
    const { words } = world.state.identities(parseMonth(month));
    const hex = (word: number): string => word.toString(16).padStart(8, '0');
    const entries = Array.from({ length: world.state.actors.count }, (_, i) => {
      const own = words.subarray(8 * i, 8 * i + 4);
      return [Array.from(own, hex).join(''), i] as const;
    });
    known.set(month, (found = new Map(entries)));
  }
  return found;
}

/** Days on which an actor comes to run each Ségur generation, NEVER where it does not. */
export const startDays = (world: World, actor: number): Int32Array =>
  world.state.actors.starts.subarray(3 * actor, 3 * actor + 3);

/** A share in per cent, for messages. */
export const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
