import { barriers, professions } from '@vigie/seeds/reference';
import { parseMonth } from '../calendar.js';
import { barrierRates, practices, type Scenario } from '../calibration/calibration.js';
import { keyOf, normal, uniform } from '../random/hash.js';
import { adoption, NEVER } from './adoption.js';
import {
  apportion,
  departments,
  population,
  regionalFactors,
  regionIndex,
  sectorIds,
  vendorShares,
} from './territory.js';

/** Stable traits of the actors, one array per trait; indices point into the reference lists. */
export interface Actors {
  readonly count: number;
  /** Number in the complete world: draws depend on it, so that a sample keeps its members. */
  readonly id: Uint32Array;
  readonly sector: Uint8Array;
  readonly profession: Uint8Array;
  readonly department: Uint8Array;
  readonly vendor: Uint8Array;
  readonly stratum: Uint8Array;
  /** Documents produced in a month of mean activity. */
  readonly size: Float64Array;
  /** Latent inclination to send, standard normal. */
  readonly habit: Float64Array;
  /** Barriers met, as bits in the order of the reference, before any lever. */
  readonly barriers: Uint32Array;
  /** Bits: see TRAITS. */
  readonly traits: Uint8Array;
  readonly ordered: Int32Array;
  /** Three start days per actor, in the order of FEEDING. */
  readonly starts: Int32Array;
  /** Months during which the module is off; `pauseFrom` is -1 where it never came on. */
  readonly pauseFrom: Int32Array;
  readonly pauseTo: Int32Array;
  /** Weekday without activity, 7 or 8 for none. */
  readonly closedOn: Uint8Array;
}

/** Bits of the column `traits`. */
export const TRAITS = {
  secretary: 1,
  oldComputer: 2,
  nominativeCpe: 4,
  generalPractice: 8,
  seat: 16,
};

/** Room for `count` actors. */
export function allocate(count: number): Actors {
  return {
    count,
    id: new Uint32Array(count),
    sector: new Uint8Array(count),
    profession: new Uint8Array(count),
    department: new Uint8Array(count),
    vendor: new Uint8Array(count),
    stratum: new Uint8Array(count),
    size: new Float64Array(count),
    habit: new Float64Array(count),
    barriers: new Uint32Array(count),
    traits: new Uint8Array(count),
    ordered: new Int32Array(count),
    starts: new Int32Array(3 * count),
    pauseFrom: new Int32Array(count),
    pauseTo: new Int32Array(count),
    closedOn: new Uint8Array(count),
  };
}

/** Every actor of the complete world, sector by sector, department by department. */
export function createActors(seed: string, scenario: Scenario): Actors {
  const counts = population(scenario);
  const actors = allocate(counts.flat().reduce((a, b) => a + b, 0));
  const { feeding } = regionalFactors(seed);
  const epoch = parseMonth('2022-06');
  let id = 0;
  sectorIds.forEach((sector, s) => {
    const practice = practices[sector]!;
    const { mean, sigma } = practice.produced;
    const market = vendorShares(seed, sector);
    const key = keyOf(seed, `actor/${sector}`);
    const kinds = practice.professions.map(({ id }) =>
      professions.findIndex((profession) => profession.id === id),
    );
    departments.forEach((_, d) => {
      const shares = market.cumulated[regionIndex[d]!]!;
      const members = apportion(
        counts[s]![d]!,
        practice.professions.map(({ share }) => share),
      );
      for (let k = 0; k < counts[s]![d]!; k++, id++) {
        // The number within sector and department: the same actor in every scenario of a seed.
        const own = d * 0x10000 + k;
        const draw = uniform(key, own, 20);
        const rank = shares.findIndex((share) => draw < share);
        const vendor = market.index[rank < 0 ? shares.length - 1 : rank]!;
        const kind = kindOf(members, k);
        const { activity, keenness } = practice.professions[kind]!;
        const met = practice.barriers ? barriersOf(key, own) : 0;
        const { ordered, starts } = adoption(practice, keenness, vendor, met, key, own);
        actors.id[id] = id;
        actors.sector[id] = s;
        actors.profession[id] = kinds[kind]!;
        actors.department[id] = d;
        actors.vendor[id] = vendor;
        actors.size[id] =
          activity *
          mean *
          feeding[d]! *
          Math.exp(sigma * normal(key, own, 21) - (sigma * sigma) / 2);
        actors.habit[id] = normal(key, own, 22);
        actors.barriers[id] = met;
        actors.traits[id] = traitsOf(practice, key, own, kind, k / counts[s]![d]!);
        actors.ordered[id] = ordered;
        actors.starts.set(starts, 3 * id);
        const off = uniform(key, own, 23);
        const from = epoch + Math.floor(72 * uniform(key, own, 24));
        actors.pauseFrom[id] = off < practice.never_on ? -1 : from;
        const paused = off >= practice.never_on && off < practice.never_on + practice.paused;
        actors.pauseTo[id] = off < practice.never_on ? NEVER : from + (paused ? 2 + (own % 5) : 0);
        actors.closedOn[id] = Math.floor(9 * uniform(key, own, 25));
      }
    });
  });
  return actors;
}

/** Index of the profession of the kth actor of a department. */
function kindOf(members: readonly number[], k: number): number {
  let rest = k;
  return members.findIndex((count) => (rest -= count) < 0);
}

const barrierShares = barriers.map(({ id }) => barrierRates.barriers[id]!.share);

/** The barriers that an actor meets, as bits in the order of the reference. */
function barriersOf(key: number, own: number): number {
  let bits = 0;
  for (let b = 0; b < barrierShares.length; b++) {
    if (uniform(key, own, 40 + b) < barrierShares[b]!) bits |= 1 << b;
  }
  return bits;
}

function traitsOf(
  practice: (typeof practices)[string],
  key: number,
  own: number,
  kind: number,
  place: number,
): number {
  const { secretary, old_computer, nominative_cpe, general_practice, seats } = practice.traits;
  let bits = 0;
  if (uniform(key, own, 30) < secretary) bits |= TRAITS.secretary;
  if (uniform(key, own, 31) < old_computer) bits |= TRAITS.oldComputer;
  if (uniform(key, own, 32) < nominative_cpe) bits |= TRAITS.nominativeCpe;
  if (kind === 0 && uniform(key, own, 33) < general_practice) bits |= TRAITS.generalPractice;
  if (place < seats) bits |= TRAITS.seat;
  return bits;
}

/** Whether the module is off in a month. */
export function isPaused(actors: Actors, actor: number, month: number): boolean {
  return month >= actors.pauseFrom[actor]! && month < actors.pauseTo[actor]!;
}

/** Whether an actor has a trait. */
export function has(actors: Actors, actor: number, trait: number): boolean {
  return (actors.traits[actor]! & trait) !== 0;
}
