import type pg from 'pg';
import { attackNames } from './quality.js';

/** Periods of streams that a check has failed for: they are not published until it passes. */
export interface Gate {
  size: number;
  /** A day is held where it failed; a month also where one of its days did. */
  holds(stream: string, period: string): boolean;
}

/**
 * What the latest outcome of some check is a `fail` for.
 * @param attacks whether what would not withstand an attack is held too
 */
export async function gatedPeriods(
  client: Pick<pg.ClientBase, 'query'>,
  attacks: boolean,
): Promise<Gate> {
  const { rows } = await client.query<{ stream: string; period: string }>(
    `SELECT DISTINCT q.stream, q.period FROM ops.quality_check q
     WHERE q.outcome = 'fail' AND q.period <> '' AND ($1 OR q.name <> ALL($2)) AND NOT EXISTS (
       SELECT FROM ops.quality_check later
       WHERE later.name = q.name AND later.stream = q.stream AND later.period = q.period
         AND later.submitter = q.submitter AND later.id > q.id)`,
    [attacks, attackNames],
  );
  const held = new Set(
    rows.flatMap(({ stream, period }) => [
      `${stream}|${period}`,
      `${stream}|${period.slice(0, 7)}`,
    ]),
  );
  return { size: rows.length, holds: (stream, period) => held.has(`${stream}|${period}`) };
}
