import type pg from 'pg';

/**
 * What the books do not agree on: a page whose counts do not add up, and a complete part of which
 * another number of rows or another total stands than its submitter says it sent. There must be
 * nothing, whatever happened on the way.
 */
export async function imbalances(db: Pick<pg.ClientBase, 'query'>): Promise<string[]> {
  const { rows } = await db.query<{ line: string }>(`
    SELECT format('page %s of %s %s: %s received', id, stream, month, received) AS line
    FROM ingest.page WHERE received <> applied + duplicate + rejected + quarantined
    UNION ALL
    SELECT format('%s %s %s: %s rows and a total of %s stand, %s and %s were sent',
                  stream, period, vendor, t.rows, t.total, s.rows, s.total)
    FROM (
      SELECT s.stream, s.period, CASE r.kind WHEN 'vendor' THEN s.submitter ELSE '' END AS vendor,
             s.rows, s.total
      FROM ingest.submission s
      JOIN reference.submitter r ON r.id = s.submitter AND r.stream = s.stream
      WHERE NOT s.deleted AND s.rows > 0
    ) s
    FULL JOIN ingest.tally t USING (stream, period, vendor)
    WHERE EXISTS (SELECT FROM ingest.part p
                  WHERE p.stream = stream AND p.month = left(period, 7) AND p.complete)
      AND (t.rows, t.total) IS DISTINCT FROM (s.rows, s.total)`);
  return rows.map(({ line }) => line);
}
