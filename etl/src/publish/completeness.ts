import type pg from 'pg';
import { monthOf, type Day } from '../calendar/calendar.js';
import type { Completeness } from './protect.js';

interface Expected {
  stream: string;
  sector: string | null;
  expected_from: string;
  id: string;
}

/**
 * Answers how complete a stream's period is, for one sector or for all (the empty text), from
 * what was submitted by a feed day against who is expected.
 */
export async function readCompleteness(
  client: pg.ClientBase,
  feedDay: Day,
  periods: readonly string[],
): Promise<(stream: string, sector: string, period: string) => Completeness> {
  const { rows: expected } = await client.query<Expected>(
    'SELECT id, stream, sector, expected_from FROM reference.submitter',
  );
  const { rows } = await client.query<{ submitter: string; stream: string; period: string }>(
    `SELECT submitter, stream, period FROM ingest.submission
     WHERE sent_on <= $1 AND period = ANY($2) AND NOT deleted`,
    [feedDay, periods],
  );
  const received = new Set(rows.map((row) => `${row.submitter}|${row.stream}|${row.period}`));
  const answers = new Map<string, Completeness>();
  return (stream, sector, period) => {
    const key = `${stream}|${sector}|${period}`;
    let answer = answers.get(key);
    if (answer === undefined) {
      const month = period.length === 7 ? period : monthOf(period);
      const wanted = expected.filter(
        (row) =>
          row.stream === stream &&
          (sector === '' || row.sector === null || row.sector === sector) &&
          row.expected_from <= month,
      );
      answer = judge(
        wanted.length,
        wanted.filter((row) => received.has(`${row.id}|${stream}|${period}`)).length,
      );
      answers.set(key, answer);
    }
    return answer;
  };
}

export function judge(expected: number, received: number): Completeness {
  if (expected === 0) return 'not_expected';
  if (received === 0) return 'not_received';
  return received < expected ? 'partial' : 'complete';
}
