import type pg from 'pg';

type Queryable = Pick<pg.ClientBase, 'query'>;

/** What became of the rows of one page that were held. */
export interface Settled {
  applied: number;
  duplicate: number;
}

/** Marks rows as replayed: they are no longer held, and their content is in its table. */
export async function markReplayed(db: Queryable, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.query(
    `UPDATE ingest.quarantine SET state = 'replayed', settled_at = now() WHERE id = ANY($1)`,
    [ids],
  );
}

/** Notes why rows are held now, where it is another reason than when they came. */
export async function markStillBad(
  db: Queryable,
  rows: readonly { id: number; reason: string; field: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `UPDATE ingest.quarantine q SET reason = n.reason, field = n.field
     FROM unnest($1::bigint[], $2::text[], $3::text[]) AS n(id, reason, field)
     WHERE q.id = n.id AND (q.reason, q.field) IS DISTINCT FROM (n.reason, n.field)`,
    [rows.map(({ id }) => id), rows.map(({ reason }) => reason), rows.map(({ field }) => field)],
  );
}

/** Moves rows of a page's line from quarantined to what they have become: the line stays balanced. */
export async function moveCounts(
  db: Queryable,
  page: number,
  { applied, duplicate }: Settled,
): Promise<void> {
  await db.query(
    `UPDATE ingest.page SET applied = applied + $2, duplicate = duplicate + $3,
       quarantined = quarantined - $2 - $3 WHERE id = $1`,
    [page, applied, duplicate],
  );
}

/** Marks a page kept whole as replayed: its bytes go, its line is that of any other page. */
export async function markPageReplayed(db: Queryable, page: number): Promise<void> {
  await db.query(
    `UPDATE ingest.quarantined_page SET state = 'replayed', settled_at = now(), body = ''
     WHERE page = $1`,
    [page],
  );
  await db.query(`UPDATE ingest.page SET status = 'applied', reason = NULL WHERE id = $1`, [page]);
}

/** Holds rows of a page by their reasons alone: their content went with their month. */
export async function holdErased(
  db: Queryable,
  own: { page: number; stream: string; month: string },
  bad: readonly { reason: string; field: string }[],
): Promise<void> {
  if (bad.length === 0) return;
  await db.query(
    `INSERT INTO ingest.quarantine (page, stream, month, reason, field, row)
     SELECT $1, $2, $3, b.reason, b.field, '{}' FROM unnest($4::text[], $5::text[]) AS b(reason, field)`,
    [
      own.page,
      own.stream,
      own.month,
      bad.map(({ reason }) => reason),
      bad.map(({ field }) => field),
    ],
  );
}
