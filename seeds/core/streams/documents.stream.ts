import { monthWeights } from '../actors/activity.js';
import { firstDay, formatDay, formatMonth } from '../calendar.js';
import { hash, keyOf } from '../random/hash.js';
import { actorColumns } from './actor-columns.js';
import type { Book } from './book.js';
import { fateOf, phantomDay, vendorDelay } from './delivery.js';
import { identityColumns } from './identity.js';
import { byEmission, countColumn, textColumn, type Column, type Part } from './part.js';
import { createRows, type Rows } from './rows.js';
import { createSplitter } from './split.js';
import type { WorldState } from './world-state.js';

export const OPS = ['upsert', 'delete'];
const DELETE = 1;

/** The month's documents, one row per actor and release, ordered by pseudonym. */
export function documentsArchive(world: WorldState, month: number): Part {
  const book = world.book(month);
  const { order } = world.identities(month);
  const firstOf = firstEntries(book, world.actors.count);
  const entries = new Uint32Array(book.rows);
  let n = 0;
  for (const actor of order) {
    for (let e = firstOf[actor]!; e < firstOf[actor + 1]!; e++) entries[n++] = e;
  }
  const actor = (row: number): number => book.actor[entries[row]!]!;
  const columns = documentColumns(world, month, [formatMonth(month)], {
    actor,
    generation: (row) => book.generation[entries[row]!]!,
    period: () => 0,
    place: (row) => 0x10000000 | (book.generation[entries[row]!]! << 16),
    revision: () => 1,
    op: () => 0,
    produced: (row) => book.produced[entries[row]!]!,
    attempted: (row) => book.attempted[entries[row]!]!,
    accepted: (row) => book.accepted[entries[row]!]!,
  });
  const boundary = (row: number): number => {
    let at = Math.min(row, book.rows);
    while (at > 0 && at < book.rows && actor(at - 1) === actor(at)) at--;
    return at;
  };
  return { rows: book.rows, columns, boundary, days: [] };
}

/** The month's documents day by day, in the order of emission, with what happens on the way. */
export function documentsJournal(world: WorldState, month: number): Part {
  const { seed, actors } = world;
  const book = world.book(month);
  const first = firstDay(month);
  const days = firstDay(month + 1) - first;
  const split = createSplitter(actors, book, monthWeights(month), keyOf(seed, 'day'));
  const key = keyOf(seed, 'fate');
  const firstOf = firstEntries(book, actors.count);
  const delays = delayTable(seed, first, days);
  const rows = createRows(Math.ceil(book.rows * days * 0.85));
  for (const actor of world.identities(month).order) {
    const id = actors.id[actor]!;
    for (let e = firstOf[actor]!; e < firstOf[actor + 1]!; e++) {
      const generation = book.generation[e]!;
      const { produced, attempted, accepted } = split(e);
      for (let d = book.from[e]!; d <= book.to[e]!; d++) {
        const p = produced[d]!;
        if (p === 0) continue;
        const fate = fateOf(key, id, first + d, generation);
        const a = attempted[d]!;
        const ok = accepted[d]!;
        const on = d + delays[actors.vendor[actor]! * days + d]! + fate.late;
        const wrong = fate.corrected > 0 && ok > 0;
        rows.push(actor, generation, d, on, 1, 0, p, a, wrong ? ok >> 1 : ok);
        if (wrong) rows.push(actor, generation, d, on + fate.corrected, 2, 0, p, a, ok);
        if (fate.redelivered > 0)
          rows.push(actor, generation, d, on + fate.redelivered, 1, 0, p, a, ok);
      }
      const ghost = book.from[e]! + phantomDay(key, id, month, book.to[e]! - book.from[e]! + 1);
      if (ghost >= book.from[e]! && produced[ghost] === 0) {
        const on = ghost + delays[actors.vendor[actor]! * days + ghost]!;
        const later = on + 1 + (hash(key, id, month, 98) % 6);
        rows.push(actor, generation, ghost, on, 1, 0, 1, 1, 1);
        rows.push(actor, generation, ghost, later, 2, DELETE, 1, 1, 1);
      }
    }
  }
  return journalPart(world, month, rows, first, days);
}

function journalPart(
  world: WorldState,
  month: number,
  rows: Rows,
  first: number,
  days: number,
): Part {
  const { order, days: emissions } = byEmission(rows.emitted, rows.count, first);
  const labels = Array.from({ length: days }, (_, d) => formatDay(first + d));
  const columns = documentColumns(world, month, labels, {
    actor: (row) => rows.actor[order[row]!]!,
    generation: (row) => rows.generation[order[row]!]!,
    period: (row) => rows.day[order[row]!]!,
    place: (row) =>
      0x11000000 | (rows.generation[order[row]!]! << 16) | (rows.day[order[row]!]! << 8),
    revision: (row) => rows.revision[order[row]!]!,
    op: (row) => rows.op[order[row]!]!,
    produced: (row) => rows.produced[order[row]!]!,
    attempted: (row) => rows.attempted[order[row]!]!,
    accepted: (row) => rows.accepted[order[row]!]!,
  });
  return { rows: rows.count, columns, boundary: (row) => row, days: emissions };
}

type Read = Readonly<
  Record<
    | 'actor'
    | 'generation'
    | 'period'
    | 'place'
    | 'revision'
    | 'op'
    | 'produced'
    | 'attempted'
    | 'accepted',
    (row: number) => number
  >
>;

function documentColumns(world: WorldState, month: number, periods: readonly string[], read: Read) {
  const { words } = world.identities(month);
  return (from: number, to: number): Column[] => {
    const { rowId, actor, recordKey } = identityColumns(words, from, to, read.actor, read.place);
    const count = (name: string, value: (row: number) => number): Column =>
      countColumn(name, from, to, value);
    return [
      rowId,
      count('revision', read.revision),
      textColumn('op', OPS, from, to, read.op),
      textColumn('period', periods, from, to, read.period),
      actor,
      recordKey,
      ...actorColumns(world, from, to, read.actor, read.generation),
      count('produced', read.produced),
      count('withheld', (row) => read.produced(row) - read.attempted(row)),
      count('attempted', read.attempted),
      count('accepted', read.accepted),
      count('rejected', (row) => read.attempted(row) - read.accepted(row)),
    ];
  };
}

/** First entry of each actor; the entries are in the order of the actors. */
function firstEntries(book: Book, count: number): Uint32Array {
  const first = new Uint32Array(count + 1);
  for (let e = 0; e < book.rows; e++) first[book.actor[e]! + 1]!++;
  for (let i = 0; i < count; i++) first[i + 1]! += first[i]!;
  return first;
}

function delayTable(seed: string, first: number, days: number): Uint8Array {
  const vendorCount = 256;
  const table = new Uint8Array(vendorCount * days);
  for (let v = 0; v < vendorCount; v++) {
    for (let d = 0; d < days; d++) table[v * days + d] = vendorDelay(seed, v, first + d);
  }
  return table;
}
