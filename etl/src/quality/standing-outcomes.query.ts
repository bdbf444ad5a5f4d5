import type pg from 'pg';

/** How many subjects stand at each outcome that is not a pass. */
export async function standingOutcomes(
  db: Pick<pg.ClientBase, 'query'>,
): Promise<{ warn: number; fail: number }> {
  const { rows } = await db.query<{ warn: number; fail: number }>(
    `SELECT count(*) FILTER (WHERE outcome = 'warn') AS warn,
            count(*) FILTER (WHERE outcome = 'fail') AS fail
     FROM ops.quality WHERE name <> 'drop'`,
  );
  return rows[0] ?? { warn: 0, fail: 0 };
}
