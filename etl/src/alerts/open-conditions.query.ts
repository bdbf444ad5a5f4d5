import type pg from 'pg';
import type { Condition } from './alert.js';

/** What is open, oldest first. */
export async function openConditions(db: Pick<pg.Pool, 'query'>): Promise<Condition[]> {
  const { rows } = await db.query<Condition>(
    'SELECT kind, subject, detail FROM ops.alert WHERE closed_at IS NULL ORDER BY id',
  );
  return rows;
}
