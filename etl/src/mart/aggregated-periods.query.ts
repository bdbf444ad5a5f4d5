import type pg from 'pg';
import type { Day, Grain, Month } from '../calendar/calendar.js';

/** The periods of a stream's month whose cells exist, with the feed day that they are worth. */
export async function aggregatedPeriods(
  db: Pick<pg.ClientBase, 'query'>,
  stream: string,
  grain: Grain,
  month: Month,
): Promise<Map<string, Day>> {
  const { rows } = await db.query<{ period: string; feed_day: Day }>(
    `SELECT period, feed_day FROM mart.aggregated
     WHERE stream = $1 AND grain = $2 AND period LIKE $3`,
    [stream, grain, `${month}%`],
  );
  return new Map(rows.map((row) => [row.period, row.feed_day]));
}
