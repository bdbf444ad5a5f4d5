import type pg from 'pg';
import type { Day } from '../calendar/calendar.js';

/** Notes that readers get the cells of some streams' period as they stand. */
export async function notePublished(
  client: pg.ClientBase,
  period: string,
  streams: readonly string[],
): Promise<void> {
  await client.query(
    `INSERT INTO mart.published_worth (stream, period, feed_day)
     SELECT stream, period, feed_day FROM mart.aggregated
     WHERE period = $1 AND stream = ANY($2) ON CONFLICT DO NOTHING`,
    [period, streams],
  );
}

/** Feed days that the cells of a stream's periods were published with, earliest first, by period. */
export async function publishedWorth(
  client: pg.ClientBase,
  stream: string,
  periods: readonly string[],
): Promise<ReadonlyMap<string, readonly Day[]>> {
  const { rows } = await client.query<{ period: string; days: Day[] }>(
    `SELECT period, array_agg(feed_day ORDER BY feed_day)::text[] AS days FROM mart.published_worth
     WHERE stream = $1 AND period = ANY($2) GROUP BY period`,
    [stream, periods],
  );
  return new Map(rows.map(({ period, days }) => [period, days]));
}
