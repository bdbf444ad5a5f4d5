/** One column of a page, in the encodings of the protocol. */
export type Column =
  | { readonly name: string; readonly kind: 'binary16'; readonly values: Uint8Array }
  | { readonly name: string; readonly kind: 'int64'; readonly values: BigInt64Array }
  | { readonly name: string; readonly kind: 'int32'; readonly values: Int32Array }
  | {
      readonly name: string;
      readonly kind: 'text';
      readonly codes: Int16Array;
      readonly words: readonly string[];
    };

export const GRAINS = ['month', 'day', 'event'] as const;
export type Grain = (typeof GRAINS)[number];
export const OPS = ['upsert', 'delete'];

/** One stream, one month, one grain, ready to be cut into pages. */
export interface Part {
  readonly rows: number;
  /** Columns of the rows from `from` up to `to`, excluded. */
  columns(from: number, to: number): Column[];
  /** Archive: the last place at or before `row` where a page may end. */
  boundary(row: number): number;
  /** Journal: emission days that have rows, ascending, with their first row. */
  readonly days: readonly { readonly day: number; readonly from: number }[];
}

/** A text column whose codes are computed row by row. */
export function textColumn(
  name: string,
  words: readonly string[],
  from: number,
  to: number,
  code: (row: number) => number,
): Column {
  const codes = new Int16Array(to - from);
  for (let row = from; row < to; row++) codes[row - from] = code(row);
  return { name, kind: 'text', codes, words };
}

/** A count column whose values are computed row by row. */
export function countColumn(
  name: string,
  from: number,
  to: number,
  value: (row: number) => number,
): Column {
  const values = new Int32Array(to - from);
  for (let row = from; row < to; row++) values[row - from] = value(row);
  return { name, kind: 'int32', values };
}
