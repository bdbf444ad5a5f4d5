import { parseMonth } from '../calendar.js';
import { practices, type Scenario } from '../calibration/calibration.js';
import { keyOf, normal, uniform } from '../random/hash.js';
import { adoption, NEVER } from './adoption.js';
import {
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
  readonly department: Uint8Array;
  readonly vendor: Uint8Array;
  readonly stratum: Uint8Array;
  /** Documents produced in a month of mean activity. */
  readonly size: Float64Array;
  /** Latent inclination to send, standard normal. */
  readonly habit: Float64Array;
  readonly ordered: Int32Array;
  /** Three start days per actor, in the order of FEEDING. */
  readonly starts: Int32Array;
  /** Months during which the module is off; `pauseFrom` is -1 where it never came on. */
  readonly pauseFrom: Int32Array;
  readonly pauseTo: Int32Array;
  readonly closedOn: Uint8Array;
}

/** Room for `count` actors. */
export function allocate(count: number): Actors {
  return {
    count,
    id: new Uint32Array(count),
    sector: new Uint8Array(count),
    department: new Uint8Array(count),
    vendor: new Uint8Array(count),
    stratum: new Uint8Array(count),
    size: new Float64Array(count),
    habit: new Float64Array(count),
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
    departments.forEach((_, d) => {
      const shares = market.cumulated[regionIndex[d]!]!;
      for (let k = 0; k < counts[s]![d]!; k++, id++) {
        // The number within sector and department: the same actor in every scenario of a seed.
        const own = d * 0x10000 + k;
        const draw = uniform(key, own, 20);
        const rank = shares.findIndex((share) => draw < share);
        const vendor = market.index[rank < 0 ? shares.length - 1 : rank]!;
        const { ordered, starts } = adoption(practice, vendor, key, own);
        actors.id[id] = id;
        actors.sector[id] = s;
        actors.department[id] = d;
        actors.vendor[id] = vendor;
        actors.size[id] =
          mean * feeding[d]! * Math.exp(sigma * normal(key, own, 21) - (sigma * sigma) / 2);
        actors.habit[id] = normal(key, own, 22);
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

/** Whether the module is off in a month. */
export function isPaused(actors: Actors, actor: number, month: number): boolean {
  return month >= actors.pauseFrom[actor]! && month < actors.pauseTo[actor]!;
}
