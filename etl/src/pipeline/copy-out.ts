import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

/**
 * The rows of a query in PostgreSQL's binary format, chunk by chunk, as fast as they are taken.
 * `pg` arms its deadline for the answer, but the stream does not tell it that it has ended: the
 * deadline would keep the process alive long after, so it is disarmed here.
 */
export async function* copyOut(client: pg.ClientBase, query: string): AsyncGenerator<Buffer> {
  const source = client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT binary)`));
  // Once it has failed, what the socket still holds is not its own to read: it would throw there,
  // where nobody can catch it.
  source.once('error', () => Object.assign(source, { connection: undefined }));
  try {
    for await (const chunk of source) yield chunk as Buffer;
  } finally {
    (source as { callback?: () => void }).callback?.();
  }
}
