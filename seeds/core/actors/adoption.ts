import { generations, releases, vendors } from '@vigie/seeds/reference';
import { parseDay } from '../calendar.js';
import type { Practice } from '../calibration/calibration.js';
import { exponential, normal, uniform } from '../random/hash.js';

export const NEVER = 0x7fffffff;
export const GENERATIONS = generations.map((generation) => generation.id);
/** Generations that feed, in the order of an actor's start days. */
export const FEEDING = ['segur_v1', 'sentinelle', 'segur_v2'] as const;

const releaseIndex = new Map(releases.map((r, i) => [`${r.vendor}/${r.generation}`, i]));
const releaseDay = releases.map((release) => parseDay(release.released_on));

/** Index of the release of a vendor (by index) and generation (by rank), or -1. */
export const releaseOf = vendors.map((vendor) =>
  GENERATIONS.map((generation) => releaseIndex.get(`${vendor.id}/${generation}`) ?? -1),
);

export interface Adoption {
  readonly ordered: number;
  /** Day on which each of FEEDING replaces the one before, NEVER where it does not. */
  readonly starts: readonly number[];
}

/**
 * Days on which an actor orders and then runs each generation: the vendor's release, or the
 * order, plus a lag of the actor's own. A generation that another one overtakes within 30 days is
 * skipped.
 */
export function adoption(practice: Practice, vendor: number, key: number, id: number): Adoption {
  const { orders, lag } = practice;
  const rank = uniform(key, id, 1);
  let ordered = NEVER;
  if (rank < orders.main) {
    ordered = Math.round(parseDay(orders.centre) + orders.spread * normal(key, id, 2));
  } else if (rank < orders.main + orders.late) {
    const from = parseDay(orders.late_from);
    ordered = Math.round(from + (parseDay(orders.late_to) - from) * uniform(key, id, 2));
  }
  const starts: number[] = [NEVER, NEVER, NEVER];
  if (ordered === NEVER) return { ordered, starts };
  const stuck = uniform(key, id, 3) < practice.stuck;
  FEEDING.forEach((generation, g) => {
    const release = releaseOf[vendor]![g + 1]!;
    const delay = lag[generation];
    if (release < 0 || delay === undefined || (stuck && g > 0)) return;
    const ready = Math.max(releaseDay[release]!, ordered + 15);
    starts[g] = Math.round(ready + delay * exponential(key, id, 10 + g));
  });
  for (let g = 1; g >= 0; g--) {
    const next = Math.min(...starts.slice(g + 1));
    if (starts[g]! > next - 30) starts[g] = NEVER;
  }
  return { ordered, starts };
}
