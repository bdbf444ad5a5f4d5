import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runEtl as run } from '../support/etl-process.js';
import { freePort } from '../support/free-port.js';
import { loadAll, migratedWarehouse, runningCore } from '../support/warehouse.js';

describe('the service', () => {
  it('refuses to start over another world, in one sentence, with an exit code', async () => {
    const first = await runningCore();
    const warehouse = await migratedWarehouse();
    const stop = new AbortController();
    // What binds the database to its world comes before anything is loaded.
    await loadAll(warehouse, first.url, {
      signal: stop.signal,
      observer: {
        planned: () => {
          stop.abort();
        },
      },
    }).catch(() => undefined);
    const other = await runningCore({ seed: '2' });
    const { code, output } = await run({
      VIGIE_ETL_DATABASE_URL: warehouse.etlUrl,
      VIGIE_CORE_URL: other.url,
      VIGIE_ETL_PORT: String(await freePort()),
    }).ended;
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(output).toMatch(/another world.*VIGIE_SEED.*npm run reset/);
  });

  it.each([
    ['a taken port', { VIGIE_ETL_PORT: 'TAKEN' }, /port \d+ is taken.*VIGIE_ETL_PORT/],
    ['a port that is none', { VIGIE_ETL_PORT: 'x' }, /VIGIE_ETL_PORT/],
    [
      'a database that does not answer',
      { VIGIE_ETL_DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/c' },
      /VIGIE_ETL_DATABASE_URL/,
    ],
    ['no database at all', { VIGIE_ETL_DATABASE_URL: '' }, /DATABASE_URL is not set/],
  ])('names the setting to change for %s', async (_, env, sentence) => {
    const warehouse = await migratedWarehouse();
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    onTestFinished(() => void holder.close());
    const taken = String((holder.address() as AddressInfo).port);
    const given = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, value.replace('TAKEN', taken)]),
    );
    const { code, output } = await run({
      VIGIE_ETL_DATABASE_URL: warehouse.etlUrl,
      VIGIE_CORE_URL: 'http://127.0.0.1:1',
      VIGIE_ETL_PORT: String(await freePort()),
      ...given,
    }).ended;
    expect(code).toBe(1);
    expect(output).toMatch(sentence);
    expect(output.trim().split('\n')).toHaveLength(1);
  });

  it('loads, tells how far it is, and stops in order while it loads', async () => {
    const core = await runningCore();
    const warehouse = await migratedWarehouse();
    const port = await freePort();
    const service = run({
      VIGIE_ETL_DATABASE_URL: warehouse.etlUrl,
      VIGIE_CORE_URL: core.url,
      VIGIE_ETL_PORT: String(port),
    });
    const metrics = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const applied = async () =>
      Number(/stream="documents",outcome="applied"} (\d+)/.exec(await metrics())?.[1] ?? 0);
    while ((await applied().catch(() => 0)) === 0) await delay(20);
    service.stop();
    const { code, output } = await service.ended;
    expect(code, output).toBe(0);
    const { rows } = await warehouse.owner.query(
      `SELECT 1 FROM pg_stat_activity WHERE usename = 'vigie_etl' AND datname = current_database()`,
    );
    expect(rows).toEqual([]);
  });
});
