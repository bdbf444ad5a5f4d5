import { prepareDatabase } from '@vigie/etl';
import { connect, roleUrl } from '@vigie/warehouse';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type pg from 'pg';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { booksOf } from '../support/books.js';
import { cellSecret } from '../support/cell-key.js';
import { freshDatabase } from '../support/postgres.js';
import { etlScript } from '../support/scripts.js';
import { readTestSettings } from '../support/test.settings.js';
import { migratedWarehouse, type TestWarehouse } from '../support/warehouse.js';
import { expectSameBooks, loadSmall, nights, smallWorld } from './small-world.js';

/** Runs a statement on the server itself, as whoever restores a backup would. */
async function onServer(statement: string): Promise<void> {
  const client = await connect(inject('postgres').url, 'postgres');
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A copy of a database as it is now: what a backup holds. */
async function copyOf(
  warehouse: TestWarehouse,
  name: string,
): Promise<{ owner: pg.Client; etlUrl: string }> {
  await warehouse.owner.query('SELECT 1');
  await onServer(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${warehouse.name}'`,
  );
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${warehouse.name}`);
  const url = new URL(warehouse.ownerUrl);
  url.pathname = `/${name}`;
  const owner = await connect(url.href, 'copy');
  onTestFinished(async () => {
    await owner.end();
    await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  });
  return { owner, etlUrl: roleUrl(url.href, 'vigie_etl', warehouse.dataDir) };
}

const again = async (warehouse: TestWarehouse): Promise<pg.Client> => {
  const owner = await connect(warehouse.ownerUrl, 'again');
  onTestFinished(() => owner.end());
  return owner;
};

describe('a database', () => {
  it('B3 44: restored from a backup and brought up to date holds what the one that went on holds', async () => {
    const warehouse = await migratedWarehouse();
    const feed = await smallWorld();
    await loadSmall(warehouse.etlUrl, feed);
    const backup = await copyOf(warehouse, `${warehouse.name}_backup`);
    for (const night of nights) {
      feed.advanceTo(night);
      await loadSmall(warehouse.etlUrl, feed);
    }
    const before = await booksOf(backup.owner);
    await loadSmall(backup.etlUrl, feed);
    const after = await booksOf(backup.owner);
    expect(after['published.cell']?.rows).toBeGreaterThan(before['published.cell']?.rows ?? 0);
    await expectSameBooks(backup.owner, await again(warehouse));
  });

  it('B3 46: that sorts texts as French does holds what one that sorts them by bytes holds', async () => {
    const feed = await smallWorld();
    const byBytes = await migratedWarehouse();
    await loadSmall(byBytes.etlUrl, feed);
    const french = await freshDatabase();
    await onServer(`DROP DATABASE ${french.name}`);
    await onServer(
      `CREATE DATABASE ${french.name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'fr-FR'`,
    );
    onTestFinished(() => french.drop());
    await prepareDatabase({ url: french.ownerUrl, dataDir: french.dataDir });
    await loadSmall(roleUrl(french.ownerUrl, 'vigie_etl', french.dataDir), feed);
    const owner = await connect(french.ownerUrl, 'french');
    onTestFinished(() => owner.end());
    const { rows } = await owner.query<{ sorted: string[] }>(
      `SELECT array_agg(w ORDER BY w) AS sorted FROM unnest(ARRAY['b', 'A', 'a', 'B']) AS w`,
    );
    // Otherwise there would be nothing to see.
    expect(rows[0]?.sorted).toEqual(['a', 'A', 'b', 'B']);
    await expectSameBooks(owner, byBytes.owner);
  });

  it('B3 45: that lost the events of a month says so, and publishes nothing in their place', async () => {
    const feed = await smallWorld();
    const warehouse = await migratedWarehouse();
    await loadSmall(warehouse.etlUrl, feed);
    const before = await booksOf(warehouse.owner);
    await warehouse.owner.query('DROP TABLE ingest.documents_2026_08');
    feed.advanceTo('2026-09-20');
    await expect(loadSmall(warehouse.etlUrl, feed)).rejects.toThrow(
      /events of documents in 2026-08 were loaded and are gone.*backup/,
    );
    const after = await booksOf(warehouse.owner);
    for (const table of ['published.cell', 'published.vintage', 'published.current']) {
      expect(after[table], table).toEqual(before[table]);
    }
  });

  it('B3 45: that lost cells gets the same ones back from the feed', async () => {
    const feed = await smallWorld();
    const [warehouse, twin] = [await migratedWarehouse(), await migratedWarehouse()];
    for (const { etlUrl } of [warehouse, twin]) await loadSmall(etlUrl, feed);
    const { rowCount } = await warehouse.owner.query(
      `DELETE FROM mart.cell WHERE part LIKE 'documents.%' AND period LIKE ANY ('{2026-06,2026-07%}')`,
    );
    expect(rowCount).toBeGreaterThan(100);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [etlScript, 'rebuild', '--stream', 'documents', '--from', '2026-06', '--to', '2026-07'],
      {
        env: {
          ...readTestSettings().cleanEnvironment,
          VIGIE_ETL_DATABASE_URL: warehouse.etlUrl,
          VIGIE_CORE_URL: feed.url,
          VIGIE_PAGE_ROWS: '1000',
          VIGIE_CELL_KEY: cellSecret,
        },
      },
    );
    expect(stdout).toMatch(/2026-07: from events[\s\S]*2026-06: from the archive/);
    const cells = `SELECT md5(string_agg(c::text, '' ORDER BY c::text)) AS digest FROM mart.cell c
      WHERE part LIKE 'documents.%'`;
    expect((await warehouse.owner.query(cells)).rows).toEqual((await twin.owner.query(cells)).rows);
  });
});
