import type pg from 'pg';
import type { Day } from '../calendar/calendar.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

/** Lines of the ledger that no check has seen yet: after the one, up to the other. */
export async function unseenLines(db: Queryable): Promise<{ after: number; upTo: number }> {
  const { rows } = await db.query<{ after: number; upTo: number }>(
    `SELECT coalesce((SELECT observed FROM ops.quality_check
                      WHERE name = 'counts' AND stream = ''), 0)::int8 AS after,
            coalesce((SELECT max(id) FROM ingest.page), 0) AS "upTo"`,
  );
  return rows[0] ?? { after: 0, upTo: 0 };
}

/** Notes the last line seen: the one row of the checks that is about no stream, and is replaced. */
export async function noteSeenLines(db: Queryable, feedDay: Day, upTo: number): Promise<void> {
  await db.query(`DELETE FROM ops.quality_check WHERE name = 'counts' AND stream = ''`);
  await db.query(
    `INSERT INTO ops.quality_check (feed_day, name, stream, period, submitter, outcome, observed,
                                    detail)
     VALUES ($1, 'counts', '', '', '', 'pass', $2, 'last line of the ledger that was checked')`,
    [feedDay, upTo],
  );
}
