import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** What `pg` calls on it when the server is ready to take rows. */
interface CopyStream extends Writable {
  connection: object | null;
  handleCopyInResponse(connection: object): void;
}

/** Sends chunks to a `COPY … FROM STDIN`, as fast as the server takes them. */
export async function copyIn(
  client: pg.ClientBase,
  statement: string,
  chunks: Iterable<Buffer | string>,
): Promise<void> {
  const copy = copyFrom(statement);
  letLateAnswersBe(copy as unknown as CopyStream);
  await pipeline(Readable.from(chunks), client.query(copy));
}

/**
 * Once the stream has failed, as when its deadline passed, it has no connection any more; an answer
 * that comes all the same would throw where nobody can catch it.
 */
function letLateAnswersBe(copy: CopyStream): void {
  const answered = copy.handleCopyInResponse.bind(copy);
  copy.handleCopyInResponse = (connection) => {
    if (copy.connection !== null) answered(connection);
  };
}
