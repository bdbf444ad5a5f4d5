import { assertPrepared, prepareDatabase } from '@vigie/etl';
import { connect, createPool, roleUrl } from '@vigie/warehouse';
import { describe, expect, it, onTestFinished } from 'vitest';
import { booksOf } from '../support/books.js';
import { freshDatabase, type TestDatabase } from '../support/postgres.js';
import { migratedWarehouse } from '../support/warehouse.js';
import { expectSameBooks, loadSmall, smallWorld } from './small-world.js';

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  return database;
}

async function ownerOf({ ownerUrl }: TestDatabase) {
  const owner = await connect(ownerUrl, 'owner');
  onTestFinished(() => owner.end());
  return owner;
}

const prepare = ({ ownerUrl: url, dataDir }: TestDatabase) => prepareDatabase({ url, dataDir });

describe('B3 29: migrations', () => {
  it('started by five replicas at once are applied by one; the others find nothing to do', async () => {
    const database = await emptyDatabase();
    const ends = await Promise.all(Array.from({ length: 5 }, () => prepare(database)));
    expect(ends.map(({ applied }) => applied > 0).sort()).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
    const reference = await migratedWarehouse();
    expect(await booksOf(await ownerOf(database))).toEqual(await booksOf(reference.owner));
  });

  it('that are killed on the way leave nothing half done, and are applied by the next', async () => {
    const database = await emptyDatabase();
    const owner = await ownerOf(database);
    let killed = 0;
    for (let pause = 40; pause <= 200; pause += 40) {
      const run = prepare(database).then(
        () => 'done' as const,
        () => 'failed' as const,
      );
      const timer = setTimeout(() => {
        void owner.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND pid <> pg_backend_pid()`,
        );
      }, pause);
      const end = await run;
      clearTimeout(timer);
      if (end === 'failed') killed += 1;
      const { rows } = await owner.query<{ whole: boolean }>(
        `SELECT to_regclass('mart.cell') IS NULL OR to_regclass('published.publication') IS NOT NULL AS whole`,
      );
      expect(rows).toEqual([{ whole: true }]);
    }
    expect(killed).toBeGreaterThan(0);
    await prepare(database);
    const feed = await smallWorld(undefined, '2026-08');
    const reference = await migratedWarehouse();
    await loadSmall(reference.etlUrl, feed);
    await loadSmall(roleUrl(database.ownerUrl, 'vigie_etl', database.dataDir), feed);
    await expectSameBooks(owner, reference.owner);
  });

  it('of a newer release, or of an older one, keep the etl from loading, which says what to do', async () => {
    const warehouse = await migratedWarehouse();
    const feed = await smallWorld(undefined, '2026-08');
    const pool = createPool(warehouse.etlUrl);
    onTestFinished(() => pool.end());
    await warehouse.owner.query(
      `INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('of a later release', 1)`,
    );
    await expect(assertPrepared(pool)).rejects.toThrow(/newer|release|migrat/i);
    await expect(loadSmall(warehouse.etlUrl, feed)).rejects.toThrow(/newer|release|migrat/i);
    await warehouse.owner.query(
      `DELETE FROM drizzle.__drizzle_migrations WHERE id IN
         (SELECT id FROM drizzle.__drizzle_migrations ORDER BY id DESC LIMIT 2)`,
    );
    await expect(loadSmall(warehouse.etlUrl, feed)).rejects.toThrow(/migrate/);
    const books = await booksOf(warehouse.owner);
    expect(books['ingest.page']?.rows).toBe(0);
  });
});
