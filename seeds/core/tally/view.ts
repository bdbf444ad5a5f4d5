import { firstDay } from '../calendar.js';
import { keyOf } from '../random/hash.js';
import type { WorldState } from '../world-state.js';
import { firstEntries, type Book } from './book.js';
import { createSplitter } from './deal.js';
import { envelopeOf, usualDays, type Envelope } from './envelope.js';
import { shownCounts, type StreamDeclaration } from './stream.js';

/** What one stream shows of a month of its book. */
export interface View {
  readonly stream: StreamDeclaration;
  readonly month: number;
  readonly days: number;
  readonly book: Book;
  readonly envelope: Envelope;
  /** Groups of entries in the order of a page: those of group g are listed by `groups[g]`. */
  readonly groups: Uint32Array;
  /** Nodes of each shown count. */
  readonly shown: readonly (readonly number[])[];
  readonly names: readonly string[];
  readonly stocks: number;
  /** Entries of a group, from its first one up to the end, excluded. */
  end(first: number): number;
  /** Whether the stream shows an entry. */
  isShown(entry: number): boolean;
  /** Month counts of the group that begins at an entry, stocks last. */
  counts(first: number, out: Int32Array): void;
  /** Counts of an entry by node and day, reused from entry to entry. */
  split(entry: number): readonly Int32Array[];
  /** Calls back with the counts of each day of a group that has a row, days ascending. */
  eachDay(first: number, row: (day: number, counts: Int32Array) => void): void;
}

/** The view of a stream over a month. */
export function viewOf(
  world: WorldState,
  stream: StreamDeclaration,
  month: number,
  envelope: Envelope = envelopeOf(world, stream.book.envelope, month),
): View {
  const book = world.book(stream.book, month);
  const days = firstDay(month + 1) - firstDay(month);
  const counts = shownCounts(stream);
  const nodeOf = (name: string): number => {
    const found = book.tree.names.indexOf(name);
    if (found < 0) throw new Error(`The book ${stream.book.name} has no count ${name}.`);
    return found;
  };
  const shown = counts.map(({ of }) => of.map(nodeOf));
  const stockNames = stream.flowsOnly ? [] : (stream.book.stocks ?? []);
  const names = [...counts.map(({ name }) => name), ...stockNames];
  if (!names.includes(stream.total)) throw new Error(`${stream.name} shows no ${stream.total}.`);
  const presence = stream.present === undefined ? -1 : nodeOf(stream.present);
  const { rows, subject, generation } = book;
  const isShown = entryFilter(stream, book);

  const end = (first: number): number => {
    if (stream.detailed) return first + 1;
    let e = first + 1;
    while (e < rows && subject[e] === subject[first] && generation[e] === generation[first]) e++;
    return e;
  };
  const isPresent = (values: Int32Array): boolean => {
    for (let c = 0; c < names.length; c++) if (values[c] !== 0) return true;
    return false;
  };
  const pairs = shown.flatMap((of, count) => of.map((node) => ({ node, count })));
  const fill = (first: number, out: Int32Array): void => {
    out.fill(0);
    for (let e = first, to = end(first); e < to; e++) {
      if (!isShown(e)) continue;
      for (const { node, count } of pairs) out[count]! += book.counts[node]![e]!;
      for (let s = 0; s < stockNames.length; s++) out[shown.length + s]! += book.stocks[s]![e]!;
    }
  };
  const scratch = new Int32Array(names.length);
  const groups: number[] = [];
  const entriesOf = firstEntries(book, envelope.subjects);
  for (let o = 0; o < envelope.order.length; o++) {
    const who = envelope.order[o]!;
    for (let first = entriesOf[who]!; first < entriesOf[who + 1]!; first = end(first)) {
      if (presence >= 0) {
        if (book.counts[presence]![first] === 0) continue;
      } else {
        fill(first, scratch);
        if (!isPresent(scratch)) continue;
      }
      groups.push(first);
    }
  }

  const weights =
    stream.book.weights?.(world, month) ?? usualDays(world, stream.book.envelope, month);
  const nodes = [...new Set(shown.flat())];
  const split = createSplitter(
    book,
    weights,
    keyOf(world.seed, `days/${stream.book.name}`),
    nodes,
    (subject) => envelope.numberOf(subject),
  );
  const perDay = Array.from({ length: 31 }, () => new Int32Array(names.length));
  return {
    stream,
    month,
    days,
    book,
    envelope,
    groups: Uint32Array.from(groups),
    shown,
    names,
    stocks: stockNames.length,
    end,
    isShown,
    counts: fill,
    split,
    eachDay(first, row) {
      let from = 31;
      let to = 0;
      const until = end(first);
      for (let e = first; e < until; e++) {
        from = Math.min(from, book.from[e]!);
        to = Math.max(to, book.to[e]!);
      }
      if (stockNames.length > 0) to = days - 1;
      for (let d = from; d <= to; d++) perDay[d]!.fill(0);
      for (let e = first; e < until; e++) {
        if (!isShown(e)) continue;
        const dealt = split(e);
        for (const { node, count } of pairs) {
          if (book.counts[node]![e] === 0) continue;
          const column = dealt[node]!;
          for (let d = book.from[e]!; d <= book.to[e]!; d++) perDay[d]![count]! += column[d]!;
        }
        for (let s = 0; s < stockNames.length; s++) {
          perDay[days - 1]![shown.length + s]! += book.stocks[s]![e]!;
        }
      }
      for (let d = from; d <= to; d++) if (isPresent(perDay[d]!)) row(d, perDay[d]!);
    },
  };
}

/** Whether a stream shows an entry of its book. */
function entryFilter(stream: StreamDeclaration, book: Book): (entry: number) => boolean {
  const { only } = stream;
  if (!only) return () => true;
  const d = stream.book.dimensions.findIndex(({ name }) => name === only.dimension);
  const code = stream.book.dimensions[d]!.words.indexOf(only.word);
  return (entry) => book.codes[d]![entry] === code;
}
