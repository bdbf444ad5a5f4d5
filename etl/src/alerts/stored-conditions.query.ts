import type pg from 'pg';
import type { AlertKind, Condition } from './alert.js';

/** Kinds of alerts that follow from what the database holds. */
export const storedKinds = [
  'lag',
  'silent-source',
  'silence',
  'late',
  'drop',
  'failed-gate',
  'stopped-stream',
  'quarantined-page',
] as const satisfies readonly AlertKind[];

const shown = 5;

/** Days that a stream may be behind the source once a round has ended. */
const bearableLag = 1;

/**
 * What an operator should be told of, as the database holds it after a round.
 *
 * @param silentHours hours that the source's watermark may stand still
 */
export async function storedConditions(
  db: Pick<pg.ClientBase, 'query'>,
  silentHours: number,
): Promise<Condition[]> {
  const { rows } = await db.query<Condition>(
    `WITH latest AS (
       SELECT * FROM ops.quality WHERE outcome <> 'pass'
     ), source AS (
       SELECT s.feed_day, (SELECT min(r.started_at) FROM ops.run r
                           WHERE r.feed_day = s.feed_day) AS since
       FROM ops.source_day s
     ), lag AS (
       SELECT p.stream, s.feed_day - max(p.through) AS days
       FROM ingest.part p CROSS JOIN source s
       WHERE p.through IS NOT NULL GROUP BY p.stream, s.feed_day
     )
     SELECT 'lag' AS kind, stream AS subject, days || ' days behind the source' AS detail
     FROM lag WHERE days > $2
     UNION ALL
     SELECT 'silent-source', 'feed',
            'nothing new since ' || to_char(since AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') ||
            ' UTC: it still offers ' || feed_day
     FROM source WHERE since < now() - make_interval(hours => $1)
     UNION ALL
     SELECT 'silent-source', stream, 'no submitter sends it: ' || detail
     FROM latest WHERE name = 'silence' AND submitter = ''
     UNION ALL
     SELECT 'silence', submitter,
            min(detail) || ', ' || ${listed('stream')}
     FROM latest WHERE name = 'silence' AND submitter <> '' GROUP BY submitter
     UNION ALL
     SELECT 'late', submitter, sum(observed) || ' submissions missing, ' || ${listed('stream')}
     FROM latest WHERE name = 'completeness' GROUP BY submitter
     UNION ALL
     SELECT 'drop', stream, string_agg(
              CASE submitter WHEN '' THEN 'all submitters' ELSE submitter END || ' on ' || period
              || ': ' || detail, '; ' ORDER BY period, submitter)
     FROM ops.quality_check
     WHERE name = 'drop' AND feed_day = (SELECT max(feed_day) FROM ops.quality_check)
     GROUP BY stream
     UNION ALL
     SELECT 'failed-gate', name || ' of ' || stream,
            count(DISTINCT period) || ' periods held back, ' || ${listed('period')} || ': '
            || coalesce(max(detail), '')
     FROM latest WHERE outcome = 'fail' GROUP BY name, stream
     UNION ALL
     SELECT 'stopped-stream', stream,
            reason || coalesce(' in ' || field, '') || ', page of ' || month
     FROM ingest.stopped_stream
     UNION ALL
     SELECT 'quarantined-page', p.stream,
            count(*) || ' pages, ' || sum(p.received) || ' rows held, ' || ${listed('p.month')}
     FROM ingest.quarantined_page q JOIN ingest.page p ON p.id = q.page
     WHERE q.state = 'held' GROUP BY p.stream`,
    [silentHours, bearableLag],
  );
  return rows;
}

/** The first few of what an alert is about. */
function listed(column: string): string {
  const all = `array_agg(DISTINCT ${column} ORDER BY ${column})`;
  return `array_to_string((${all})[1:${shown}], ', ')
    || CASE WHEN count(DISTINCT ${column}) > ${shown} THEN '…' ELSE '' END`;
}
