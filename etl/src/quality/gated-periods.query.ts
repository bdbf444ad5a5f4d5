import type pg from 'pg';

/** Periods of streams that a check has failed for: they are not published until it passes. */
export interface Gate {
  size: number;
  /** A day is held where it failed; a month also where one of its days did. */
  holds(stream: string, period: string): boolean;
}

/** What the latest outcome of some check is a `fail` for. */
export async function gatedPeriods(client: Pick<pg.ClientBase, 'query'>): Promise<Gate> {
  const { rows } = await client.query<{ stream: string; period: string }>(
    `SELECT DISTINCT q.stream, q.period FROM ops.quality_check q
     WHERE q.outcome = 'fail' AND q.period <> '' AND NOT EXISTS (
       SELECT FROM ops.quality_check later
       WHERE later.name = q.name AND later.stream = q.stream AND later.period = q.period
         AND later.submitter = q.submitter AND later.id > q.id)`,
  );
  const held = new Set(
    rows.flatMap(({ stream, period }) => [
      `${stream}|${period}`,
      `${stream}|${period.slice(0, 7)}`,
    ]),
  );
  return { size: rows.length, holds: (stream, period) => held.has(`${stream}|${period}`) };
}
