import { generations } from '@vigie/seeds/reference';
import { isPaused, type Actors } from '../actors/actors.js';
import {
  acceptance,
  drift,
  meanMonth,
  monthWeights,
  production,
  sentShare,
} from '../actors/activity.js';
import { FEEDING } from '../actors/adoption.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay } from '../calendar.js';
import { practices, rates } from '../calibration/calibration.js';
import { keyOf, normal, uniform } from '../random/hash.js';

/**
 * The month's documents, one entry per actor and release, in the order of the actors: the counts
 * from which both grains are split.
 */
export interface Book {
  readonly month: number;
  readonly rows: number;
  readonly actor: Uint32Array;
  /** Rank of the generation. */
  readonly generation: Uint8Array;
  /** First and last day of the entry within the month, from 0. */
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly produced: Int32Array;
  readonly attempted: Int32Array;
  readonly accepted: Int32Array;
}

const sentinelle = generations.findIndex((generation) => generation.id === 'sentinelle');

/** Draws the month's counts, a chain from produced to attempted to accepted. */
export function createBook(seed: string, actors: Actors, month: number): Book {
  const key = keyOf(seed, 'documents');
  const vendorKey = keyOf(seed, 'acceptance');
  const first = firstDay(month);
  const days = firstDay(month + 1) - first;
  const weights = monthWeights(month);
  const sums = weights.map((w) => {
    const cumulated = new Float64Array(days + 1);
    for (let d = 0; d < days; d++) cumulated[d + 1] = cumulated[d]! + w[d]!;
    return cumulated;
  });
  const sectorState = sectorIds.map((sector, s) => {
    const practice = practices[sector]!;
    return {
      practice,
      produced: production(practice, month) / meanMonth[s]!,
      drifted: drift(practice, month),
    };
  });
  const accepted = acceptance(month);
  const book = allocate(actors, month);
  let n = 0;
  for (let i = 0; i < actors.count; i++) {
    const s = actors.sector[i]!;
    const { practice, produced: rate, drifted } = sectorState[s]!;
    const id = actors.id[i]!;
    const off = isPaused(actors, i, month);
    let practiced = -1;
    for (let g = 0; g < 3; g++) {
      const start = actors.starts[3 * i + g]!;
      if (start >= first + days) continue;
      if (practiced < 0 || g + 1 === sentinelle) practiced = start;
      let end = first + days;
      for (let next = g + 1; next < 3; next++) end = Math.min(end, actors.starts[3 * i + next]!);
      if (end <= first) continue;
      const from = Math.max(0, start - first);
      const to = end - first;
      const noise = rates.noise.month * normal(key, id, month, 4 * g);
      const weight = sums[s]![to]! - sums[s]![from]!;
      const expected = actors.size[i]! * rate * weight * (1 + noise * Math.SQRT1_2);
      const produced = Math.max(1, Math.floor(expected + uniform(key, id, month, 4 * g + 1)));
      const age = first + (from + to) / 2 - practiced;
      const inclination = actors.habit[i]! + rates.noise.share * normal(key, id, month, 4 * g + 2);
      const share = off ? 0 : sentShare(practice, FEEDING[g]!, inclination, age, drifted);
      const luck = uniform(key, id, month, 4 * g + 3);
      const attempted = Math.min(produced, Math.floor(produced * share + luck * (off ? 0 : 1)));
      const own = accepted + rates.acceptance.spread * normal(vendorKey, actors.vendor[i]!);
      book.actor[n] = i;
      book.generation[n] = g + 1;
      book.from[n] = from;
      book.to[n] = to - 1;
      book.produced[n] = produced;
      book.attempted[n] = attempted;
      book.accepted[n] = Math.min(attempted, Math.floor(attempted * own + ((luck * 7919) % 1)));
      n++;
    }
  }
  return book;
}

/** Entries of a month: a start day in the month splits it, each installed actor has one. */
function allocate(actors: Actors, month: number): Book {
  const rows = countEntries(actors, month);
  return {
    month,
    rows,
    actor: new Uint32Array(rows),
    generation: new Uint8Array(rows),
    from: new Uint8Array(rows),
    to: new Uint8Array(rows),
    produced: new Int32Array(rows),
    attempted: new Int32Array(rows),
    accepted: new Int32Array(rows),
  };
}

/** Number of entries of a month, known without drawing them. */
export function countEntries(actors: Actors, month: number): number {
  const first = firstDay(month);
  const end = firstDay(month + 1);
  let rows = 0;
  for (let i = 0; i < actors.count; i++) {
    let running = false;
    for (let g = 0; g < 3; g++) {
      const start = actors.starts[3 * i + g]!;
      if (start <= first) running = true;
      else if (start < end) rows++;
    }
    if (running) rows++;
  }
  return rows;
}
