import { StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';

type Chunks = AsyncIterable<string | Uint8Array>;

/** A short answer is sent at once, with its length: whoever gets less of it knows. */
export async function whole(chunks: Chunks): Promise<StreamableFile> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  return new StreamableFile(Buffer.concat(parts));
}

/** Read page by page as the client takes it, and left off when the client does. */
export const streamed = (chunks: Chunks): StreamableFile =>
  new StreamableFile(Readable.from(chunks, { objectMode: false }));
