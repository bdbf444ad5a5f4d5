import { type Cell, seriesColumns } from '@vigie/contract';
import { type AnswerHead } from './answer-head.js';
import { csvLines } from './csv-lines.js';
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
  yield csvLines([seriesColumns], dialect);
  for await (const page of pages) {
    const rows = page.map((cell) => {
      const row = rowOf(cell);
      return seriesColumns.map((column) => row[column]);
    });
    if (rows.length > 0) yield csvLines(rows, dialect);
  }
}

const dialect = { separator: ',', end: '\n', decimal: '.' };
