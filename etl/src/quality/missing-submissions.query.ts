import type pg from 'pg';
import { addMonths, monthOf, type Day } from '../calendar/calendar.js';
import type { Finding } from './quality.js';

/** Months looked back at: what is older was told when it closed. */
const months = 2;
/** A delivery is some days late now and then; after a week someone should ask. */
const patienceDays = 7;

/**
 * What each submitter was expected to have sent a week ago and has not, one finding a stream: `late`
 * may still come, `not_received` will not, since its month has closed.
 */
export async function missingSubmissions(
  db: Pick<pg.ClientBase, 'query'>,
  streams: readonly string[],
  feedDay: Day,
): Promise<Finding[]> {
  const { rows } = await db.query<{
    stream: string;
    submitter: string;
    late: number;
    absent: number;
    first: string;
  }>(
    `SELECT stream, submitter, count(*) FILTER (WHERE state = 'late') AS late,
            count(*) FILTER (WHERE state = 'not_received') AS absent, min(period) AS first
     FROM ops.completeness_state
     WHERE stream = ANY($1) AND month >= $2 AND state IN ('late', 'not_received')
       AND days_since_due >= $3
     GROUP BY stream, submitter ORDER BY stream, submitter`,
    [streams, addMonths(monthOf(feedDay), -months), patienceDays],
  );
  return rows.map(({ stream, submitter, late, absent, first }) => ({
    name: 'completeness',
    stream,
    period: '',
    submitter,
    outcome: 'warn',
    observed: late + absent,
    expected: 0,
    detail: [
      ...(late > 0 ? [`${late} late`] : []),
      ...(absent > 0 ? [`${absent} not received`] : []),
      `the first ${first}`,
    ].join(', '),
  }));
}
