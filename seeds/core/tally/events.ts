import { firstDay, formatDay } from '../calendar.js';
import { hash, keyOf } from '../random/hash.js';
import type { WorldState } from '../world-state.js';
import { countColumn, OPS, textColumn, type Column, type Part } from './columns.js';
import { actorColumn, actorKeyColumn, placeOf, sourceKey } from './identity.js';
import { journalPart, placeWithin } from './part.js';
import type { StreamDeclaration } from './stream.js';
import { needed, rootOf } from './tree.js';
import { viewOf } from './view.js';

/**
 * The month of a stream with one row per event: each count is 0 or 1, and the rows of a group and
 * day add up to its row of the journal once settled. Nothing is materialised: the place of an event
 * follows from the counts before it, so that any page stands alone. Stocks stand on rows of their
 * own. A state has no
 * finer events than its declarations.
 */
export function eventPart(world: WorldState, stream: StreamDeclaration, month: number): Part {
  if (stream.state) return { ...journalPart(world, stream, month), days: [] };
  const view = viewOf(world, stream, month);
  const { book, envelope, groups, shown, names } = view;
  const { tree } = book;
  const nodes = [...new Set(shown.flat())];
  const roots = [...new Set(nodes.map((node) => rootOf(tree, node)))];
  const partitions = needed(tree, nodes);
  const partitionsOf = tree.names.map((_, node) =>
    partitions.filter(({ whole }) => rootOf(tree, whole) === node),
  );
  const key = keyOf(world.seed, `days/${stream.book.name}`);

  // Events before each entry, entries in the order of their groups.
  const entries: number[] = [];
  for (const first of groups) {
    for (let e = first; e < view.end(first); e++) if (view.isShown(e)) entries.push(e);
  }
  const before = new Float64Array(entries.length + 1);
  const stocks = view.stocks === 0 ? [] : book.stocks;
  const stocked = (e: number): number => (stocks.some((stock) => stock[e] !== 0) ? 1 : 0);
  entries.forEach((e, n) => {
    const events = roots.reduce((sum, root) => sum + book.counts[root]![e]!, 0);
    before[n + 1] = before[n]! + events + stocked(e);
  });
  const rows = before[entries.length]!;
  // Events are numbered within their subject, whose entries stand together.
  const origin = new Float64Array(entries.length);
  entries.forEach((e, n) => {
    const isSame = n > 0 && book.subject[entries[n - 1]!] === book.subject[e];
    origin[n] = isSame ? origin[n - 1]! : before[n]!;
  });
  const columnsOf = tree.names.map((_, node) =>
    shown.flatMap((of, c) => (of.includes(node) ? [c] : [])),
  );
  const first = firstDay(month);
  const periods = Array.from({ length: view.days }, (_, d) => formatDay(first + d));
  const ids = world.rowIds(month);
  const code = world.streamCode(stream.name);
  const isActor = stream.book.envelope === 'actor';
  const dimensions = stream.detailed ? stream.book.dimensions : [];

  /** Where the run of each node begins on the ring of a day's events. */
  const begins = new Int32Array(tree.names.length);
  const markParts = (
    counts: readonly Int32Array[],
    days: readonly Int32Array[],
    d: number,
    root: number,
    at: number,
    events: number,
  ): void => {
    begins[root] = 0;
    for (const { whole, parts } of partitionsOf[root]!) {
      // Two ways of dividing a whole must not always meet: each begins elsewhere on the ring.
      let begin = whole === root ? hash(key, parts[0]!, d, events) % events : begins[whole]!;
      for (const part of parts) {
        const size = days[part]![d]!;
        begins[part] = begin;
        for (const c of columnsOf[part]!) mark(counts[c]!, 1, at, events, begin, size);
        begin += size;
      }
    }
  };

  const columns = (from: number, to: number): Column[] => {
    const length = to - from;
    const entryOf = new Uint32Array(length);
    const dayOf = new Uint8Array(length);
    const numberOf = new Uint32Array(length);
    const keys = new BigInt64Array(isActor ? 0 : length);
    const counts = names.map(() => new Int32Array(length));
    let n = placeBefore(before, from);
    for (; n < entries.length && before[n]! < to; n++) {
      const e = entries[n]!;
      const base = before[n]! - from;
      const low = Math.max(0, base);
      const high = Math.min(length, before[n + 1]! - from);
      entryOf.fill(e, low, high);
      for (let k = low; k < high; k++) numberOf[k] = from + k - origin[n]!;
      // The key of the group stands on its first event, so that keys add up in every grain.
      if (!isActor && low === base) {
        keys[low] = sourceKey(envelope.words, book.subject[e]!, placeWithin(view, e), 0);
      }
      const days = view.split(e);
      let at = base;
      for (const root of roots) {
        for (let d = book.from[e]!; d <= book.to[e]!; d++) {
          const events = days[root]![d]!;
          if (events === 0) continue;
          mark(dayOf, d, at, events, 0, events);
          for (const c of columnsOf[root]!) mark(counts[c]!, 1, at, events, 0, events);
          markParts(counts, days, d, root, at, events);
          at += events;
        }
      }
      if (stocked(e) && at >= 0 && at < length) {
        dayOf[at] = view.days - 1;
        stocks.forEach((stock, s) => (counts[shown.length + s]![at] = stock[e]!));
      }
    }
    const entry = (row: number): number => entryOf[row - from]!;
    const subject = (row: number): number => book.subject[entry(row)]!;
    const generation = (row: number): number => book.generation[entry(row)]!;
    const rowIds = new Uint8Array(16 * length);
    for (let row = from; row < to; row++) {
      const place = placeOf(code, 'event', generation(row), 0);
      const number = numberOf[row - from]!;
      ids.write(rowIds, 16 * (row - from), envelope.words, subject(row), place, number);
    }
    return [
      { name: 'row_id', kind: 'binary16', values: rowIds },
      countColumn('revision', from, to, () => 1),
      textColumn('op', OPS, from, to, () => 0),
      textColumn('period', periods, from, to, (row) => dayOf[row - from]!),
      ...(isActor
        ? [
            actorColumn(envelope.words, from, to, subject),
            actorKeyColumn(envelope.words, from, to, subject),
          ]
        : [{ name: 'record_key', kind: 'int64' as const, values: keys }]),
      ...envelope.columns(from, to, subject, generation),
      ...dimensions.map(({ name, words }, d) =>
        textColumn(name, words, from, to, (row) => book.codes[d]![entry(row)]!),
      ),
      ...counts.map((values, c): Column => ({ name: names[c]!, kind: 'int32', values })),
    ];
  };
  return { rows, columns, boundary: (row) => Math.min(row, rows), days: [] };
}

type Marked = Int32Array | Uint8Array;

/** Writes `value` over a run of a ring of `ring` rows that begins at `at`, clipped to the column. */
function mark(
  column: Marked,
  value: number,
  at: number,
  ring: number,
  begin: number,
  size: number,
): void {
  const start = begin % ring;
  const straight = Math.min(size, ring - start);
  fill(column, value, at + start, at + start + straight);
  if (straight < size) fill(column, value, at, at + size - straight);
}

function fill(column: Marked, value: number, from: number, to: number): void {
  const end = Math.min(to, column.length);
  for (let row = Math.max(0, from); row < end; row++) column[row] = value;
}

/** Index of the last entry that begins at or before an event. */
function placeBefore(before: Float64Array, event: number): number {
  let low = 0;
  let high = before.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (before[middle]! <= event) low = middle;
    else high = middle;
  }
  return low;
}
