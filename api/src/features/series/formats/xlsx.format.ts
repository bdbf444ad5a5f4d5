import { type Cell, seriesColumns } from '@vigie/contract';
import { writeXlsxStream } from 'hucre/xlsx';
import { type AnswerHead } from './answer-head.js';
import { rowsOf } from './series-row.js';

/**
 * A workbook of one sheet, its numbers and truths as such, its texts as texts: none is a formula,
 * whatever it begins with. Rows are read while they are written, and a workbook that was cut cannot
 * be opened: the index of its parts comes last.
 */
export async function* toXlsx(
  head: AnswerHead,
  pages: AsyncIterable<Cell[]>,
): AsyncGenerator<Uint8Array> {
  yield* writeXlsxStream(lines(head, pages), {
    name: head.edition.source.simulated ? 'Données simulées' : 'Données',
    columns: seriesColumns.map((header) => ({ header })),
    freezePane: { rows: 1 },
  });
}

async function* lines(head: AnswerHead, pages: AsyncIterable<Cell[]>) {
  const rowOf = rowsOf(head);
  for await (const page of pages) {
    for (const cell of page) {
      const row = rowOf(cell);
      yield seriesColumns.map((column) => row[column]);
    }
  }
}
