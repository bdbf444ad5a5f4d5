import type pg from 'pg';
import { daysBetween, type Day } from '../calendar/calendar.js';

export interface StreamLag {
  stream: string;
  /** Days between the watermark and what is loaded. */
  days: number;
}

/**
 * How far each stream that is read day by day is behind a day, the source's watermark where none
 * is given. A stream of which only the archive is read so far has no lag yet.
 */
export async function streamLags(
  db: Pick<pg.ClientBase, 'query'>,
  feedDay?: Day,
): Promise<StreamLag[]> {
  const { rows } = await db.query<{ stream: string; through: Day; day: Day | null }>(
    `SELECT stream, max(through) AS through,
            coalesce($1, (SELECT feed_day FROM ops.source_day))::date AS day
     FROM ingest.part WHERE through IS NOT NULL GROUP BY stream ORDER BY stream`,
    [feedDay ?? null],
  );
  return rows.flatMap(({ stream, through, day }) =>
    day === null ? [] : [{ stream, days: Math.max(0, daysBetween(through, day)) }],
  );
}
