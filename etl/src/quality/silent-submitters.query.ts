import type pg from 'pg';
import { addDays, addMonths, daysBetween, monthOf, type Day } from '../calendar/calendar.js';
import type { Finding } from './quality.js';

/**
 * A submitter that sends day by day and has sent nothing for longer is silent. Deliveries are
 * some days late now and then, never all of them.
 */
const patienceDays = 5;

/**
 * Who has fallen silent: expected to send some streams day by day, and nothing at all for longer
 * than patience. Told apart from a pipeline that is broken, since the feed itself is read up to
 * `feedDay`. When all of a stream's submitters are silent, the stream as a whole is told too.
 */
export async function silentSubmitters(
  db: Pick<pg.ClientBase, 'query'>,
  streams: readonly string[],
  feedDay: Day,
): Promise<Finding[]> {
  const { rows } = await db.query<{ stream: string; submitter: string; last: Day | null }>(
    `SELECT s.stream, s.id AS submitter, last.sent_on AS last
     FROM reference.submitter s
     LEFT JOIN LATERAL (
       SELECT max(sent_on) AS sent_on FROM ingest.submission x
       WHERE x.submitter = s.id AND x.stream = s.stream AND x.period >= $2
         AND length(x.period) = 10 AND x.sent_on <= $3) AS last ON true
     WHERE s.stream = ANY($1) AND s.expected_from < $4
     ORDER BY s.stream, s.id`,
    [streams, `${addMonths(monthOf(feedDay), -2)}-01`, feedDay, monthOf(feedDay)],
  );
  const quiet = ({ last }: { last: Day | null }): boolean =>
    last === null || last < addDays(feedDay, -patienceDays);
  return [...Map.groupBy(rows, ({ stream }) => stream)].flatMap(([stream, own]) => {
    // Nobody ever sent a day of it: it is sent by months, or its journal is not read yet.
    if (own.every(({ last }) => last === null)) return [];
    const silent = own.filter(quiet);
    const told = silent.map(({ submitter, last }) => finding(stream, submitter, last, feedDay));
    if (silent.length < own.length || own.length < 2) return told;
    const latest = own.reduce((max, { last }) => ((last ?? '') > max ? (last ?? '') : max), '');
    return [finding(stream, '', latest, feedDay), ...told];
  });
}

function finding(stream: string, submitter: string, last: Day | null, feedDay: Day): Finding {
  return {
    name: 'silence',
    stream,
    period: '',
    submitter,
    outcome: 'warn',
    ...(last !== null && { observed: daysBetween(last, feedDay) }),
    expected: patienceDays,
    detail: last === null ? 'nothing for two months' : `nothing since ${last}`,
  };
}
