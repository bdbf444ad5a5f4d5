import { createHash } from 'node:crypto';
import { type ZipEntry } from '../cube/zip-stream.js';

/** What the manifest says of a file. */
export interface ListedFile {
  name: string;
  bytes: number;
  sha256: string;
  /** Rows after the header, where it holds cells. */
  rows?: number;
}

/** Lists a file once it has been sent whole. */
export function listed(
  entry: ZipEntry,
  list: (file: ListedFile) => void,
  rows?: () => number,
): ZipEntry {
  return { name: entry.name, content: read() };

  async function* read(): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const part of entry.content) {
      const chunk = Buffer.from(part);
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
    const sha256 = hash.digest('hex');
    list({ name: entry.name, bytes, sha256, ...(rows !== undefined && { rows: rows() }) });
  }
}
