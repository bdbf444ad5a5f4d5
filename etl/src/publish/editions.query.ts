import type pg from 'pg';

export interface ListedEdition {
  id: number;
  feedDay: string;
  publishedAt: string;
  state: 'current' | 'past' | 'withdrawn';
  /** Why it was withdrawn, and by whom. */
  because: string | null;
  withdrawnBy: string | null;
}

/** The latest editions, latest first. */
export async function latestEditions(
  db: Pick<pg.ClientBase, 'query'>,
  limit: number,
): Promise<ListedEdition[]> {
  const { rows } = await db.query<ListedEdition>(
    `SELECT v.id, v.feed_day AS "feedDay",
       to_char(v.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS "publishedAt",
       CASE WHEN w.vintage IS NOT NULL THEN 'withdrawn'
            WHEN c.vintage IS NOT NULL THEN 'current' ELSE 'past' END AS state,
       w.because, w.withdrawn_by AS "withdrawnBy"
     FROM published.vintage v
     LEFT JOIN published.current c ON c.vintage = v.id
     LEFT JOIN published.withdrawal w ON w.vintage = v.id
     ORDER BY v.id DESC LIMIT $1`,
    [limit],
  );
  return rows;
}
