import type pg from 'pg';

type Queryable = Pick<pg.ClientBase, 'query'>;

export interface Stop {
  stream: string;
  /** An identity was found in it, or an operator asked for it. */
  reason: 'identity' | 'operator';
  /** The column to look at, never a value. */
  field?: string;
  month?: string;
  cursor?: string;
}

/** Nothing more is read of a stream until an operator resumes it; the first reason stands. */
export async function stopStream(db: Queryable, stop: Stop): Promise<void> {
  await db.query(
    `INSERT INTO ingest.stopped_stream (stream, reason, field, month, cursor)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (stream) DO NOTHING`,
    [stop.stream, stop.reason, stop.field ?? null, stop.month ?? '', stop.cursor ?? ''],
  );
}

/** Names of the streams that are stopped. */
export async function stoppedStreams(db: Queryable): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ stream: string }>('SELECT stream FROM ingest.stopped_stream');
  return new Set(rows.map((row) => row.stream));
}

/** @returns false when the stream was not stopped */
export async function resumeStream(db: Queryable, stream: string): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM ingest.stopped_stream WHERE stream = $1', [
    stream,
  ]);
  return (rowCount ?? 0) > 0;
}
