import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { startCore } from '@vigie/core';
import {
  bindSource,
  eventStreams,
  FeedClient,
  loadReference,
  prepareDatabase,
  registerValues,
  settle,
  unfenced,
  type NightsContext,
  type StreamDeclaration,
} from '@vigie/etl';
import { connect, createPool, roleUrl } from '@vigie/warehouse';
import { startEmbedded } from '@vigie/warehouse/embedded';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { cellKey } from '../support/cell-key.js';
import { feedAsOf } from '../support/feed-as-of.js';
import { freePort } from '../support/free-port.js';
import type { Bench } from './bench.js';
import { quantile } from './quantile.js';
import type { Reporter } from './reporter.js';

const feedDay = '2026-11-21';
const archive = ['2026-01', '2026-02', '2026-03'];
const journal = ['2026-09'];
/** The machine is noisy: medians of so many rounds are compared. */
const rounds = 3;

/**
 * Feed to committed rows of `documents`, and through to the cells of every declared cuboid, pages
 * served from memory, against a binary COPY of the same rows into a bare table of the same run.
 */
export const ingest: Bench = {
  about: 'ingestion of documents, as a ratio of a bare COPY of the same rows',
  async run(reporter) {
    const dataDir = mkdtempSync(join(tmpdir(), 'vigie-bench-'));
    const server = await startEmbedded({ dataDir, port: await freePort() });
    const core = await startCore({ clock: '2026-11-22' });
    const feed = await feedAsOf(core.url, feedDay);
    try {
      await prepareDatabase({ url: server.url, dataDir });
      await measure(reporter, {
        ownerUrl: server.url,
        etlUrl: roleUrl(server.url, 'vigie_etl', dataDir),
        feedUrl: feed.url,
      });
    } finally {
      await feed.close();
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
  const documents = eventStreams.find(({ name }) => name === 'documents');
  if (!documents) throw new Error('the etl loads no documents');
  const { cells: _cells, submitted: _submitted, ...rowsOnly } = documents;
  try {
    const context = await contextOf(pool, urls.feedUrl);
    const timed = async (stream: StreamDeclaration, months: readonly string[], kept: boolean) => {
      await forget(owner);
      const began = performance.now();
      // Side by side, as the etl loads its streams.
      await Promise.all(
        months.map((month) =>
          settle({ ...context, retentionDays: kept ? Infinity : 45 }, stream, month, feedDay),
        ),
      );
      return performance.now() - began;
    };
    for (const [name, months] of [
      ['archive', archive],
      ['journal', journal],
    ] as const) {
      // The first load fills the memory of the feed; what it wrote is forgotten.
      await timed(documents, months, true);
      const isArchive = name === 'archive';
      const spent: Record<'events' | 'through' | 'cells' | 'bare', number[]> = {
        events: [],
        through: [],
        cells: [],
        bare: [],
      };
      let rows = 0;
      for (let round = 0; round < rounds; round += 1) {
        if (isArchive) spent.cells.push(await timed(documents, months, false));
        spent.events.push(await timed(rowsOnly, months, true));
        spent.through.push(await timed(documents, months, true));
        const copied = await bareCopy(owner, months);
        spent.bare.push(copied.milliseconds);
        rows = copied.rows;
      }
      const bare = quantile(spent.bare, 0.5);
      const ratio = (what: keyof typeof spent): number => bare / quantile(spent[what], 0.5);
      reporter.add({ name: `${name} rows`, value: rows, unit: 'rows' });
      reporter.add({ name: `${name}, bare COPY`, value: (1000 * rows) / bare, unit: '/s' });
      reporter.add({
        name: `${name}, to event rows`,
        value: ratio('events'),
        unit: 'ratio',
        ...(isArchive && { bar: { atLeast: 0.5 } }),
      });
      reporter.add({
        name: `${name}, through mart`,
        value: ratio('through'),
        unit: 'ratio',
        bar: { atLeast: isArchive ? 0.3 : 0.12 },
      });
      if (isArchive) {
        const value = ratio('cells');
        reporter.add({ name: 'archive past retention, to mart', value, unit: 'ratio' });
      }
    }
  } finally {
    await pool.end();
    await owner.end();
  }
}

async function contextOf(pool: pg.Pool, feedUrl: string): Promise<NightsContext> {
  const feed = new FeedClient(feedUrl);
  const [manifest, registers] = [await feed.manifest(), await feed.registers()];
  const transaction = unfenced(pool);
  await loadReference(transaction, registers);
  return {
    pool,
    transaction,
    feed,
    source: await bindSource(pool, manifest, 0),
    streams: eventStreams,
    stopped: new Set(),
    registers: registerValues(registers, manifest),
    pageRows: 50_000,
    retentionDays: Infinity,
    cellKey,
    signal: new AbortController().signal,
    observer: {},
  };
}

const forget = (owner: pg.Client) =>
  owner.query(
    `TRUNCATE ingest.documents, ingest.part, ingest.period_source, ingest.page, ingest.tally,
       mart.cell, mart.aggregated`,
  );

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
