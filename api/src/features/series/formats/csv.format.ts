import { type Cell, seriesColumns } from '@vigie/contract';
import { stringify } from 'csv-stringify/sync';
import { type AnswerHead } from './answer-head.js';
import { rowsOf } from './series-row.js';

/**
 * CSV for tools: UTF-8 without a mark, commas, line feeds, decimal points, ISO periods. Text is
 * quoted and numbers are not; an empty field is no value. The `x-row-count` header holds the
 * number of lines after the first.
 */
export async function* toCsv(
  head: AnswerHead,
  pages: AsyncIterable<Cell[]>,
): AsyncGenerator<string> {
  const rowOf = rowsOf(head);
  yield lines([[...seriesColumns]]);
  for await (const page of pages) {
    const rows = page.map((cell) => {
      const row = rowOf(cell);
      return seriesColumns.map((column) => harmless(row[column]));
    });
    if (rows.length > 0) yield lines(rows);
  }
}

const lines = (rows: unknown[][]): string =>
  stringify(rows, {
    quoted_string: true,
    cast: { boolean: (value) => ({ value: String(value), quoted: false }) },
  });

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe before it. Numbers are left
 * alone: a negative one is no formula.
 */
export function harmless<T>(value: T): T | string {
  return typeof value === 'string' && /^[=+\-@\t\r\n\0]/.test(value) ? `'${value}` : value;
}
