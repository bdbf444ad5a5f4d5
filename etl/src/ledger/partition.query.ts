import type pg from 'pg';
import type { Month } from '../calendar/calendar.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

/** Name of the partition that holds the events of a stream's month. */
export const partitionName = (stream: string, month: Month): string =>
  `ingest.${stream}_${month.replace('-', '_')}`;

/** Makes sure that there is one; `keyed` where rows may come again or be corrected. */
export async function openPartition(
  db: Queryable,
  stream: string,
  month: Month,
  { keyed }: { keyed: boolean },
): Promise<void> {
  await db.query('SELECT ingest.open_partition($1, $2, $3)', [stream, month, keyed]);
}

export async function dropPartition(db: Queryable, stream: string, month: Month): Promise<void> {
  await db.query('SELECT ingest.drop_partition($1, $2)', [stream, month]);
}

export async function partitionStands(
  db: Queryable,
  stream: string,
  month: Month,
): Promise<boolean> {
  const { rows } = await db.query<{ stands: boolean }>(
    'SELECT to_regclass($1) IS NOT NULL AS stands',
    [partitionName(stream, month)],
  );
  return rows[0]?.stands ?? false;
}
