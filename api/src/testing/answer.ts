import { byCategory, type Cell } from '@vigie/contract';
import { catalogueDeclarations, describeMeasure } from '../features/measures/declaration.js';
import { type AnswerHead } from '../features/series/formats/answer-head.js';

// An answer to give to the formats, without a database.

const [first] = catalogueDeclarations;
if (first === undefined) throw new Error('the catalogue is empty');
const measure = describeMeasure(first, 'public');

/** The cell of a department and a sector. */
export const cell = (index: number, change: Partial<Cell> = {}): Cell => ({
  period: '2026-10',
  territory: 'DEP-01',
  ...byCategory((id) => (id === 'sector' ? 'mdv' : null)),
  value: index / 3,
  numerator: null,
  denominator: null,
  state: 'ok',
  provisional: false,
  errata: true,
  ...change,
});
/** What the answer says besides so many rows. */
export const head = (rows: number): AnswerHead => ({
  measure,
  cuboid: 'month.nation',
  grain: 'month',
  edition: {
    id: 7,
    feed_day: '2026-11-09',
    published_at: '2026-11-09T05:00:00.000Z',
    data_through_month: '2026-10',
    source: { world: 'w', simulated: true, seed: '1', scenario: 'default', scale: 1, strata: [] },
  },
  citation: { fr: 'Données simulées. é', en: 'Données simulées' },
  reference: '1ABC',
  row_count: rows,
});

// eslint-disable-next-line @typescript-eslint/require-await -- stands in for pages read from the database
export async function* paged(pages: Cell[][]): AsyncGenerator<Cell[]> {
  yield* pages;
}
export async function bytesOf(chunks: AsyncIterable<string | Uint8Array>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(Buffer.from(chunk));
  return all;
}
