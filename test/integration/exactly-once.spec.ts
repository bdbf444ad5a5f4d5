import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { FeedClient, loadPart, loadReference, registerValues, streams } from '@vigie/etl';
import { createPool } from '@vigie/warehouse';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  loadAll,
  migratedWarehouse,
  runningCore,
  tablesOf,
  unbalancedPages,
  type TestWarehouse,
} from '../support/warehouse.js';
import { etlScript } from '../support/scripts.js';
import { readTestSettings } from '../support/test.settings.js';

/** `etl backfill --first` as a process of its own, which can be killed. */
function backfill(warehouse: TestWarehouse, coreUrl: string) {
  const child = spawn(process.execPath, [etlScript, 'backfill', '--first'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...readTestSettings().cleanEnvironment,
      VIGIE_ETL_DATABASE_URL: warehouse.etlUrl,
      VIGIE_CORE_URL: coreUrl,
      VIGIE_REPLAY_NIGHTS: '2',
      VIGIE_PAGE_ROWS: '5000',
    },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    kill: () => child.kill('SIGKILL'),
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, output })),
  };
}

const appliedPages = async ({ owner }: TestWarehouse): Promise<number> => {
  const { rows } = await owner.query<{ pages: number }>(
    `SELECT count(*) AS pages FROM ingest.page WHERE status = 'applied'`,
  );
  return rows[0]?.pages ?? 0;
};

describe('a load', () => {
  let first: { warehouse: TestWarehouse; coreUrl: string };
  let undisturbed: Record<string, string[]>;

  beforeAll(async () => {
    const core = await runningCore({}, afterAll);
    const warehouse = await migratedWarehouse(afterAll);
    await loadAll(warehouse, core.url);
    first = { warehouse, coreUrl: core.url };
    undisturbed = await tablesOf(warehouse.owner);
  });

  it('that is killed between two pages and started again ends as one that was not', async () => {
    const core = await runningCore();
    const warehouse = await migratedWarehouse();
    const kills = [3, 40, 120, 300];
    for (const pages of kills) {
      const run = backfill(warehouse, core.url);
      while ((await appliedPages(warehouse)) < pages) await delay(2);
      run.kill();
      expect((await run.ended).code).toBeNull();
    }
    const last = await backfill(warehouse, core.url).ended;
    expect(last, last.output).toMatchObject({ code: 0 });
    expect(await tablesOf(warehouse.owner)).toEqual(undisturbed);
    expect(await unbalancedPages(warehouse.owner)).toEqual([]);
  });

  it('that two processes start at once reads each page once', async () => {
    const core = await runningCore();
    const warehouse = await migratedWarehouse();
    const ends = await Promise.all([
      backfill(warehouse, core.url).ended,
      backfill(warehouse, core.url).ended,
    ]);
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    expect(await tablesOf(warehouse.owner)).toEqual(undisturbed);
  });

  it('that ends between the last page of a month and its cells publishes none of an older day', async () => {
    const core = await runningCore();
    const warehouse = await migratedWarehouse();
    await warehouse.owner.query(`
      CREATE FUNCTION public.cut() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'cut here'; END $$;
      CREATE TRIGGER cut BEFORE INSERT OR UPDATE ON mart.aggregated FOR EACH ROW
        WHEN (NEW.stream = 'documents' AND NEW.feed_day = '2026-11-20')
        EXECUTE FUNCTION public.cut()`);
    await expect(loadAll(warehouse, core.url)).rejects.toThrow('cut here');
    const { rows } = await warehouse.owner.query<{ complete: boolean }>(
      `SELECT complete FROM ingest.part WHERE stream = 'documents' AND month = '2026-10'`,
    );
    expect(rows).toEqual([{ complete: true }]);
    await warehouse.owner.query('DROP TRIGGER cut ON mart.aggregated');
    await loadAll(warehouse, core.url);
    expect(await tablesOf(warehouse.owner)).toEqual(undisturbed);
  });

  it('by two loaders of the same part takes each page once', async () => {
    const { coreUrl } = first;
    const warehouse = await migratedWarehouse();
    const pool = createPool(warehouse.etlUrl);
    onTestFinished(() => pool.end());
    const feed = new FeedClient(coreUrl);
    const [manifest, registers] = [await feed.manifest(), await feed.registers()];
    await loadReference(pool, registers);
    const context = {
      pool,
      feed,
      registers: registerValues(registers, manifest),
      pageRows: 40,
      signal: new AbortController().signal,
    };
    const stream = streams.find(({ name }) => name === 'documents')!;
    const part = {
      stream,
      month: '2026-05',
      grain: 'month',
      through: '2026-11-21',
      closed: true,
    } as const;
    await Promise.all([1, 2, 3].map(() => loadPart(context, part)));
    const { rows } = await warehouse.owner.query<Record<string, number>>(
      `SELECT (SELECT count(*) FROM ingest.documents) AS rows,
              (SELECT count(DISTINCT row_id) FROM ingest.documents) AS distinct_rows,
              (SELECT sum(applied) FROM ingest.page) AS applied,
              (SELECT count(*) FROM ingest.page) AS pages,
              (SELECT count(DISTINCT cursor) FROM ingest.page) AS cursors`,
    );
    const [counts] = rows;
    expect(counts?.['pages']).toBeGreaterThan(10);
    expect(counts?.['cursors']).toBe(counts?.['pages']);
    expect(counts?.['distinct_rows']).toBe(counts?.['rows']);
    expect(counts?.['applied']).toBe(counts?.['rows']);
  });

  it('that is repeated changes nothing', async () => {
    const { warehouse, coreUrl } = first;
    const { rows: before } = await warehouse.owner.query('SELECT * FROM published.vintage');
    await loadAll(warehouse, coreUrl);
    expect((await warehouse.owner.query('SELECT * FROM published.vintage')).rows).toEqual(before);
    expect(await tablesOf(warehouse.owner)).toEqual(undisturbed);
  });

  it('holds the same events whatever the size of pages and the nights replayed', async () => {
    const core = await runningCore();
    const warehouse = await migratedWarehouse();
    await loadAll(warehouse, core.url, { pageRows: 1_000, replayNights: 0 });
    const { pages: _, parts: __, published: ___, ...data } = await tablesOf(warehouse.owner);
    expect(data['documents']).toEqual(undisturbed['documents']);
    expect(data['submissions']).toEqual(undisturbed['submissions']);
  });

  it('refuses pages that do not hold, keeps them in the ledger, and loses nothing', async () => {
    const core = await runningCore({
      faults: [
        { kind: 'bad_digest', every: 17 },
        { kind: 'cut_page', every: 23 },
        { kind: 'wrong_count', every: 29 },
        { kind: '5xx', every: 31 },
      ],
    });
    const warehouse = await migratedWarehouse();
    await loadAll(warehouse, core.url);
    const { rows } = await warehouse.owner.query<{ reason: string }>(
      `SELECT DISTINCT split_part(reason, ':', 1) AS reason FROM ingest.page
       WHERE status = 'refused' ORDER BY 1`,
    );
    expect(rows.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['count', 'digest']) as string[],
    );
    expect(await tablesOf(warehouse.owner)).toEqual(undisturbed);
  });

  it('counts redelivered rows once', async () => {
    const core = await runningCore({ faults: [{ kind: 'duplicate_rows', every: 2 }] });
    const warehouse = await migratedWarehouse();
    await loadAll(warehouse, core.url);
    expect(await unbalancedPages(warehouse.owner)).toEqual([]);
    const { rows } = await warehouse.owner.query<{ duplicate: number }>(
      'SELECT sum(duplicate) AS duplicate FROM ingest.page',
    );
    expect(rows[0]?.duplicate).toBeGreaterThan(10_000);
    const { documents, submissions, cells, published } = await tablesOf(warehouse.owner);
    expect({ documents, submissions, cells, published }).toEqual({
      documents: undisturbed['documents'],
      submissions: undisturbed['submissions'],
      cells: undisturbed['cells'],
      published: undisturbed['published'],
    });
  });

  it('refuses a page of mostly unknown values whole, and goes on once it holds', async () => {
    const core = await runningCore({ faults: [{ kind: 'unknown_enum', every: 120 }] });
    const warehouse = await migratedWarehouse();
    const complaints: string[] = [];
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const done = await loadAll(warehouse, core.url).catch((error: unknown) => {
        complaints.push((error as Error).message);
      });
      if (done) break;
    }
    expect(complaints.join()).toMatch(/bad_rows: \d+ of \d+ rows, the first by .*unknown_value/);
    const { rows } = await warehouse.owner.query<{ refused: number }>(
      `SELECT count(*) AS refused FROM ingest.page WHERE status = 'refused'`,
    );
    expect(rows[0]?.refused).toBe(complaints.length);
    expect(await tablesOf(warehouse.owner)).toEqual(undisturbed);
  });

  it('reads over a column that it does not know, and says so', async () => {
    const core = await runningCore({ faults: [{ kind: 'added_column', every: 5 }] });
    const warehouse = await migratedWarehouse();
    const seen = new Set<string>();
    await loadAll(warehouse, core.url, {
      observer: {
        unknownColumns: (_stream, columns) => {
          for (const column of columns) seen.add(column);
        },
      },
    });
    expect(seen.size).toBeGreaterThan(0);
    expect((await tablesOf(warehouse.owner))['cells']).toEqual(undisturbed['cells']);
  });

  it('refuses another world over existing data and names the way out', async () => {
    const { warehouse } = first;
    const other = await runningCore({ seed: '2' });
    await expect(loadAll(warehouse, other.url)).rejects.toThrow(/seed 1.*npm run reset/);
    expect((await tablesOf(warehouse.owner))['cells']).toEqual(undisturbed['cells']);
  });

  it('says which setting to change when the feed does not answer', async () => {
    const warehouse = await migratedWarehouse();
    await expect(loadAll(warehouse, 'http://127.0.0.1:1')).rejects.toThrow(/VIGIE_CORE_URL/);
  });
});
