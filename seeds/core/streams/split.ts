import type { Actors } from '../actors/actors.js';
import { firstDay, weekday } from '../calendar.js';
import { rates } from '../calibration/calibration.js';
import { hash } from '../random/hash.js';
import type { Book } from './book.js';

const CLOSED = 0.04;

/** Counts of the days of one entry, reused from entry to entry. */
export interface DaySplit {
  readonly produced: Int32Array;
  readonly attempted: Int32Array;
  readonly accepted: Int32Array;
}

/**
 * Splits an entry's counts over its days, top-down: what is produced follows the actor's days,
 * what is attempted follows what is produced, what is accepted what is attempted. Each step deals
 * a whole number along a cumulated one, in integers, so that days sum to the entry and no day
 * breaks the chain.
 */
export function createSplitter(
  actors: Actors,
  book: Book,
  weights: readonly Int32Array[],
  key: number,
): (entry: number) => DaySplit {
  const first = firstDay(book.month);
  const split = {
    produced: new Int32Array(31),
    attempted: new Int32Array(31),
    accepted: new Int32Array(31),
  };
  const own = new Int32Array(31);
  const weekdays = Array.from({ length: 31 }, (_, d) => weekday(first + d));
  const low = 1 - rates.noise.day;
  const step = (2 * rates.noise.day) / 4294967296;
  return (entry) => {
    const actor = book.actor[entry]!;
    const id = actors.id[actor]!;
    const sector = weights[actors.sector[actor]!]!;
    const closed = actors.closedOn[actor]!;
    own.fill(0);
    let total = 0;
    for (let d = book.from[entry]!; d <= book.to[entry]!; d++) {
      const mood = low + step * hash(key, id, first + d);
      const weight = sector[d]! * mood * (weekdays[d] === closed ? CLOSED : 1);
      total += own[d] = 1 + Math.floor(weight);
    }
    const start = hash(key, id, first, 1 + book.generation[entry]!) / 4294967296;
    deal(book.produced[entry]!, own, total, start, split.produced);
    deal(
      book.attempted[entry]!,
      split.produced,
      book.produced[entry]!,
      (start * 17) % 1,
      split.attempted,
    );
    deal(
      book.accepted[entry]!,
      split.attempted,
      book.attempted[entry]!,
      (start * 131) % 1,
      split.accepted,
    );
    return split;
  };
}

/** Deals `count` along weights of sum `total`; never more than the weight where count ≤ total. */
export function deal(
  count: number,
  weights: Int32Array,
  total: number,
  start: number,
  out: Int32Array,
): void {
  const offset = Math.floor(start * total);
  let cumulated = 0;
  let dealt = 0;
  for (let d = 0; d < weights.length; d++) {
    cumulated += weights[d]!;
    const upTo = total === 0 ? 0 : Math.floor((count * cumulated + offset) / total);
    out[d] = upTo - dealt;
    dealt = upTo;
  }
}
