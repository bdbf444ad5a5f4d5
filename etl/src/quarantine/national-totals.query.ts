import { parts } from '@vigie/seeds/catalogue';
import type pg from 'pg';
import type { Month } from '../calendar/calendar.js';

/** The nation's exact total of each part of the catalogue that a stream's month makes, by part. */
export async function nationalTotals(
  client: Pick<pg.ClientBase, 'query'>,
  stream: string,
  month: Month,
): Promise<ReadonlyMap<string, number>> {
  const own = parts.filter((part) => part.stream === stream).map((part) => part.id);
  const { rows } = await client.query<{ part: string; sum: number }>(
    `SELECT part, sum(sum) AS sum FROM mart.cell
     WHERE cuboid = 'month.nation' AND part = ANY($1) AND period = $2 GROUP BY part`,
    [own, month],
  );
  return new Map(rows.map(({ part, sum }) => [part, sum]));
}
