import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCore } from '@vigie/core';
import { advance, prepareDatabase } from '@vigie/etl';
import { connect, createPool, roleUrl } from '@vigie/warehouse';
import { startEmbedded } from '@vigie/warehouse/embedded';
import { cellKey } from '../support/cell-key.js';
import { feedAsOf } from '../support/feed-as-of.js';
import { freePort } from '../support/free-port.js';
import { shortScenario } from '../support/short-scenario.js';
import type { Bench } from './bench.js';
import { quantile } from './quantile.js';

/** First month of two histories: the second holds ten times as many. */
const histories = { short: '2026-06', long: '2022-01' } as const;
type History = keyof typeof histories;
const loadedThrough = '2026-11-13';
const nights = ['14', '15', '16', '17', '18', '19', '20', '21'].map((day) => `2026-11-${day}`);

/**
 * What one more day costs: polling, cells, checks and publishing of every stream, in a small country
 * with five months of history and with ten times as many, night by night in turn.
 */
export const night: Bench = {
  about: 'one more day after ten times the history, as a ratio',
  async run(reporter) {
    const dataDir = mkdtempSync(join(tmpdir(), 'vigie-bench-'));
    const server = await startEmbedded({ dataDir, port: await freePort() });
    const closing: (() => Promise<unknown>)[] = [];
    try {
      const load = async (history: History) => {
        const scenario = shortScenario(dataDir, histories[history]);
        const core = await startCore({ scenario, clock: '2026-11-22' });
        const feed = await feedAsOf(core.url, loadedThrough);
        const url = await databaseOf(server.url, history);
        await prepareDatabase({ url, dataDir });
        const pool = createPool(roleUrl(url, 'vigie_etl', dataDir));
        closing.push(
          () => pool.end(),
          () => feed.close(),
          () => core.close(),
        );
        const upTo = async (feedDay: string): Promise<number> => {
          feed.feedDay = feedDay;
          const began = performance.now();
          await advance({
            pool,
            coreUrl: feed.url,
            retentionDays: 45,
            replayNights: 0,
            cellKey,
            pageRows: 50_000,
            signal: new AbortController().signal,
          });
          return performance.now() - began;
        };
        await upTo(loadedThrough);
        return upTo;
      };
      const databases = { short: await load('short'), long: await load('long') };
      const spent: Record<History, number[]> = { short: [], long: [] };
      for (const feedDay of nights) {
        for (const history of ['short', 'long'] as const) {
          spent[history].push(await databases[history](feedDay));
        }
      }
      const [short, long] = [quantile(spent.short, 0.5), quantile(spent.long, 0.5)];
      reporter.add({ name: 'one day, five months held', value: short, unit: 'ms' });
      reporter.add({ name: 'one day, fifty-eight months held', value: long, unit: 'ms' });
      reporter.add({
        name: 'one day after ten times the history',
        value: long / short,
        unit: 'ratio',
        bar: { atMost: 1.2 },
      });
    } finally {
      for (const close of closing) await close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

async function databaseOf(serverUrl: string, name: string): Promise<string> {
  const owner = await connect(serverUrl, 'DATABASE_URL');
  await owner.query(`CREATE DATABASE ${name}_history`);
  await owner.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}_history`;
  return url.href;
}
