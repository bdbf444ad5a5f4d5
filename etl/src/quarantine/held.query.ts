import type pg from 'pg';
import type { Month } from '../calendar/calendar.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

/** Which of what is held is meant; what is left out is not looked at. */
export interface HeldFilter {
  stream?: string | undefined;
  month?: Month | undefined;
  reason?: string | undefined;
}

/** Rows held for one reason: the whole of a page has the field `page`. */
export interface HeldGroup {
  stream: string;
  month: Month;
  reason: string;
  field: string;
  rows: number;
  since: string;
}

/** What quarantine holds, by stream, month, reason and field. */
export async function heldGroups(db: Queryable, filter: HeldFilter): Promise<HeldGroup[]> {
  const { rows } = await db.query<HeldGroup>(
    `SELECT stream, month, reason, coalesce(field, '') AS field, rows, since
     FROM ops.quarantine
     WHERE state = 'held' AND ($1::text IS NULL OR stream = $1)
       AND ($2::text IS NULL OR month = $2) AND ($3::text IS NULL OR reason = $3)
     ORDER BY stream, month, reason, field`,
    [filter.stream ?? null, filter.month ?? null, filter.reason ?? null],
  );
  return rows;
}

/** A row as quarantine keeps it; numbers are text, since some exceed what JavaScript holds. */
export interface HeldRow {
  id: number;
  /** Line of the ledger that it came with. */
  page: number;
  reason: string;
  field: string | null;
  row: Record<string, string | boolean | null>;
}

/** The rows held of a part, in the order in which they came. */
export async function heldRows(
  db: Queryable,
  { stream, month, reason }: { stream: string; month: Month; reason?: string | undefined },
): Promise<HeldRow[]> {
  const { rows } = await db.query<HeldRow>(
    `SELECT q.id, q.page, q.reason, q.field, r.row
     FROM ingest.quarantine q CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_object_agg(key, CASE jsonb_typeof(value)
                WHEN 'number' THEN to_jsonb(value #>> '{}') ELSE value END), '{}') AS row
       FROM jsonb_each(q.row)) r
     WHERE q.state = 'held' AND q.stream = $1 AND q.month = $2
       AND ($3::text IS NULL OR q.reason = $3)
     ORDER BY q.page, q.id`,
    [stream, month, reason ?? null],
  );
  return rows;
}

/** A page that is kept whole. */
export interface HeldPage {
  page: number;
  reason: string;
  rows: number;
  sha256: string;
  next: string;
  schemaVersion: number;
}

/** The pages kept whole of a part, in the order in which they came; their bodies are read apart. */
export async function heldPages(
  db: Queryable,
  { stream, month, reason }: { stream: string; month: Month; reason?: string | undefined },
): Promise<HeldPage[]> {
  const { rows } = await db.query<HeldPage>(
    `SELECT q.page, split_part(p.reason, ':', 1) AS reason, p.received AS rows, p.sha256,
            p.next_cursor AS next, q.schema_version AS "schemaVersion"
     FROM ingest.quarantined_page q JOIN ingest.page p ON p.id = q.page
     WHERE q.state = 'held' AND p.stream = $1 AND p.month = $2
       AND ($3::text IS NULL OR split_part(p.reason, ':', 1) = $3)
     ORDER BY q.page`,
    [stream, month, reason ?? null],
  );
  return rows;
}

export async function heldBody(db: Queryable, page: number): Promise<Uint8Array> {
  const { rows } = await db.query<{ body: Buffer }>(
    'SELECT body FROM ingest.quarantined_page WHERE page = $1',
    [page],
  );
  return rows[0]?.body ?? new Uint8Array();
}
