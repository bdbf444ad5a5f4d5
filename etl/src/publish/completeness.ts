import type pg from 'pg';
import { daysOf, grainOf, type Day, type Month } from '../calendar/calendar.js';
import type { Completeness } from '../protect/index.js';

interface Expected {
  stream: string;
  sector: string | null;
  expected_from: string;
  id: string;
}

/** How complete a stream's period is, for one sector or for all (the empty text). */
export type CompletenessOf = (stream: string, sector: string, period: string) => Completeness;

/**
 * Answers how complete a month and its days are, from what was submitted by a feed day against who is
 * expected. A month that is read day by day is as complete as its days.
 */
export async function readCompleteness(
  client: pg.ClientBase,
  feedDay: Day,
  month: Month,
): Promise<CompletenessOf> {
  const { rows: expected } = await client.query<Expected>(
    'SELECT id, stream, sector, expected_from FROM reference.submitter',
  );
  const { rows } = await client.query<{ submitter: string; stream: string; period: string }>(
    `SELECT submitter, stream, period FROM ingest.submission
     WHERE sent_on <= $1 AND left(period, 7) = $2 AND NOT deleted`,
    [feedDay, month],
  );
  const received = new Set(rows.map((row) => `${row.submitter}|${row.stream}|${row.period}`));
  const count = (submitter: string, stream: string, period: string) => {
    const has = (unit: string) => received.has(`${submitter}|${stream}|${unit}`);
    if (has(period)) return { expected: 1, received: 1 };
    const days = grainOf(period) === 'month' ? daysOf(period) : [];
    return { expected: Math.max(1, days.length), received: days.filter(has).length };
  };
  const answers = new Map<string, Completeness>();
  return (stream, sector, period) => {
    const key = `${stream}|${sector}|${period}`;
    let answer = answers.get(key);
    if (answer === undefined) {
      const counts = expected
        .filter(
          (row) =>
            row.stream === stream &&
            (sector === '' || row.sector === null || row.sector === sector) &&
            row.expected_from <= month,
        )
        .map((row) => count(row.id, stream, period));
      const total = (pick: (c: { expected: number; received: number }) => number) =>
        counts.reduce((sum, c) => sum + pick(c), 0);
      answer = judge(
        total((c) => c.expected),
        total((c) => c.received),
      );
      answers.set(key, answer);
    }
    return answer;
  };
}

/** Judges what came against what was expected, both counted in submissions. */
export function judge(expected: number, received: number): Completeness {
  if (expected === 0) return 'not_expected';
  if (received === 0) return 'not_received';
  return received < expected ? 'partial' : 'complete';
}
