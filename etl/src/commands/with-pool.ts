import { createPool } from '@vigie/warehouse';
import type pg from 'pg';
import { assertPrepared } from '../prepare-database.js';
import { etlUrl, readSettings, type Settings } from '../settings.js';

/** Runs a command's work on the etl's database, which must be of this release. */
export async function withPool<T>(
  work: (pool: pg.Pool, settings: Settings) => Promise<T>,
): Promise<T> {
  const settings = readSettings();
  const pool = createPool(etlUrl(settings).url);
  try {
    await assertPrepared(pool);
    return await work(pool, settings);
  } finally {
    await pool.end();
  }
}
