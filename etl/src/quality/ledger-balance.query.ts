import type pg from 'pg';
import type { Month } from '../calendar/calendar.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

/** The ledger of a stream's month, against what is there. */
export interface LedgerBalance {
  stream: string;
  received: number;
  applied: number;
  /** Rows that the lines say are in quarantine, and those that are. */
  quarantined: number;
  held: number;
  /** Of the held ones, those with a value that a register does not know. */
  unknown: number;
  /** Lines whose received is not applied + duplicate + rejected + quarantined. */
  unbalanced: number;
  /** Rows that stand, once the part is complete. */
  standing: number | null;
}

/** The ledger of some streams' month, one row each; a stream without a line has none. */
export async function ledgerBalances(
  db: Queryable,
  streams: readonly string[],
  month: Month,
): Promise<LedgerBalance[]> {
  const { rows } = await db.query<LedgerBalance>(
    `WITH line AS (
       SELECT p.*, q.state AS kept FROM ingest.page p
       LEFT JOIN ingest.quarantined_page q ON q.page = p.id
       WHERE p.stream = ANY($1) AND p.month = $2 AND p.status <> 'refused' AND p.received > 0
     ), held AS (
       SELECT stream, count(*) AS rows,
              count(*) FILTER (WHERE reason = 'unknown_value') AS unknown
       FROM ingest.quarantine WHERE stream = ANY($1) AND month = $2 AND state = 'held'
       GROUP BY stream
     ), standing AS (
       SELECT stream, sum(rows) AS rows FROM ingest.tally
       WHERE stream = ANY($1) AND month = $2 GROUP BY stream
     )
     SELECT l.stream, sum(l.received) AS received, sum(l.applied) AS applied,
            sum(l.quarantined) AS quarantined,
            coalesce(min(h.rows), 0)
              + coalesce(sum(l.received) FILTER (WHERE l.kept = 'held'), 0) AS held,
            coalesce(min(h.unknown), 0) AS unknown,
            count(*) FILTER (WHERE l.received <> l.applied + l.duplicate + l.rejected
                                                  + l.quarantined) AS unbalanced,
            min(s.rows) AS standing
     FROM line l LEFT JOIN held h USING (stream) LEFT JOIN standing s USING (stream)
     GROUP BY l.stream`,
    [streams, month],
  );
  return rows;
}
