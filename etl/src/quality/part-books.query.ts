import type pg from 'pg';
import type { Month } from '../calendar/calendar.js';
import type { StreamDeclaration } from '../pipeline/stream.js';
import type { PartBooks, Sum } from './reconcile.js';

type Queryable = Pick<pg.ClientBase, 'query'>;
type OfStream<T> = T & { stream: string };

/**
 * Of some streams' month, what stands, what was submitted, and what is held back. Streams whose
 * submissions of that month are not read yet are left out, as nothing can be said of them.
 */
export async function partBooks(
  db: Queryable,
  streams: readonly StreamDeclaration[],
  month: Month,
): Promise<PartBooks[]> {
  const names = streams.map(({ name }) => name);
  const [standing, submitted, held, ledger] = [
    await standingSums(db, names, month),
    await submittedSums(db, names, month),
    await heldRows(db, names, month),
    await ledgerSums(db, names, month),
  ];
  return streams.map((stream) => {
    const own = <T extends { stream: string }>(rows: readonly T[]): T[] =>
      rows.filter((row) => row.stream === stream.name);
    const national = stream.submitted?.by === 'national';
    const submissions = own(submitted);
    const telling = own(held).filter((row) => !national && row.submitter !== '');
    const tells = (row: { period: string; submitter: string }): boolean =>
      submissions.some((s) => s.period === row.period && s.submitter === row.submitter);
    const whose = telling.filter(tells);
    const heldInAll = own(ledger).reduce((all, row) => all + row.held, 0);
    return {
      stream: stream.name,
      month,
      standing: national ? asOneSender(own(standing), submissions) : own(standing),
      submitted: submissions,
      held: whose,
      heldOfNobody: heldInAll - whose.reduce((all, row) => all + row.rows, 0),
      lateRows: own(ledger).reduce((all, row) => all + row.late, 0),
    };
  });
}

/** A national system sends for everyone: what stands is added up under its name. */
function asOneSender(standing: readonly Sum[], submissions: readonly Sum[]): Sum[] {
  const sender = submissions[0]?.submitter ?? '';
  return [...Map.groupBy(standing, ({ period }) => period)].map(([period, rows]) => ({
    period,
    submitter: sender,
    rows: rows.reduce((all, row) => all + row.rows, 0),
    total: rows.reduce((all, row) => all + row.total, 0),
  }));
}

async function standingSums(
  db: Queryable,
  streams: readonly string[],
  month: Month,
): Promise<OfStream<Sum>[]> {
  const { rows } = await db.query<OfStream<Sum>>(
    `SELECT stream, period, vendor AS submitter, rows, total FROM ingest.tally
     WHERE stream = ANY($1) AND month = $2`,
    [streams, month],
  );
  return rows;
}

async function submittedSums(
  db: Queryable,
  streams: readonly string[],
  month: Month,
): Promise<OfStream<Sum>[]> {
  const { rows } = await db.query<OfStream<Sum>>(
    `SELECT stream, period, submitter, rows, total FROM ingest.submission
     WHERE stream = ANY($1) AND NOT deleted
       AND (period = $2 OR period BETWEEN $2 || '-01' AND $2 || '-31')`,
    [streams, month],
  );
  return rows;
}

async function heldRows(
  db: Queryable,
  streams: readonly string[],
  month: Month,
): Promise<{ stream: string; period: string; submitter: string; rows: number }[]> {
  const { rows } = await db.query<{
    stream: string;
    period: string;
    submitter: string;
    rows: number;
  }>(
    `SELECT stream, row->>'period' AS period, coalesce(row->>'vendor', '') AS submitter,
            count(*) AS rows
     FROM ingest.quarantine
     WHERE stream = ANY($1) AND month = $2 AND state = 'held'
     GROUP BY 1, 2, 3`,
    [streams, month],
  );
  return rows;
}

async function ledgerSums(
  db: Queryable,
  streams: readonly string[],
  month: Month,
): Promise<{ stream: string; held: number; late: number }[]> {
  const { rows } = await db.query<{ stream: string; held: number; late: number }>(
    `SELECT stream, sum(quarantined + rejected) AS held,
            coalesce(sum(applied) FILTER (WHERE at > (
              SELECT min(q.at) FROM ops.quality_check q
              WHERE q.name = 'reconciliation' AND q.stream = page.stream AND q.period = page.month
                AND q.submitter = '')), 0) AS late
     FROM ingest.page
     WHERE stream = ANY($1) AND month = $2 AND status <> 'refused' AND received > 0
     GROUP BY stream`,
    [streams, month],
  );
  return rows;
}
