import { Zip, ZipDeflate } from 'fflate';

/** A file of an archive: its content is read once the files before it have been sent. */
export interface ZipEntry {
  name: string;
  content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}

const level = 6;
const nothing = new Uint8Array(0);

/**
 * A zip archive, made while it is sent: of its files only what was not taken yet is in memory. The
 * index comes last, so an archive that was cut cannot be opened.
 *
 * Bytes depend on the entries and the day alone: they are deflated in JavaScript, since what zlib
 * makes of a text depends on the processor; and every file is of noon of `day`, wherever the clock of
 * the machine is set.
 */
export async function* zipOf(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
  day: string,
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const take = (): Uint8Array => {
    const bytes = Buffer.concat(ready);
    ready = [];
    return bytes;
  };
  for await (const { name, content } of entries) {
    const file = new ZipDeflate(name, { level });
    file.mtime = noonOf(day);
    zip.add(file);
    for await (const part of content) {
      file.push(Buffer.from(part));
      if (ready.length > 0) yield take();
    }
    file.push(nothing, true);
  }
  zip.end();
  yield take();
}

/** A zip holds local times without their zone. */
function noonOf(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 12);
}
