import type { Batch, Column } from './decode.js';

/** A longer text is bad in any case; a page may bring one of many megabytes. */
const longestKept = 256;

/** The values of one row by column name, as JSON holds them, and PostgreSQL's `jsonb` takes them. */
export function rowValues(batch: Batch, row: number): Record<string, string | number> {
  return Object.fromEntries(
    [...batch.columns].map(([name, column]) => [name, valueAt(column, row)]),
  );
}

function valueAt(column: Column, row: number): string | number {
  switch (column.type) {
    case 'text':
    case 'date':
      return storable(column.values[column.index[row] ?? 0] ?? '');
    case 'int4':
      return column.values[row] ?? 0;
    case 'int8':
      return String(column.values[row] ?? 0n);
    case 'uuid':
      return Buffer.from(column.values.subarray(row * 16, row * 16 + 16)).toString('hex');
  }
}

/** NUL and lone surrogates have no place in `jsonb`: they show as the replacement character. */
const storable = (text: string): string =>
  text.slice(0, longestKept).replaceAll('\0', '\ufffd').toWellFormed();
