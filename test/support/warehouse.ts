import { startCore, type CoreOptions, type RunningCore } from '@vigie/core';
import { advance, prepareDatabase, type LoadObserver, type StreamDeclaration } from '@vigie/etl';
import { connect, createPool, roleUrl } from '@vigie/warehouse';
import type pg from 'pg';
import { onTestFinished } from 'vitest';
import { cellKey } from './cell-key.js';
import { freshDatabase, type TestDatabase } from './postgres.js';

/** The world of these tests: small, frozen, the same every day. */
export const tinyWorld = { scenario: 'tiny', seed: '1', clock: '2026-11-22' } as const;

export interface TestWarehouse extends TestDatabase {
  /** Owner's connection, to look at everything. */
  owner: pg.Client;
  etlUrl: string;
}

/** Registers what is to be done when the test, or the whole file, is over. */
export type Cleanup = (work: () => Promise<void>) => void;

/** A migrated database of its own with the tables of the streams, dropped when the test is over. */
export async function migratedWarehouse(
  cleanup: Cleanup = onTestFinished,
  streams?: readonly StreamDeclaration[],
): Promise<TestWarehouse> {
  const database = await freshDatabase();
  const { ownerUrl: url, dataDir } = database;
  await prepareDatabase({ url, dataDir, ...(streams && { streams }) });
  const owner = await connect(database.ownerUrl, 'DATABASE_URL');
  cleanup(async () => {
    await owner.end();
    await database.drop();
  });
  return { ...database, owner, etlUrl: roleUrl(database.ownerUrl, 'vigie_etl', database.dataDir) };
}

/** A core on a free port, closed when the test is over. */
export async function runningCore(
  options: CoreOptions = {},
  cleanup: Cleanup = onTestFinished,
): Promise<RunningCore> {
  const core = await startCore({ ...tinyWorld, ...options });
  cleanup(() => core.close());
  return core;
}

export interface LoadOptions {
  replayNights?: number;
  retentionDays?: number;
  pageRows?: number;
  signal?: AbortSignal;
  observer?: LoadObserver;
  /** Everything, instead of profiles, documents and roster alone, by the same pipeline. */
  others?: boolean;
  /** What is loaded, in place of all that is declared. */
  streams?: readonly StreamDeclaration[];
}

/** Loads what the feed has, in this process. */
export async function loadAll(
  warehouse: TestWarehouse,
  coreUrl: string,
  options: LoadOptions = {},
): ReturnType<typeof advance> {
  const pool = createPool(warehouse.etlUrl);
  try {
    return await advance({
      pool,
      coreUrl,
      retentionDays: 45,
      replayNights: 2,
      cellKey,
      pageRows: 5_000,
      others: false,
      signal: new AbortController().signal,
      ...options,
    });
  } finally {
    await pool.end();
  }
}

/**
 * What a load leaves behind, as text to compare: ledger, parts, exact and published cells. Ids
 * and instants, which differ from run to run, are left out; a vintage is named by its feed day.
 */
export async function tablesOf(owner: pg.Client): Promise<Record<string, string[]>> {
  const queries = {
    pages: `SELECT stream, month, grain, cursor, next_cursor, sha256, received, applied, duplicate,
              rejected, quarantined FROM ingest.page WHERE status = 'applied'`,
    parts: 'SELECT stream, month, cursor, through, complete, dropped FROM ingest.part',
    submissions: 'SELECT * FROM ingest.submission',
    documents: 'SELECT * FROM ingest.documents',
    cells: 'SELECT * FROM mart.cell',
    published: `SELECT c.measure, c.cuboid, c.period, c.territory, c.sector, c.generation,
                  c.age_band, c.irritant, c.channel, c.motive, c.lever, c.value, c.numerator, c.denominator, c.reason, c.provisional,
                  c.publication, f.feed_day AS from_day, t.feed_day AS to_day
                FROM published.cell c JOIN published.vintage f ON f.id = c.valid_from
                LEFT JOIN published.vintage t ON t.id = c.valid_to`,
  };
  const tables: Record<string, string[]> = {};
  for (const [name, query] of Object.entries(queries)) {
    const { rows } = await owner.query<{ row: string }>(`SELECT t::text AS row FROM (${query}) t`);
    tables[name] = rows.map(({ row }) => row).sort();
  }
  return tables;
}

/** Pages whose counts do not add up: there must be none, whatever happened. */
export async function unbalancedPages(owner: pg.Client): Promise<unknown[]> {
  const { rows } = await owner.query<{ id: number }>(
    `SELECT id FROM ingest.page
     WHERE received <> applied + duplicate + rejected + quarantined`,
  );
  return rows;
}
