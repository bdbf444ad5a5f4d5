import type pg from 'pg';
import type { Month } from '../calendar/calendar.js';
import { partitionName } from '../ledger/partition.query.js';
import type { StreamDeclaration } from '../pipeline/stream.js';

/** What stands of one submitter's period: its rows, and the sum that submissions state. */
export interface Tally {
  period: string;
  /** The submitter where vendors submit; an empty text where a national system does. */
  vendor: string;
  rows: number;
  total: number;
}

/** Writes what was counted of a part while it was read. */
export async function writeTallies(
  client: pg.ClientBase,
  stream: string,
  month: Month,
  tallies: readonly Tally[],
): Promise<void> {
  await removeTallies(client, stream, month);
  await client.query(
    `INSERT INTO ingest.tally (stream, month, period, vendor, rows, total)
     SELECT $1, $2, t.* FROM unnest($3::text[], $4::text[], $5::bigint[], $6::bigint[]) AS t`,
    [
      stream,
      month,
      tallies.map(({ period }) => period),
      tallies.map(({ vendor }) => vendor),
      tallies.map(({ rows }) => rows),
      tallies.map(({ total }) => total),
    ],
  );
}

/** Counts what stands of a part's events, by submitter and period. */
export async function tallyEvents(
  client: pg.ClientBase,
  { name, submitted }: StreamDeclaration,
  month: Month,
): Promise<void> {
  if (!submitted) return;
  await removeTallies(client, name, month);
  const [vendor, by] = submitted.by === 'vendor' ? ['vendor', 'period, vendor'] : [`''`, 'period'];
  await client.query(
    `INSERT INTO ingest.tally (stream, month, period, vendor, rows, total)
     SELECT $1, $2, period, ${vendor}, count(*), coalesce(sum("${submitted.total}"), 0)
     FROM ${partitionName(name, month)} WHERE NOT deleted GROUP BY ${by}`,
    [name, month],
  );
}

async function removeTallies(client: pg.ClientBase, stream: string, month: Month): Promise<void> {
  await client.query('DELETE FROM ingest.tally WHERE stream = $1 AND month = $2', [stream, month]);
}
