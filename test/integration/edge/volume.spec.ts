import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { documents, edgeWorld } from '../../support/edge-world.js';

const megabyte = 1024 * 1024;

/** Largest memory of this process while something runs, above what it was before. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return (most - before) / megabyte;
}

describe('too much of something', () => {
  it('B3 20: a row of many megabytes is put aside, cut to what can be looked at', async () => {
    const world = await edgeWorld();
    world.feed.emit('documents', '2026-10-05', [
      ...Array.from({ length: 9 }, (_, at) => documents(1, { actor: `actor ${at}` })),
      documents(1, { release: 'x'.repeat(20 * megabyte) }),
    ]);
    await world.load();
    expect(await world.total('2026-10')).toBe(9);
    expect(await world.held()).toMatchObject([{ reason: 'unknown_value', field: 'release' }]);
    const [held] = await world.rows<{ size: number }>(
      'SELECT length(row::text) AS size FROM ingest.quarantine',
    );
    expect(held?.size).toBeLessThan(2_000);
  });

  it('B3 20: tens of thousands of versions that nobody knows have their page kept whole', async () => {
    const world = await edgeWorld({ loaded: ['documents', 'visits'] });
    world.feed.emit(
      'documents',
      '2026-10-05',
      Array.from({ length: 30_000 }, (_, at) => documents(1, { release: `r-${at}` })),
    );
    world.feed.emit('visits', '2026-11-01', [{ visits: 5 }]);
    await world.load({ pageRows: 50_000 });
    expect(await world.ledger()).toMatchObject([{ status: 'quarantined', received: 30_000 }]);
    expect(await world.ledger('visits')).toMatchObject([{ applied: 1 }]);
  });

  it('B3 20: a body without end is given up, packed or not, and the other streams go on', async () => {
    const world = await edgeWorld({ loaded: ['documents', 'visits'] });
    world.feed.emit('documents', '2026-10-05', [documents(1)]);
    world.feed.emit('visits', '2026-11-01', [{ visits: 5 }]);
    const endless = gzipSync(Buffer.alloc(1024 * megabyte), { level: 1 });
    world.feed.tamper = ({ stream }, answer) =>
      stream === 'documents'
        ? {
            ...answer,
            headers: { ...answer.headers, 'content-encoding': 'gzip' },
            body: endless,
          }
        : undefined;
    const grown = await growth(async () => {
      await expect(world.load({ patience: [0] })).rejects.toThrow(/larger than 67108864 bytes/);
    });
    expect(grown).toBeLessThan(512);
    expect(await world.ledger('visits')).toMatchObject([{ applied: 1 }]);
  });
});
