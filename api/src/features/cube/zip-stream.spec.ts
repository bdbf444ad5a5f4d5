import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ZipEntry, zipOf } from './zip-stream.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

const line = (n: number): string => `${n},${(n * 7919) % 100_003},é\n`;

/** So many chunks of text, and how many of them were asked for so far. */
function counted(chunks: number): { content: Generator<string>; taken: () => number } {
  let taken = 0;
  const content = (function* () {
    for (; taken < chunks; taken += 1) yield line(taken).repeat(2_000);
  })();
  return { content, taken: () => taken };
}

async function archive(entries: ZipEntry[], day = '2026-11-21'): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipOf(entries, day)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const entries = (): ZipEntry[] => [
  { name: 'a.txt', content: ['first ', 'text'] },
  { name: 'empty.txt', content: [] },
  { name: 'big.csv', content: counted(20).content },
];

describe('a zip that is made while it is sent', () => {
  it('holds what went in', async () => {
    const files = unzipSync(await archive(entries()));
    expect(Object.keys(files)).toEqual(['a.txt', 'empty.txt', 'big.csv']);
    expect(strFromU8(files['a.txt']!)).toBe('first text');
    const big = Array.from({ length: 20 }, (_, n) => line(n).repeat(2_000)).join('');
    expect(strFromU8(files['big.csv']!)).toBe(big);
  });

  it('is the same bytes at any time, in any zone', async () => {
    const digests = new Set<string>();
    for (const name of ['UTC', 'Europe/Paris', 'Pacific/Noumea', 'America/Cayenne']) {
      vi.stubEnv('TZ', name);
      digests.add(
        createHash('sha256')
          .update(await archive(entries()))
          .digest('hex'),
      );
    }
    expect(digests.size).toBe(1);
    expect(await archive(entries(), '2026-11-22')).not.toEqual(await archive(entries()));
  });

  it('asks for no more than was taken, and for nothing once it is left', async () => {
    const { content, taken } = counted(1_000);
    const chunks = zipOf([{ name: 'big.csv', content }], '2026-11-21');
    for (let n = 0; n < 5; n += 1) await chunks.next();
    expect(taken()).toBeLessThan(10);
    await chunks.return(undefined);
    expect(content.next().done).toBe(true);
    expect(taken()).toBeLessThan(10);
  });

  it('cannot be opened where its end is missing', async () => {
    const failing: ZipEntry = {
      name: 'a.csv',
      content: (function* () {
        yield 'first';
        throw new Error('the edition went away');
      })(),
    };
    const chunks: Uint8Array[] = [];
    const read = async (): Promise<void> => {
      for await (const chunk of zipOf([failing], '2026-11-21')) chunks.push(chunk);
    };
    await expect(read()).rejects.toThrow('went away');
    expect(() => unzipSync(Buffer.concat(chunks))).toThrow();
  });
});
