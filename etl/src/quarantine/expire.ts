import type pg from 'pg';
import type { Month } from '../calendar/calendar.js';

/**
 * What quarantine holds of a month whose events are destroyed loses its content with them. Of an
 * archive month the source still has it, so its rows stay held until they are read again; those of
 * a journal have expired, and the ledger calls them rejected (`period_destroyed`).
 *
 * @returns how many rows expired
 */
export async function expireQuarantine(
  client: Pick<pg.ClientBase, 'query'>,
  stream: string,
  month: Month,
): Promise<number> {
  const { rows: sources } = await client.query<{ grain: string }>(
    'SELECT grain FROM ingest.period_source WHERE stream = $1 AND month = $2',
    [stream, month],
  );
  if (sources[0]?.grain === 'month') {
    await eraseContent(client, stream, month);
    return 0;
  }
  const { rows } = await client.query<{ rows: number }>(
    `WITH rows AS (
       UPDATE ingest.quarantine SET state = 'expired', settled_at = now(), row = '{}'
       WHERE stream = $1 AND month = $2 AND state = 'held' RETURNING page
     ), pages AS (
       UPDATE ingest.quarantined_page q SET state = 'expired', settled_at = now(), body = ''
       FROM ingest.page p
       WHERE p.id = q.page AND p.stream = $1 AND p.month = $2 AND q.state = 'held'
       RETURNING q.page, p.quarantined
     ), expired AS (
       SELECT page, count(*)::int AS rows FROM rows GROUP BY page
       UNION ALL SELECT page, quarantined FROM pages
     ), moved AS (
       UPDATE ingest.page p SET quarantined = quarantined - e.rows, rejected = rejected + e.rows
       FROM expired e WHERE p.id = e.page)
     SELECT coalesce(sum(rows), 0) AS rows FROM expired`,
    [stream, month],
  );
  return rows[0]?.rows ?? 0;
}

async function eraseContent(
  client: Pick<pg.ClientBase, 'query'>,
  stream: string,
  month: Month,
): Promise<void> {
  await client.query(
    `UPDATE ingest.quarantine SET row = '{}'
     WHERE stream = $1 AND month = $2 AND state = 'held'`,
    [stream, month],
  );
  await client.query(
    `UPDATE ingest.quarantined_page q SET body = '' FROM ingest.page p
     WHERE p.id = q.page AND p.stream = $1 AND p.month = $2 AND q.state = 'held'`,
    [stream, month],
  );
}
