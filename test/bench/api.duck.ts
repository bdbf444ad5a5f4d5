import { DuckDBInstance } from '@duckdb/node-api';
import { join } from 'node:path';
import { quantile } from './quantile.js';

export const events = 20_000_000;

/**
 * How long DuckDB takes, on two threads, for sums and for distinct actors by department and month over
 * events in a Parquet file, in milliseconds.
 */
export async function duckTimes(
  dir: string,
): Promise<{ events: number; times: Record<'sums' | 'distincts', number> }> {
  const file = join(dir, 'events.parquet');
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  try {
    await connection.run(
      `COPY (SELECT 'DEP-' || (hash(range) % 101)::text AS department,
                    (hash(range + 1) % 120000)::int AS actor,
                    DATE '2025-11-01' + (range % 365)::int AS day,
                    (hash(range + 2) % 40)::int AS accepted
             FROM range(${events})) TO '${file}' (FORMAT parquet)`,
    );
    const ask = async (what: string): Promise<number> => {
      const times: number[] = [];
      for (let round = 0; round < 3; round++) {
        const began = performance.now();
        const reader = await connection.runAndReadAll(
          `SELECT department, strftime(day, '%Y-%m') AS month, ${what}
           FROM '${file}' GROUP BY ALL ORDER BY ALL`,
        );
        if (reader.currentRowCount < 1_000) throw new Error('DuckDB answered too few rows');
        times.push(performance.now() - began);
      }
      return quantile(times, 0.5);
    };
    return {
      events,
      times: {
        sums: await ask('sum(accepted) AS accepted'),
        distincts: await ask('sum(accepted) AS accepted, count(DISTINCT actor) AS actors'),
      },
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
