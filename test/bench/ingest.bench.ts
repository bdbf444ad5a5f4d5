import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { startCore } from '@vigie/core';
import { FeedClient, loadPart, loadReference, registerValues, streams } from '@vigie/etl';
import { connect, createPool, migrate, roleUrl } from '@vigie/warehouse';
import { startEmbedded } from '@vigie/warehouse/embedded';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { freePort } from '../support/free-port.js';
import type { Bench } from './bench.js';
import type { Reporter } from './reporter.js';

const parts = [
  { name: 'archive', grain: 'month', months: ['2026-01', '2026-02', '2026-03', '2026-04'] },
  { name: 'journal', grain: 'day', months: ['2026-09'] },
] as const;
const through = '2026-11-21';

/**
 * Feed to committed rows of `documents`, pages served from memory, against a binary COPY of the
 * same rows and columns into a bare table of the same run.
 */
export const ingestion: Bench = {
  about: 'ingestion of documents, as a ratio of a bare COPY of the same rows',
  async run(reporter) {
    const dataDir = mkdtempSync(join(tmpdir(), 'vigie-bench-'));
    const server = await startEmbedded({ dataDir, port: await freePort() });
    const core = await startCore({ clock: '2026-11-22' });
    const memory = await rememberingProxy(core.url);
    try {
      await migrate({ url: server.url, dataDir });
      await measure(reporter, {
        ownerUrl: server.url,
        etlUrl: roleUrl(server.url, 'vigie_etl', dataDir),
        feedUrl: memory.url,
      });
    } finally {
      memory.server.close();
      await core.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

async function measure(
  reporter: Reporter,
  urls: { ownerUrl: string; etlUrl: string; feedUrl: string },
): Promise<void> {
  const owner = await connect(urls.ownerUrl, 'DATABASE_URL');
  const pool = createPool(urls.etlUrl);
  try {
    const feed = new FeedClient(urls.feedUrl);
    const [manifest, registers] = [await feed.manifest(), await feed.registers()];
    await loadReference(pool, registers);
    const stream = streams.find(({ name }) => name === 'documents');
    if (!stream) throw new Error('the etl loads no documents');
    const context = {
      pool,
      feed,
      registers: registerValues(registers, manifest),
      pageRows: 50_000,
      signal: new AbortController().signal,
    };
    const load = async (months: readonly string[], grain: 'day' | 'month') => {
      for (const month of months) {
        await loadPart(context, { stream, month, grain, through, closed: true });
      }
    };
    for (const { name, grain, months } of parts) {
      // The first load fills the memory of the feed; what it wrote is forgotten.
      await load(months, grain);
      await owner.query(
        'TRUNCATE ingest.documents, ingest.part, ingest.period_source, ingest.page',
      );
      const began = performance.now();
      await load(months, grain);
      const loading = performance.now() - began;
      const { rows, milliseconds } = await bareCopy(owner, months);
      reporter.add({ name: `${name} rows`, value: rows, unit: 'rows' });
      reporter.add({ name: `${name} rows per second`, value: (1000 * rows) / loading, unit: '/s' });
      reporter.add({
        name: `${name} against a bare COPY`,
        value: milliseconds / loading,
        unit: 'ratio',
      });
    }
  } finally {
    await pool.end();
    await owner.end();
  }
}

/** Copies what was loaded into a bare table: same rows, same columns, same server. */
async function bareCopy(
  owner: pg.Client,
  months: readonly string[],
): Promise<{ rows: number; milliseconds: number }> {
  const list = months.map((month) => `'${month}'`).join(', ');
  const binary = await buffer(
    owner.query(
      copyTo(`COPY (SELECT * FROM ingest.documents WHERE month IN (${list}))
              TO STDOUT (FORMAT binary)`),
    ),
  );
  await owner.query('CREATE TABLE public.bare (LIKE ingest.documents)');
  const began = performance.now();
  const sink = owner.query(copyFrom('COPY public.bare FROM STDIN (FORMAT binary)'));
  await pipeline(Readable.from(chunksOf(binary, 1 << 20)), sink);
  const milliseconds = performance.now() - began;
  await owner.query('DROP TABLE public.bare');
  return { rows: sink.rowCount, milliseconds };
}

function* chunksOf(whole: Buffer, bytes: number): Generator<Buffer> {
  for (let at = 0; at < whole.length; at += bytes) yield whole.subarray(at, at + bytes);
}

/** Asks the core once for each page and answers from memory from then on. */
async function rememberingProxy(coreUrl: string): Promise<{ url: string; server: Server }> {
  const known = new Map<string, { headers: [string, string][]; body: Buffer }>();
  const server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? '/';
      let answer = known.get(path);
      if (!answer) {
        const fetched = await fetch(coreUrl + path);
        const kept = [...fetched.headers].filter(([name]) => /^(vigie-|content-type)/.test(name));
        answer = { headers: kept, body: Buffer.from(await fetched.arrayBuffer()) };
        known.set(path, answer);
      }
      for (const [name, value] of answer.headers) response.setHeader(name, value);
      response.end(answer.body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
