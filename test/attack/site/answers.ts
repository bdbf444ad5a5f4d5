import { categoryIds } from '@vigie/seeds/catalogue';
import { categoryColumn } from '../../support/category-column.js';
import { textOf, type Site } from './site.js';

/** One row of an answer in JSON. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

export const rowsOf = (body: string): Row[] => (JSON.parse(textOf(body)) as { rows: Row[] }).rows;

/** Place and figures of a row, to compare. */
export const textOfRow = (row: Row): string =>
  [
    row['period'],
    row['territory'],
    ...categoryIds.map((id) => row[id] ?? ''),
    ...['value', 'numerator', 'denominator', 'state'].map((name) => row[name] ?? ''),
  ].join('|');

/** The same of every published cell of a cuboid, read from the table itself. */
export async function publishedRows(
  { owner }: Site,
  measure: string,
  cuboid: string,
): Promise<ReadonlySet<string>> {
  const columns = ['period', 'territory', ...categoryIds.map(categoryColumn)];
  const { rows } = await owner.query<Record<string, string | number | null>>(
    `SELECT ${columns.join(', ')}, value, numerator, denominator, reason AS state
     FROM published.cell WHERE measure = $1 AND cuboid = $2 AND valid_to IS NULL`,
    [measure, cuboid],
  );
  return new Set(
    rows.map((row) =>
      [...columns, 'value', 'numerator', 'denominator', 'state']
        .map((name) => row[name] ?? '')
        .join('|'),
    ),
  );
}
