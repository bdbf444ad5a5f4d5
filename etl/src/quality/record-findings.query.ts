import type pg from 'pg';
import type { Day } from '../calendar/calendar.js';
import type { Checked, Finding, Scope } from './quality.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

/**
 * Stores what has changed: a finding unlike the latest on its subject, and a pass for whatever the
 * check looked at, found wanting before and does not name any more. What stays as it was is not
 * written again, so that the table grows with events, not with nights.
 *
 * @returns what was written
 */
export async function recordFindings(
  db: Queryable,
  feedDay: Day,
  { name, scope, findings, lasting = false }: Checked,
): Promise<Finding[]> {
  const { rows } = await db.query<Finding>(
    `WITH found AS (
       SELECT * FROM jsonb_to_recordset($3) AS f(stream text, period text, submitter text,
         outcome text, observed float8, expected float8, detail text)
     ), latest AS (
       SELECT DISTINCT ON (stream, period, submitter)
              stream, period, submitter, outcome, observed, expected, detail
       FROM ops.quality_check
       WHERE name = $1 AND ${lookedAt(scope)}
       ORDER BY stream, period, submitter, id DESC
     ), changed AS (
       SELECT f.* FROM found f LEFT JOIN latest l USING (stream, period, submitter)
       WHERE l.outcome IS DISTINCT FROM f.outcome
          OR f.outcome <> 'pass' AND (l.observed, l.expected, l.detail)
                                     IS DISTINCT FROM (f.observed, f.expected, f.detail)
       UNION ALL
       SELECT l.stream, l.period, l.submitter, 'pass', NULL, NULL, NULL
       FROM latest l LEFT JOIN found f USING (stream, period, submitter)
       WHERE f.stream IS NULL AND l.outcome <> 'pass' AND NOT $4
     )
     INSERT INTO ops.quality_check (feed_day, name, stream, period, submitter, outcome, observed,
                                    expected, detail)
     SELECT $2, $1, stream, period, submitter, outcome, observed, expected, detail FROM changed
     ORDER BY stream, period, submitter
     RETURNING name, stream, period, submitter, outcome, observed, expected, detail`,
    [name, feedDay, JSON.stringify(findings), lasting, ...scopeValues(scope)],
  );
  return rows;
}

/** A part's subjects are its month and the days of it. */
const lookedAt = (scope: Scope): string =>
  'streams' in scope
    ? 'stream = ANY($5)'
    : `(stream, left(period, 7)) IN (SELECT * FROM unnest($5::text[], $6::text[]))`;

const scopeValues = (scope: Scope): unknown[] =>
  'streams' in scope
    ? [scope.streams]
    : [scope.parts.map(({ stream }) => stream), scope.parts.map(({ month }) => month)];
