import { barriers, generations, releases, vendors } from '@vigie/seeds/reference';
import { parseDay } from '../calendar.js';
import { barrierRates, type Practice } from '../calibration/calibration.js';
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

/** Day numbers of the few dates of the parameters, each parsed once. */
const days = new Map<string, number>();
function dayOf(date: string): number {
  const known = days.get(date) ?? parseDay(date);
  days.set(date, known);
  return known;
}

export interface Adoption {
  readonly ordered: number;
  /** Day on which each of FEEDING replaces the one before, NEVER where it does not. */
  readonly starts: readonly number[];
}

/** Factor on the lags of an actor by the barriers that it meets; 1 in the mean. */
const delays = barriers.map(({ id }) => barrierRates.barriers[id]!.delays ?? 0);
const meanDelay = barriers.reduce(
  (sum, { id }, b) => sum + barrierRates.barriers[id]!.share * delays[b]!,
  1,
);
function delay(met: number): number {
  let own = 1;
  for (let b = 0; b < delays.length; b++) if (met & (1 << b)) own += delays[b]!;
  return own / meanDelay;
}

/**
 * A first installation of the main wave brought forward before the deadline of its funding, in the
 * rush of the last weeks; some miss it all the same.
 */
function hurried(
  { deadline, met, late_from }: Practice['orders'],
  ready: number,
  start: number,
  key: number,
  id: number,
): number {
  const last = dayOf(deadline);
  if (start <= last || ready >= Math.min(last, dayOf(late_from))) return start;
  if (uniform(key, id, 4) >= met) return start;
  return Math.max(ready, last - Math.floor(RUSH * uniform(key, id, 5) ** 2));
}
const RUSH = 60;

/**
 * Days on which an actor orders and then runs each generation: the vendor's release, or the
 * order, plus a lag of the actor's own, longer for one who meets barriers. A generation that
 * another one overtakes within 30 days is skipped.
 * @param keenness factor on the chance to order in the main wave
 */
export function adoption(
  practice: Practice,
  keenness: number,
  vendor: number,
  met: number,
  key: number,
  id: number,
): Adoption {
  const { orders, lag } = practice;
  const rank = uniform(key, id, 1);
  const main = orders.main * keenness;
  let ordered = NEVER;
  if (rank < main) {
    ordered = Math.round(dayOf(orders.centre) + orders.spread * normal(key, id, 2));
  } else if (rank < main + orders.late) {
    const from = dayOf(orders.late_from);
    ordered = Math.round(from + (dayOf(orders.late_to) - from) * uniform(key, id, 2));
  }
  const starts: number[] = [NEVER, NEVER, NEVER];
  if (ordered === NEVER) return { ordered, starts };
  const stuck = uniform(key, id, 3) < practice.stuck;
  const slow = practice.barriers ? delay(met) : 1;
  FEEDING.forEach((generation, g) => {
    const release = releaseOf[vendor]![g + 1]!;
    const days = lag[generation];
    if (release < 0 || days === undefined || (stuck && g > 0)) return;
    const ready = Math.max(releaseDay[release]!, ordered + 15);
    starts[g] = Math.round(ready + slow * days * exponential(key, id, 10 + g));
    if (g === 0) starts[g] = hurried(orders, ready, starts[g], key, id);
  });
  for (let g = 1; g >= 0; g--) {
    const next = Math.min(...starts.slice(g + 1));
    if (starts[g]! > next - 30) starts[g] = NEVER;
  }
  return { ordered, starts };
}
