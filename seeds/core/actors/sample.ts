import { parseDay } from '../calendar.js';
import { practices } from '../calibration/calibration.js';
import { keyOf, uniform } from '../random/hash.js';
import { allocate, type Actors } from './actors.js';
import { NEVER } from './adoption.js';
import { isSmall, regionIndex, regions, sectorIds } from './territory.js';

/** Sectors numerous enough to be sampled outside the small regions. */
export const SAMPLED = ['mdv', 'officine', 'esms'];

export interface Stratum {
  readonly id: string;
  /** Actors of the complete world for one actor of this one. */
  readonly factor: number;
}

export interface Sample {
  readonly actors: Actors;
  readonly strata: readonly Stratum[];
}

/**
 * Draws the fraction `scale` of the numerous sectors, systematically by size within department × date
 * of the present way of feeding, the larger ones within region × date of installation. The walk runs
 * on from one cell to the next, up and down in turn, so that a remainder is not lost; every actor of a
 * stratum has the same chance. The largest are all taken. The factor of a stratum is complete count ÷
 * drawn count, so that head-counts expand exactly.
 */
export function sample(complete: Actors, seed: string, scale: number): Sample {
  let drawn: number[] = [];
  const stratumOf = new Uint8Array(complete.count);
  const strata: Stratum[] = [{ id: 'complete', factor: 1 }];
  sectorIds.forEach((sector, s) => {
    const members: number[] = [];
    for (let i = 0; i < complete.count; i++) if (complete.sector[i] === s) members.push(i);
    if (!SAMPLED.includes(sector) || scale === 1) {
      drawn = drawn.concat(members);
      return;
    }
    const ofLarge = members.filter((i) => !isSmall[complete.department[i]!]);
    drawn = drawn.concat(members.filter((i) => isSmall[complete.department[i]!]));
    const size = new Float64Array(complete.count);
    for (const i of members) size[i] = importance(complete, i);
    const bySize = descending(ofLarge, size);
    const taken = Math.round((TAKEN[sector] ?? 0) * bySize.length);
    drawn = drawn.concat(bySize.slice(0, taken));
    const frame = bySize.slice(taken);
    const fraction = scale * (LESS[sector] ?? 1);
    const picked = systematic(complete, frame, fraction, uniform(keyOf(seed, 'sample'), s));
    picked.forEach((i) => (stratumOf[i] = strata.length));
    drawn = drawn.concat(picked);
    strata.push({
      id: `${sector}.sampled`,
      factor: round(frame.length / Math.max(1, picked.length)),
    });
  });
  return {
    actors: keep(
      complete,
      drawn.sort((a, b) => a - b),
      stratumOf,
    ),
    strata,
  };
}

/** Of the most numerous sector, whose structures send little, half as many are drawn. */
const LESS: Readonly<Record<string, number>> = { esms: 0.5 };

/** Share of a sector's actors, the largest, that are all taken: a few make much of the volume. */
const TAKEN: Readonly<Record<string, number>> = { mdv: 0.018 };

/** Actors by size, the largest first, those of one size in the order given. */
function descending(members: readonly number[], size: Float64Array): number[] {
  return members.toSorted((a, b) => size[b]! - size[a]!);
}

/** Six decimals: the factor is printed, stored and compared. */
const round = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Share of a region's actors, the largest, that are drawn over the region and not by department. */
const LARGEST = 0.06;
/** First Ségur installations are drawn apart by these dates: who began when makes early volumes. */
const BEGUN = ['2022-10-01', '2023-03-01', '2023-07-01', '2024-01-01', '2030-01-01'].map(parseDay);

/** @param frame those to draw from, the largest first */
function systematic(actors: Actors, frame: number[], scale: number, start: number): number[] {
  const cells = new Map<number, number[]>();
  const put = (cell: number, i: number): void => {
    const members = cells.get(cell);
    if (members) members.push(i);
    else cells.set(cell, [i]);
  };
  const ofRegion = regions.map((): number[] => []);
  for (const i of frame) ofRegion[regionIndex[actors.department[i]!]!]!.push(i);
  regions.forEach((_, r) => {
    const members = ofRegion[r]!;
    const largest = Math.round(LARGEST * members.length);
    members.forEach((i, rank) => {
      if (rank < largest) {
        const start = firstStart(actors, i);
        put(r * BEGUN.length + BEGUN.filter((day) => start < day).length - 0x10000, i);
      } else put(actors.department[i]! * PERIODS.length + periodOf(actors, i), i);
    });
  });
  const order = [...cells.keys()]
    .sort((a, b) => a - b)
    .flatMap((cell, n) => (n % 2 === 0 ? cells.get(cell)! : cells.get(cell)!.reverse()));
  return order.filter(
    (_, n) => Math.floor((n + 1) * scale + start) > Math.floor(n * scale + start),
  );
}

/** The others are drawn by department and by when they began to feed as they do now. */
const PERIODS = ['2023-05-01', '2023-10-01', '2024-02-01', '2024-12-01', '2100-01-01'].map(
  parseDay,
);
function periodOf(actors: Actors, i: number): number {
  const { starts } = actors;
  const began = Math.min(starts[3 * i + 1]!, starts[3 * i + 2]!, starts[3 * i]! + 400);
  return PERIODS.findIndex((day) => began < day || day === PERIODS.at(-1));
}

const firstStart = ({ starts }: Actors, i: number): number =>
  Math.min(starts[3 * i]!, starts[3 * i + 1]!, starts[3 * i + 2]!);

/** What an actor sends in the early years once equipped; the unequipped come last, by size. */
function importance(actors: Actors, i: number): number {
  const { share } = practices[sectorIds[actors.sector[i]!]!]!;
  if (actors.ordered[i] === NEVER) return -1 / actors.size[i]!;
  const level = share.level.segur_v1 + share.habit.gain + 1;
  return actors.size[i]! / (1 + Math.exp(-level - share.sigma * actors.habit[i]!));
}

function keep(complete: Actors, drawn: readonly number[], stratumOf: Uint8Array): Actors {
  const actors = allocate(drawn.length);
  drawn.forEach((from, to) => {
    actors.id[to] = complete.id[from]!;
    actors.sector[to] = complete.sector[from]!;
    actors.profession[to] = complete.profession[from]!;
    actors.department[to] = complete.department[from]!;
    actors.vendor[to] = complete.vendor[from]!;
    actors.stratum[to] = stratumOf[from]!;
    actors.size[to] = complete.size[from]!;
    actors.habit[to] = complete.habit[from]!;
    actors.barriers[to] = complete.barriers[from]!;
    actors.traits[to] = complete.traits[from]!;
    actors.ordered[to] = complete.ordered[from]!;
    actors.starts.set(complete.starts.subarray(3 * from, 3 * from + 3), 3 * to);
    actors.pauseFrom[to] = complete.pauseFrom[from]!;
    actors.pauseTo[to] = complete.pauseTo[from]!;
    actors.closedOn[to] = complete.closedOn[from]!;
  });
  return actors;
}
