import { adoptProtection, cellKeyOf, openCellKey } from '@vigie/etl';
import { createPool, OperatorError } from '@vigie/warehouse';
import type pg from 'pg';
import { onTestFinished, expect, it } from 'vitest';
import { runEtl } from '../support/etl-process.js';
import { freePort } from '../support/free-port.js';
import { migratedWarehouse } from '../support/warehouse.js';

const key = cellKeyOf(Buffer.alloc(32, 1));
const other = cellKeyOf(Buffer.alloc(32, 2));
const hex = (byte: string): string => byte.repeat(32);

/** The etl's own connection to a database of nothing, and its data directory. */
async function installation(): Promise<{ db: pg.Pool; dataDir: string; etlUrl: string }> {
  const { etlUrl, dataDir } = await migratedWarehouse();
  const db = createPool(etlUrl);
  onTestFinished(() => db.end());
  return { db, dataDir, etlUrl };
}

/** One edition of one cell. */
async function publishSomething(db: pg.Pool): Promise<void> {
  await db.query(
    `WITH edition AS (
       INSERT INTO published.vintage (feed_day, published_at) VALUES ('2026-11-22', now())
       RETURNING id
     ), pointer AS (INSERT INTO published.current (vintage) SELECT id FROM edition)
     INSERT INTO published.cell (measure, cuboid, period, territory, sector, generation, age_band,
       value, reason, provisional, errata, publication, valid_from)
     SELECT 'feeding.documents', 'month.nation', '2026-10', 'FR', '', '', '', 1000, 'ok',
       true, false, 1, id FROM edition`,
  );
}

async function adopt(db: pg.Pool, by = key): ReturnType<typeof adoptProtection> {
  const client = await db.connect();
  try {
    return await adoptProtection(client, by);
  } finally {
    client.release();
  }
}

const count = async (db: pg.Pool): Promise<number> =>
  (await db.query(`SELECT FROM published.cell`)).rowCount ?? 0;

it('binds editions to the key that they were published with, until they are gone', async () => {
  const { db, dataDir } = await installation();
  expect(await adopt(db, other)).toBe('first');
  // Nothing is published yet: the key may still be chosen.
  expect(await adopt(db)).toBe('first');
  await publishSomething(db);
  expect(await adopt(db)).toBe('kept');

  await expect(adopt(db, other)).rejects.toThrow(OperatorError);
  const open = (setting?: string) =>
    openCellKey(db, { VIGIE_CELL_KEY: setting, VIGIE_DATA_DIR: dataDir });
  await expect(open(hex('02'))).rejects.toThrow(/not the one that the editions/);
  await expect(open('0102')).rejects.toThrow(/VIGIE_CELL_KEY must hold at least 32 bytes/);
  await expect(open()).rejects.toThrow(/missing although there are editions/);
  expect((await open(hex('01'))).fingerprint).toBe(key.fingerprint);
  expect(await count(db)).toBe(1);
});

it.each([
  ['missing', {}, /missing although there are editions/],
  ['short', { VIGIE_CELL_KEY: '0102' }, /VIGIE_CELL_KEY must hold at least 32 bytes/],
  ['another one', { VIGIE_CELL_KEY: hex('02') }, /not the one that the editions/],
])('keeps the service from starting where the key is %s', async (_, setting, sentence) => {
  const { db, dataDir, etlUrl } = await installation();
  await adopt(db);
  await publishSomething(db);
  const { code, output } = await runEtl({
    VIGIE_ETL_DATABASE_URL: etlUrl,
    VIGIE_DATA_DIR: dataDir,
    VIGIE_ETL_PORT: String(await freePort()),
    ...setting,
  }).ended;
  expect(code).toBe(1);
  expect(output.trim().split('\n')).toHaveLength(1);
  expect(output).toMatch(sentence);
});

it('draws a key where nothing was published, and finds it again', async () => {
  const { db, dataDir } = await installation();
  const open = () => openCellKey(db, { VIGIE_CELL_KEY: undefined, VIGIE_DATA_DIR: dataDir });
  const drawn = await open();
  await adopt(db, drawn);
  await publishSomething(db);
  expect((await open()).fingerprint).toBe(drawn.fingerprint);
});

it('deletes the editions of another algorithm, or of before there was one', async () => {
  const { db } = await installation();
  await publishSomething(db);
  expect(await adopt(db)).toBe('replaced');
  expect(await count(db)).toBe(0);
  expect((await db.query('SELECT FROM published.vintage')).rowCount).toBe(0);

  await publishSomething(db);
  await db.query(`UPDATE published.protection SET algorithm = 'cell-key-0'`);
  expect(await adopt(db)).toBe('replaced');
  expect(await count(db)).toBe(0);
  const { rows } = await db.query<object>(
    'SELECT algorithm, key_fingerprint FROM published.protection',
  );
  expect(rows).toEqual([{ algorithm: 'cell-key-1', key_fingerprint: key.fingerprint }]);
});
