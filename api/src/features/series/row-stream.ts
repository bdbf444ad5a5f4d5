import { type Cell, cellShape } from '@vigie/contract';
import { z } from 'zod';
import { type Scope } from '../../access/scope.js';
import { publishedCellCount, publishedCells } from './published-cells.query.js';
import { type Question } from './question.js';

/** The rows of an answer, of which every format is made. */
export interface RowStream {
  /** Known before the first row leaves: it is announced, and the answer is held to it. */
  count: number;
  /** At least one page, possibly empty; each read from the database once the former is gone. */
  pages: AsyncIterable<Cell[]>;
  /** The first page is all there is. */
  single: boolean;
}

/** Rows read at once: enough that most answers are one query, little enough for 200 of them. */
export const pageRows = 2_000;

const pageShape = z.array(cellShape);

/** Asks for the first page, so that what cannot be answered fails before anything is sent. */
export async function openRows(scope: Scope, question: Question): Promise<RowStream> {
  const first = await readPage(scope, question, null);
  const single = first.length < pageRows;
  const count = single ? first.length : await publishedCellCount(scope, question);
  return { count, single, pages: pagesFrom(scope, question, first, count) };
}

/** How many rows the answer has, without reading any. */
export async function countRows(scope: Scope, question: Question): Promise<RowStream> {
  return { count: await publishedCellCount(scope, question), single: true, pages: noPages() };
}

async function* noPages(): AsyncGenerator<Cell[]> {
  // There is nothing to read.
}

async function* pagesFrom(
  scope: Scope,
  question: Question,
  first: Cell[],
  count: number,
): AsyncGenerator<Cell[]> {
  let sent = first.length;
  yield first;
  for (let page = first; page.length === pageRows;) {
    page = await readPage(scope, question, page.at(-1) ?? null);
    sent += page.length;
    if (page.length > 0) yield page;
  }
  // Thrown after rows have left: the connection breaks, and the file does not look whole.
  if (sent !== count) throw new Error(`${sent} rows were read where ${count} were announced`);
}

async function readPage(scope: Scope, question: Question, last: Cell | null): Promise<Cell[]> {
  return pageShape.parse(await publishedCells(scope, question, last, pageRows));
}
