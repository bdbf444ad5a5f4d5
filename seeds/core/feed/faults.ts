import { countColumn, type Column } from '../tally/columns.js';
import type { Page, Slice } from './page.js';
import { seal } from './page.js';

export const FAULTS = [
  '5xx',
  'bad_digest',
  'cut_page',
  'wrong_count',
  'added_column',
  'unknown_enum',
  'malformed_rows',
  'duplicate_rows',
  'timeout',
  'slow_bytes',
  'clock_skew',
] as const;
export type FaultKind = (typeof FAULTS)[number];

/** A fault, for tests only: every nth page answered is faulty. */
export interface Fault {
  readonly kind: FaultKind;
  readonly every: number;
}

/** The fault of the nth page (from 1), or null; the first declared wins. */
export function faultOf(faults: readonly Fault[], nth: number): FaultKind | null {
  return faults.find(({ every }) => nth % every === 0)?.kind ?? null;
}

/** The page that a faulty core would send in place of a slice. */
export function sealFaulty(slice: Slice, kind: FaultKind): Page {
  switch (kind) {
    case 'added_column':
      return seal({
        ...slice,
        columns: [...slice.columns, countColumn('added', 0, slice.rows, () => 1)],
      });
    case 'unknown_enum':
      return seal({ ...slice, columns: slice.columns.map(withUnknown) });
    case 'malformed_rows':
      return seal({ ...slice, columns: slice.columns.map(withNegative) });
    case 'duplicate_rows':
      return seal({ ...slice, rows: 2 * slice.rows, columns: slice.columns.map(twice) });
    default: {
      const page = seal(slice);
      if (kind === 'bad_digest') return { ...page, sha256: '0'.repeat(64) };
      if (kind === 'wrong_count') return { ...page, rows: page.rows + 1 };
      if (kind === 'cut_page') return { ...page, body: page.body.slice(0, page.body.length >> 1) };
      return page;
    }
  }
}

/** Replaces the generation, sector and age band of every row by a value of no reference. */
function withUnknown(column: Column): Column {
  const names = ['generation', 'age_band', 'sector'];
  if (column.kind !== 'text' || !names.includes(column.name)) return column;
  return { ...column, words: column.words.map(() => 'unheard_of') };
}

/** Makes every count of every tenth row negative. */
function withNegative(column: Column): Column {
  if (column.kind !== 'int32' || column.name === 'revision') return column;
  return { ...column, values: column.values.map((value, row) => (row % 10 === 0 ? -1 : value)) };
}

function twice(column: Column): Column {
  switch (column.kind) {
    case 'text': {
      const codes = new Int16Array(2 * column.codes.length);
      codes.set(column.codes);
      codes.set(column.codes, column.codes.length);
      return { ...column, codes };
    }
    case 'binary16': {
      const values = new Uint8Array(2 * column.values.length);
      values.set(column.values);
      values.set(column.values, column.values.length);
      return { ...column, values };
    }
    case 'int32': {
      const values = new Int32Array(2 * column.values.length);
      values.set(column.values);
      values.set(column.values, column.values.length);
      return { ...column, values };
    }
    case 'int64': {
      const values = new BigInt64Array(2 * column.values.length);
      values.set(column.values);
      values.set(column.values, column.values.length);
      return { ...column, values };
    }
  }
}
