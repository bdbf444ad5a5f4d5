import type pg from 'pg';
import type { Month } from '../calendar/calendar.js';

/** Digest of each page of an archive month that was read, by the cursors before and after it. */
export async function pageDigests(
  client: pg.ClientBase,
  stream: string,
  month: Month,
): Promise<Map<string, string>> {
  const { rows } = await client.query<{ cursor: string; next_cursor: string; sha256: string }>(
    `SELECT cursor, next_cursor, sha256 FROM ingest.page
     WHERE stream = $1 AND month = $2 AND grain = 'month' AND status <> 'refused'`,
    [stream, month],
  );
  return new Map(rows.map((row) => [`${row.cursor} ${row.next_cursor}`, row.sha256]));
}
