import type pg from 'pg';
import type { PartId } from './quality.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

export interface JudgedPart extends PartId {
  /** Its month is closed, and its cells are final: what stands can be held against submissions. */
  final: boolean;
}

/**
 * Parts that something happened to since they were judged: lines of the ledger beyond the last one
 * seen; never judged as what they are now, final; or not passed, since a replay or a correction
 * may have mended them. However long the history, a night is about a few months only.
 *
 * @param lines what the ledger is read between: after the first line, up to the second
 */
export async function partsToJudge(
  db: Queryable,
  streams: readonly string[],
  lines: { after: number; upTo: number },
): Promise<JudgedPart[]> {
  const { rows } = await db.query<JudgedPart>(
    `WITH touched AS (
       SELECT DISTINCT stream, month FROM ingest.page WHERE id > $2 AND id <= $3
     ), part AS (
       SELECT p.stream, p.month, EXISTS (
         SELECT FROM mart.aggregated a
         WHERE a.stream = p.stream AND a.grain = 'month' AND a.period = p.month
           AND a.feed_day >= ((p.month || '-01')::date + interval '1 month')::date + 19) AS final
       FROM ingest.part p WHERE p.stream = ANY($1)
     )
     SELECT p.stream, p.month, p.final FROM part p
     LEFT JOIN LATERAL (
       SELECT q.outcome FROM ops.quality_check q
       WHERE q.name = 'counts' AND q.stream = p.stream AND q.period = p.month AND q.submitter = ''
       ORDER BY q.id DESC LIMIT 1) AS counts ON true
     LEFT JOIN LATERAL (
       SELECT q.outcome FROM ops.quality_check q
       WHERE q.name = 'reconciliation' AND q.stream = p.stream AND q.period = p.month
         AND q.submitter = ''
       ORDER BY q.id DESC LIMIT 1) AS reconciled ON true
     WHERE EXISTS (SELECT FROM touched t WHERE t.month = p.month
               AND (t.stream = p.stream OR t.stream LIKE '%submissions'))
       OR p.final AND (counts.outcome IS NULL OR reconciled.outcome IS NULL)
       OR counts.outcome <> 'pass' OR reconciled.outcome <> 'pass'
     ORDER BY p.month DESC, p.stream`,
    [streams, lines.after, lines.upTo],
  );
  return rows;
}
