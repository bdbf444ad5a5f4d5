import { vendors } from '@vigie/seeds/reference';
import { firstDay, formatDay, formatMonth } from '../calendar.js';
import { keyOf } from '../random/hash.js';
import type { WorldState } from '../world-state.js';
import { countColumn, OPS, textColumn, type Column, type Grain, type Part } from './columns.js';
import { fateOf, phantomDay, phantomLife, vendorDelay } from './delivery.js';
import { actorColumn, actorKeyColumn, keyLess, placeOf, sourceKey } from './identity.js';
import { byEmission, createRows, type Rows } from './rows.js';
import { isMonthly, type StreamDeclaration } from './stream.js';
import { viewOf, type View } from './view.js';

const DELETE = 1;

/** The month of a stream as the archive holds it: one row per group. */
export function archivePart(world: WorldState, stream: StreamDeclaration, month: number): Part {
  const view = viewOf(world, stream, month);
  const { subject } = view.book;
  const rows = createRows(view.names.length, view.groups.length);
  const counts = new Int32Array(view.names.length);
  for (const first of view.groups) {
    view.counts(first, counts);
    rows.push(first, 0, 0, 1, 0, counts);
  }
  const who = (row: number): number => subject[rows.entry[row]!]!;
  return {
    rows: rows.count,
    columns: rowColumns(world, view, 'month', rows, null),
    boundary: (row) => {
      let at = Math.min(row, rows.count);
      while (at > 0 && at < rows.count && who(at - 1) === who(at)) at--;
      return at;
    },
    days: [],
  };
}

/** The month of a stream day by day, in the order of emission, with what happens on the way. */
export function journalPart(world: WorldState, stream: StreamDeclaration, month: number): Part {
  const view = viewOf(world, stream, month);
  const rows = isMonthly(stream) ? declarations(view) : journal(world, view);
  const { order, days } = byEmission(rows, firstDay(month));
  return {
    rows: rows.count,
    columns: rowColumns(world, view, 'day', rows, order),
    boundary: (row) => Math.min(row, rows.count),
    days,
  };
}

/** Rows of a stream that is declared on the first day of the next month. */
function declarations(view: View): Rows {
  const rows = createRows(view.names.length, view.groups.length);
  const counts = new Int32Array(view.names.length);
  for (const first of view.groups) {
    view.counts(first, counts);
    rows.push(first, view.days - 1, view.days, 1, 0, counts);
  }
  return rows;
}

function journal(world: WorldState, view: View): Rows {
  const { book, groups, days, month, stream } = view;
  const rows = createRows(view.names.length, groups.length * days * 0.6);
  if (stream.sender !== 'vendor') {
    for (const first of groups) {
      view.eachDay(first, (d, counts) => rows.push(first, d, d, 1, 0, counts));
    }
    return rows;
  }
  const { actors, seed } = world;
  const start = firstDay(month);
  const key = keyOf(seed, `fate/${stream.name}`);
  const delays = vendorDelays(seed, start, days);
  const previous = new Int32Array(view.names.length);
  for (const group of groups) {
    const actor = book.subject[group]!;
    const id = actors.id[actor]!;
    const salt = placeWithin(view, group) * 4 + book.generation[group]!;
    const delay = actors.vendor[actor]! * days;
    const from = book.from[group]!;
    const mistake = phantomDay(key, id, month, salt, book.to[group]! - from + 1);
    let phantom = mistake < 0 ? -1 : from + mistake;
    const before = rows.count;
    view.eachDay(group, (d, counts) => {
      if (d === phantom) phantom = -1;
      const fate = fateOf(key, id, start + d, salt);
      const on = d + delays[delay + d]! + fate.late;
      if (fate.corrected > 0 && rows.count > before) {
        // The day before was sent once more in its place.
        rows.push(group, d, on, 1, 0, previous);
        rows.push(group, d, on + fate.corrected, 2, 0, counts);
      } else {
        rows.push(group, d, on, 1, 0, counts);
        if (fate.redelivered > 0) rows.push(group, d, on + fate.redelivered, 1, 0, counts);
      }
      previous.set(counts);
    });
    if (phantom >= 0 && rows.count > before) {
      const on = phantom + delays[delay + phantom]!;
      rows.push(group, phantom, on, 1, 0, previous);
      rows.push(group, phantom, on + phantomLife(key, id, month, salt), 2, DELETE, previous);
    }
  }
  return rows;
}

/** Days between a day and its sending, by vendor and day. */
function vendorDelays(seed: string, first: number, days: number): Uint8Array {
  const key = keyOf(seed, 'vendor-delay');
  return Uint8Array.from({ length: days * vendors.length }, (_, n) =>
    vendorDelay(key, Math.floor(n / days), first + (n % days)),
  );
}

/** Number of a group among those of its subject and generation, by its dimensions. */
export function placeWithin(view: View, entry: number): number {
  if (!view.stream.detailed) return 0;
  const { dimensions } = view.stream.book;
  return view.book.codes.reduce(
    (place, column, d) => place * dimensions[d]!.words.length + column[entry]!,
    0,
  );
}

/** The columns of rows, in the order given or as they stand. */
function rowColumns(
  world: WorldState,
  view: View,
  grain: Grain,
  rows: Rows,
  order: Uint32Array | null,
): Part['columns'] {
  const { book, stream, month, envelope } = view;
  const at = (row: number): number => (order ? order[row]! : row);
  const entry = (row: number): number => rows.entry[at(row)]!;
  const subject = (row: number): number => book.subject[entry(row)]!;
  const generation = (row: number): number => book.generation[entry(row)]!;
  const ids = world.rowIds(month);
  const code = world.streamCode(stream.name);
  const monthly = grain === 'month' || isMonthly(stream);
  const periods = monthly
    ? [formatMonth(month)]
    : Array.from({ length: view.days }, (_, d) => formatDay(firstDay(month) + d));
  const keys = stream.book.envelope === 'actor' ? null : sourceKeys(view, rows, monthly);
  return (from, to) => {
    const rowIds = new Uint8Array(16 * (to - from));
    for (let row = from; row < to; row++) {
      const place = placeOf(code, grain, generation(row), rows.day[at(row)]!);
      const within = placeWithin(view, entry(row));
      ids.write(rowIds, 16 * (row - from), envelope.words, subject(row), place, within);
    }
    const identity: Column[] = keys
      ? [
          {
            name: 'record_key',
            kind: 'int64',
            values: BigInt64Array.from({ length: to - from }, (_, n) => keys[at(from + n)]!),
          },
        ]
      : [
          actorColumn(envelope.words, from, to, subject),
          actorKeyColumn(envelope.words, from, to, subject),
        ];
    return [
      { name: 'row_id', kind: 'binary16', values: rowIds },
      countColumn('revision', from, to, (row) => rows.revision[at(row)]!),
      textColumn('op', OPS, from, to, (row) => rows.op[at(row)]!),
      textColumn('period', periods, from, to, (row) => (monthly ? 0 : rows.day[at(row)]!)),
      ...identity,
      ...envelope.columns(from, to, subject, generation),
      ...(stream.detailed ? stream.book.dimensions : []).map(({ name, words }, d) =>
        textColumn(name, words, from, to, (row) => book.codes[d]![entry(row)]!),
      ),
      ...view.names.map((name, c) =>
        countColumn(name, from, to, (row) => rows.counts[c]![at(row)]!),
      ),
    ];
  };
}

/** Record keys of the rows of a source: those of its days add up to that of the month. */
function sourceKeys(view: View, rows: Rows, monthly: boolean): BigInt64Array {
  const keys = new BigInt64Array(rows.count);
  const { words } = view.envelope;
  for (let row = 0; row < rows.count; row++) {
    const entry = rows.entry[row]!;
    const subject = view.book.subject[entry]!;
    const place = placeWithin(view, entry);
    let left = sourceKey(words, subject, place, 0);
    if (!monthly) {
      for (; rows.entry[row + 1] === entry && row + 1 < rows.count; row++) {
        keys[row] = sourceKey(words, subject, place, 1 + rows.day[row]!);
        left = keyLess(left, keys[row]!);
      }
    }
    keys[row] = left;
  }
  return keys;
}
