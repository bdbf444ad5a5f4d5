import type pg from 'pg';
import type { Day, Grain, Month } from '../calendar/calendar.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

/** Where one stream's month stands. */
export interface PartState {
  stream: string;
  month: Month;
  grain: Grain;
  cursor: string;
  through: Day | null;
  complete: boolean;
  dropped: boolean;
}

/** Counts of one page; received = applied + duplicate + rejected + quarantined. */
export interface PageCounts {
  received: number;
  applied: number;
  duplicate: number;
  rejected: number;
  quarantined: number;
}

/**
 * Claims the grain that a stream's month is read in: the first to ask decides, for good.
 * @returns the grain that stands, whether or not it is the one asked for
 */
export async function claimGrain(
  db: Queryable,
  stream: string,
  month: Month,
  grain: Grain,
): Promise<Grain> {
  await db.query(
    'INSERT INTO ingest.period_source (stream, month, grain) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [stream, month, grain],
  );
  await db.query('INSERT INTO ingest.part (stream, month) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    stream,
    month,
  ]);
  const { rows } = await db.query<{ grain: Grain }>(
    'SELECT grain FROM ingest.period_source WHERE stream = $1 AND month = $2',
    [stream, month],
  );
  return rows[0]?.grain ?? grain;
}

const selectPart = `SELECT p.stream, p.month, s.grain, p.cursor, p.through, p.complete, p.dropped
  FROM ingest.part p JOIN ingest.period_source s USING (stream, month)`;

/** One part as it stands; undefined before anything was asked of it. */
export async function partState(
  db: Queryable,
  stream: string,
  month: Month,
): Promise<PartState | undefined> {
  const { rows } = await db.query<PartState>(`${selectPart} WHERE p.stream = $1 AND p.month = $2`, [
    stream,
    month,
  ]);
  return rows[0];
}

export async function partStates(db: Queryable): Promise<PartState[]> {
  return (await db.query<PartState>(`${selectPart} ORDER BY p.stream, p.month`)).rows;
}

/** The part, locked until the transaction ends: two loaders of one page cannot both go on. */
export async function lockPart(
  db: Queryable,
  stream: string,
  month: Month,
): Promise<PartState | undefined> {
  const { rows } = await db.query<PartState>(
    `${selectPart} WHERE p.stream = $1 AND p.month = $2 FOR UPDATE OF p`,
    [stream, month],
  );
  return rows[0];
}

export async function recordPage(
  db: Queryable,
  page: {
    stream: string;
    month: Month;
    grain: Grain;
    cursor: string;
    next: string;
    sha256: string;
    /** Why it is kept whole instead of being applied. */
    keptBecause?: string | undefined;
    /** Why none of its rows is taken. */
    rejectedBecause?: string;
  },
  counts: PageCounts,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO ingest.page (stream, month, grain, cursor, next_cursor, sha256, status, reason,
                              received, applied, duplicate, rejected, quarantined)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
    [
      page.stream,
      page.month,
      page.grain,
      page.cursor,
      page.next,
      page.sha256,
      page.keptBecause === undefined ? 'applied' : 'quarantined',
      page.keptBecause ?? page.rejectedBecause,
      counts.received,
      counts.applied,
      counts.duplicate,
      counts.rejected,
      counts.quarantined,
    ],
  );
  return rows[0]?.id ?? 0;
}

/** A page that was refused whole stays visible in the ledger. */
export async function recordRefusal(
  db: Queryable,
  page: { stream: string; month: Month; grain: Grain; cursor: string },
  reason: string,
): Promise<void> {
  await db.query(
    `INSERT INTO ingest.page (stream, month, grain, cursor, status, reason)
     VALUES ($1, $2, $3, $4, 'refused', $5)`,
    [page.stream, page.month, page.grain, page.cursor, reason],
  );
}

/** Moves a part's cursor, in the transaction that wrote the rows before it. */
export async function moveCursor(
  db: Queryable,
  part: { stream: string; month: Month },
  to: { cursor: string; through: Day | null; complete: boolean },
): Promise<void> {
  await db.query(
    `UPDATE ingest.part SET cursor = $3, through = coalesce($4, through), complete = $5
     WHERE stream = $1 AND month = $2`,
    [part.stream, part.month, to.cursor, to.through, to.complete],
  );
}

/** Marks a part whose event rows are gone: its cells are all that is left. */
export async function markDropped(
  db: Queryable,
  part: { stream: string; month: Month },
): Promise<void> {
  await db.query('UPDATE ingest.part SET dropped = true WHERE stream = $1 AND month = $2', [
    part.stream,
    part.month,
  ]);
}
