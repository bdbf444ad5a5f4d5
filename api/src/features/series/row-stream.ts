import { type Cell } from '@vigie/contract';
import { type Scope } from '../../access/scope.js';
import { publishedCellCount, publishedCells } from './published-cells.query.js';
import { type Question } from './question.js';

/** The rows of an answer, of which every format is made. */
export interface RowStream<T> {
  /** Known before the first row leaves: it is announced, and the answer is held to it. */
  count: number;
  /** At least one page, possibly empty; one is read from the database while the former is sent. */
  pages: AsyncIterable<T[]>;
  /** The first page is all there is. */
  single: boolean;
}

/** Where rows are read: pages in one order, each beginning after the last row of the former. */
export interface RowSource<T> {
  page(last: T | null, limit: number): Promise<T[]>;
  count(): Promise<number>;
}

/** Rows read at once: enough that most answers are one query, little enough for 200 of them. */
export const pageRows = 2_000;

/** The cells of a question, from its edition. */
export const cellsOf = (scope: Scope, question: Question): RowSource<Cell> => ({
  page: (last, limit) => publishedCells(scope, question, last, limit),
  count: () => publishedCellCount(scope, question),
});

/** Asks for the first page, so that what cannot be answered fails before anything is sent. */
export async function openRows<T>(source: RowSource<T>): Promise<RowStream<T>> {
  const first = await source.page(null, pageRows);
  const single = first.length < pageRows;
  const count = single ? first.length : await source.count();
  return { count, single, pages: pagesFrom(source, first, count) };
}

/** How many rows the answer has, without reading any. */
export async function countRows<T>(source: RowSource<T>): Promise<RowStream<T>> {
  return { count: await source.count(), single: true, pages: noPages() };
}

async function* noPages(): AsyncGenerator<never[]> {
  // There is nothing to read.
}

async function* pagesFrom<T>(source: RowSource<T>, first: T[], count: number): AsyncGenerator<T[]> {
  let sent = 0;
  for (let page = first; ;) {
    const next = page.length === pageRows ? source.page(page.at(-1) ?? null, pageRows) : null;
    // Whoever leaves meanwhile does not wait for it: what goes wrong with it is nobody's fault then.
    next?.catch(() => undefined);
    sent += page.length;
    if (page.length > 0 || page === first) yield page;
    if (next === null) break;
    page = await next;
  }
  // Thrown after rows have left: the connection breaks, and the file does not look whole.
  if (sent !== count) throw new Error(`${sent} rows were read where ${count} were announced`);
}
