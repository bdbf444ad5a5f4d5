import type pg from 'pg';
import { addDays, type Day } from '../calendar/calendar.js';
import type { DayVolume } from './drop.js';

/** A day is sent at most this many days after it. */
const latestDays = 4;
const weeks = [7, 14, 21, 28];

/**
 * Totals that were sent on a day, each with those of the same weekday of the four weeks before;
 * with them the totals of those who had sent the same day earlier, to compare with.
 */
export async function dayVolumes(
  db: Pick<pg.ClientBase, 'query'>,
  streams: readonly string[],
  feedDay: Day,
): Promise<{ volumes: DayVolume[]; fresh: ReadonlySet<string> }> {
  const days = Array.from({ length: latestDays + 1 }, (_, late) => addDays(feedDay, -late));
  const wanted = days.flatMap((day) => [day, ...weeks.map((back) => addDays(day, -back))]);
  const { rows } = await db.query<{
    stream: string;
    submitter: string;
    period: Day;
    total: number;
    sent_on: Day;
  }>(
    `SELECT stream, submitter, period, total, sent_on FROM ingest.submission
     WHERE period = ANY($2) AND stream = ANY($1) AND NOT deleted AND sent_on <= $3`,
    [streams, [...new Set(wanted)], feedDay],
  );
  const totals = new Map(
    rows.map((row) => [`${row.stream}|${row.submitter}|${row.period}`, row.total]),
  );
  const recent = rows.filter(({ period }) => days.includes(period));
  return {
    volumes: recent.map(({ stream, submitter, period, total }) => ({
      stream,
      submitter,
      day: period,
      total,
      before: weeks.flatMap((back) => {
        const earlier = totals.get(`${stream}|${submitter}|${addDays(period, -back)}`);
        return earlier === undefined ? [] : [earlier];
      }),
    })),
    fresh: new Set(
      recent
        .filter(({ sent_on }) => sent_on === feedDay)
        .map((row) => `${row.stream}|${row.period}`),
    ),
  };
}
