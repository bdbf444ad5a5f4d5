import type { Count, Tree } from './tree.js';

/** A dimension of a stream and its values; a code is an index into them. */
export interface Dimension {
  readonly name: string;
  readonly words: readonly string[];
}

/** Who the rows are about: each actor, each department, or the nation as one. */
export type EnvelopeKind = 'actor' | 'territory' | 'national';

/** Writes a subject's day weights within an entry's days, at least 1, and returns their sum. */
export type DayWeights = (
  subject: number,
  root: number,
  from: number,
  to: number,
  out: Int32Array,
) => number;

/** What a book counts, of whom and by what. */
export interface Layout {
  readonly name: string;
  readonly envelope: EnvelopeKind;
  readonly dimensions: readonly Dimension[];
  readonly counts: readonly Count[];
  /** Stocks at the end of the month, carried by its last day. */
  readonly stocks?: readonly string[];
}

/**
 * A month of one book: the whole numbers of the month, drawn once, of which every grain is a
 * division. Entries of one subject stand together; so do those of one generation within them.
 */
export interface Book {
  readonly month: number;
  readonly tree: Tree;
  readonly rows: number;
  /** Actor or cell. */
  readonly subject: Uint32Array;
  /** Rank of the generation that the actor ran, 0 for cells. */
  readonly generation: Uint8Array;
  /** First and last day of the entry within the month, from 0. */
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  /** By dimension. */
  readonly codes: readonly Uint8Array[];
  /** By node of the tree. */
  readonly counts: readonly Int32Array[];
  readonly stocks: readonly Int32Array[];
}

/** Where the entries of a month are written, one after the other. */
export interface BookWriter {
  /** Counts of the next entry by node, to be set before `put`; all 0 after it. */
  readonly counts: Int32Array;
  readonly stocks: Int32Array;
  /** Closes the entry; one whose counts and stocks are all 0 is left out. */
  put(subject: number, generation: number, from: number, to: number, ...codes: number[]): void;
}

type Column = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** An empty book with room for about `expected` entries, and its writer; `finish` gives the book. */
export function writeBook(
  tree: Tree,
  month: number,
  dimensions: number,
  stockCount: number,
  expected = 0,
): BookWriter & { finish(): Book } {
  let rows = 0;
  let capacity = Math.max(1024, Math.ceil(1.1 * expected));
  const of = <T>(length: number, make: () => T): T[] => Array.from({ length }, make);
  let subject = new Uint32Array(capacity);
  let generation = new Uint8Array(capacity);
  let from = new Uint8Array(capacity);
  let to = new Uint8Array(capacity);
  let codes = of(dimensions, () => new Uint8Array(capacity));
  let columns = of(tree.names.length, () => new Int32Array(capacity));
  let stockColumns = of(stockCount, () => new Int32Array(capacity));
  const counts = new Int32Array(tree.names.length);
  const stocks = new Int32Array(stockCount);
  const grow = (): void => {
    capacity *= 2;
    subject = grown(subject, capacity);
    generation = grown(generation, capacity);
    from = grown(from, capacity);
    to = grown(to, capacity);
    codes = codes.map((column) => grown(column, capacity));
    columns = columns.map((column) => grown(column, capacity));
    stockColumns = stockColumns.map((column) => grown(column, capacity));
  };
  return {
    counts,
    stocks,
    put(who, rank, first, last, ...own) {
      if (isZero(counts) && isZero(stocks)) return;
      if (rows === capacity) grow();
      subject[rows] = who;
      generation[rows] = rank;
      from[rows] = first;
      to[rows] = last;
      for (let d = 0; d < dimensions; d++) codes[d]![rows] = own[d]!;
      for (let n = 0; n < counts.length; n++) columns[n]![rows] = counts[n]!;
      for (let n = 0; n < stockCount; n++) stockColumns[n]![rows] = stocks[n]!;
      counts.fill(0);
      stocks.fill(0);
      rows++;
    },
    finish: () => ({
      month,
      tree,
      rows,
      subject: subject.subarray(0, rows),
      generation: generation.subarray(0, rows),
      from: from.subarray(0, rows),
      to: to.subarray(0, rows),
      codes: codes.map((column) => column.subarray(0, rows)),
      counts: columns.map((column) => column.subarray(0, rows)),
      stocks: stockColumns.map((column) => column.subarray(0, rows)),
    }),
  };
}

function isZero(values: Int32Array): boolean {
  for (let n = 0; n < values.length; n++) if (values[n] !== 0) return false;
  return true;
}

function grown<T extends Column>(column: T, capacity: number): T {
  const larger = new (column.constructor as new (length: number) => T)(capacity);
  larger.set(column);
  return larger;
}

/** First entry of each subject: those of subject s are `of[s]` up to `of[s + 1]`, excluded. */
export function firstEntries(book: Book, subjects: number): Uint32Array {
  const of = new Uint32Array(subjects + 1);
  for (let e = 0; e < book.rows; e++) of[book.subject[e]! + 1]!++;
  for (let s = 0; s < subjects; s++) of[s + 1]! += of[s]!;
  return of;
}
