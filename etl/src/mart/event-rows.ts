import type { Batch, Column } from '../pipeline/decode.js';
import type { Source } from './tracker.js';

/** A text column: `values[index[row]]`. */
export interface TextColumn {
  readonly values: readonly string[];
  readonly index: ArrayLike<number>;
}

/** Some rows of a stream, as cells are made of them: by column, in the order of contributors. */
export interface EventRows {
  readonly rows: number;
  /** Sixteen bytes a row; absent where no actor stands behind a row. */
  readonly actors?: Uint8Array | undefined;
  readonly recordKeys: BigInt64Array;
  text(name: string): TextColumn;
  /** A source's numbers, NaN where a row is none of its. */
  numbers(source: Source): ArrayLike<number>;
}

/** The places of so many rows. */
export const allRows = (count: number): Int32Array =>
  Int32Array.from({ length: count }, (_, row) => row);

/** A page as rows to make cells of. */
export function eventRowsOf({ rows, columns }: Batch): EventRows {
  const column = (name: string): Column => {
    const found = columns.get(name);
    if (!found) throw new TypeError(`the page has no column ${name}`);
    return found;
  };
  const actor = columns.get('actor');
  const keys = column('record_key');
  if (keys.type !== 'int8') throw new TypeError('record_key is no bigint');
  const text = (name: string): TextColumn => {
    const found = column(name);
    if (found.type !== 'text' && found.type !== 'date') throw new TypeError(`${name} is no text`);
    return found;
  };
  const counts = (name: string): Int32Array => {
    const found = column(name);
    if (found.type !== 'int4') throw new TypeError(`${name} is no count`);
    return found.values;
  };
  return {
    rows,
    ...(actor?.type === 'uuid' && { actors: actor.values }),
    recordKeys: keys.values,
    text,
    numbers({ column: name, plus = [], minus = [], where = {} }) {
      const base = counts(name);
      const conditions = Object.entries(where);
      if (conditions.length + plus.length + minus.length === 0) return base;
      const sums = Float64Array.from(base);
      for (const added of plus.map(counts)) {
        for (let row = 0; row < rows; row += 1) sums[row] = (sums[row] ?? 0) + (added[row] ?? 0);
      }
      for (const taken of minus.map(counts)) {
        for (let row = 0; row < rows; row += 1) sums[row] = (sums[row] ?? 0) - (taken[row] ?? 0);
      }
      for (const [own, values] of conditions) {
        const { values: all, index } = text(own);
        const held = all.map((value) => values.includes(value));
        for (let row = 0; row < rows; row += 1) {
          if (!held[index[row] ?? 0]) sums[row] = Number.NaN;
        }
      }
      return sums;
    },
  };
}
