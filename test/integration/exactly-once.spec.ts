import type { CoreOptions } from '@vigie/core';
import {
  bindSource,
  eventStreams,
  FeedClient,
  loadReference,
  registerValues,
  settle,
  unfenced,
} from '@vigie/etl';
import { createPool } from '@vigie/warehouse';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { cellKey } from '../support/cell-key.js';
import { imbalances } from '../support/balance.js';
import { booksOf, type Books } from '../support/books.js';
import { shortWorld } from '../support/short-world.js';
import {
  loadAll,
  migratedWarehouse,
  runningCore,
  type LoadOptions,
  type TestWarehouse,
} from '../support/warehouse.js';

/** What the first curves are made of, over two months of archive and three of journal. */
const historyFrom = '2026-07';
const quick: LoadOptions = { replayNights: 1 };

describe('a load', () => {
  let scenario: string;
  let first: { warehouse: TestWarehouse; coreUrl: string };
  let undisturbed: Books;

  /** A load of its own, through a core with faults or with other options. */
  async function loaded(core: CoreOptions = {}, options: LoadOptions = {}): Promise<TestWarehouse> {
    const { url } = await runningCore({ scenario, ...core });
    const warehouse = await migratedWarehouse();
    await loadAll(warehouse, url, { ...quick, ...options });
    expect(await imbalances(warehouse.owner)).toEqual([]);
    return warehouse;
  }

  beforeAll(async () => {
    scenario = shortWorld(historyFrom, afterAll);
    const core = await runningCore({ scenario }, afterAll);
    const warehouse = await migratedWarehouse(afterAll);
    await loadAll(warehouse, core.url, quick);
    first = { warehouse, coreUrl: core.url };
    undisturbed = await booksOf(warehouse.owner);
    expect(undisturbed['mart.cell']?.rows).toBeGreaterThan(5_000);
    expect(undisturbed['ingest.documents']?.rows).toBeGreaterThan(50_000);
  });

  it.each([
    ['an archive month', '2026-07', Infinity],
    ['a journal month', '2026-09', 45],
  ])('by three loaders of %s at once takes each page once', async (_, month, retentionDays) => {
    const warehouse = await migratedWarehouse();
    const pool = createPool(warehouse.etlUrl);
    onTestFinished(() => pool.end());
    const feed = new FeedClient(first.coreUrl);
    const [manifest, registers] = [await feed.manifest(), await feed.registers()];
    const transaction = unfenced(pool);
    await loadReference(transaction, registers);
    const context = {
      pool,
      transaction,
      feed,
      source: await bindSource(pool, manifest, 0),
      streams: eventStreams,
      stopped: new Set<string>(),
      registers: registerValues(registers, manifest),
      retentionDays,
      cellKey,
      pageRows: 400,
      signal: new AbortController().signal,
      observer: {},
    };
    const stream = eventStreams.find(({ name }) => name === 'documents')!;
    await Promise.all([1, 2, 3].map(() => settle(context, stream, month, '2026-11-21')));
    const { rows } = await warehouse.owner.query<Record<string, number>>(
      `SELECT (SELECT count(*) FROM ingest.documents) AS rows,
              (SELECT count(DISTINCT row_id) FROM ingest.documents) AS distinct_rows,
              (SELECT sum(rows) FROM ingest.tally) AS tallied,
              (SELECT sum(applied) FROM ingest.page) AS applied,
              (SELECT count(*) FROM ingest.page) AS pages,
              (SELECT count(DISTINCT cursor) FROM ingest.page) AS cursors,
              (SELECT count(*) FROM mart.cell) AS cells,
              (SELECT count(DISTINCT c::text) FROM mart.cell c) AS distinct_cells`,
    );
    const [counts] = rows;
    expect(counts?.['pages']).toBeGreaterThan(2);
    expect(counts?.['cursors']).toBe(counts?.['pages']);
    expect(counts?.['distinct_rows']).toBe(counts?.['rows']);
    expect(counts?.['tallied']).toBeGreaterThan(1_000);
    expect(counts?.['applied']).toBeGreaterThanOrEqual(counts?.['rows'] ?? 0);
    expect(counts?.['cells']).toBeGreaterThan(1_000);
    expect(counts?.['distinct_cells']).toBe(counts?.['cells']);
  });

  it('that is repeated changes nothing', async () => {
    const { warehouse, coreUrl } = first;
    const { rows: before } = await warehouse.owner.query(
      'SELECT * FROM published.vintage ORDER BY id',
    );
    expect(before.at(-1)).toMatchObject({
      data_through_month: '2026-10',
      data_through_day: '2026-11-19',
    });
    await loadAll(warehouse, coreUrl, quick);
    const after = await warehouse.owner.query('SELECT * FROM published.vintage ORDER BY id');
    expect(after.rows).toEqual(before);
    expect(await booksOf(warehouse.owner)).toEqual(undisturbed);
  });

  it('holds the same whatever the size of pages', async () => {
    const warehouse = await loaded({}, { pageRows: 1_000 });
    const { 'ingest.page': _, ...books } = await booksOf(warehouse.owner);
    const { 'ingest.page': __, ...expected } = undisturbed;
    expect(books).toEqual(expected);
  });

  it('loses and doubles nothing: pages that do not hold, rows that come twice, unknown columns', async () => {
    const seen = new Set<string>();
    const unknownColumns = (_: string, columns: readonly string[]): void => {
      for (const column of columns) seen.add(column);
    };
    const warehouse = await loaded(
      {
        faults: [
          { kind: 'bad_digest', every: 17 },
          { kind: 'cut_page', every: 23 },
          { kind: 'wrong_count', every: 29 },
          { kind: '5xx', every: 31 },
          { kind: 'added_column', every: 5 },
          { kind: 'duplicate_rows', every: 2 },
        ],
      },
      { observer: { unknownColumns } },
    );
    const { owner } = warehouse;
    const { rows: refused } = await owner.query<{ reason: string }>(
      `SELECT DISTINCT split_part(reason, ':', 1) AS reason FROM ingest.page
       WHERE status = 'refused' ORDER BY 1`,
    );
    expect(refused.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['count', 'digest']) as string[],
    );
    const { rows: twice } = await owner.query<{ duplicate: number }>(
      'SELECT sum(duplicate) AS duplicate FROM ingest.page',
    );
    expect(twice[0]?.duplicate).toBeGreaterThan(10_000);
    expect([...seen]).toEqual(['added']);
    const { 'ingest.page': _, ...books } = await booksOf(owner);
    const { 'ingest.page': __, ...expected } = undisturbed;
    expect(books).toEqual(expected);
  });

  it('refuses another world over existing data and names the way out', async () => {
    const { warehouse } = first;
    const other = await runningCore({ scenario, seed: '2' });
    await expect(loadAll(warehouse, other.url)).rejects.toThrow(/seed 1.*npm run reset/);
    expect(await booksOf(warehouse.owner)).toEqual(undisturbed);
  });

  it('says which setting to change when the feed does not answer', async () => {
    const warehouse = await migratedWarehouse();
    await expect(loadAll(warehouse, 'http://127.0.0.1:1')).rejects.toThrow(/VIGIE_CORE_URL/);
  });
});
