import { once } from 'node:events';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, roleUrl } from '@vigie/warehouse';
import { startEmbedded } from '@vigie/warehouse/embedded';
import type pg from 'pg';
import { openSite } from '../attack/site/site.js';
import { freePort } from '../support/free-port.js';
import { apiScript, compiled } from '../support/scripts.js';

/** A small world whose history is made long, answered by a process of the API's own. */
export interface ApiWorld {
  readonly url: string;
  readonly pid: number;
  /** Reads what the API reads, with its role. */
  readonly reader: pg.Client;
  readonly dir: string;
  close(): Promise<void>;
}

/** Days and months that were never: as many rows as the largest export may have. */
const firstDay = '1870-01-01';
export const days = 55_555;
const firstMonth = '1900-01-01';
export const months = 1_200;

export const longMeasures = ['feeding.documents', 'feeding.feeders', 'feeding.rate'] as const;

const columns = `measure, cuboid, period, territory, sector, generation, age_band, irritant, channel,
  motive, lever, profession, document_type, detail, value, numerator, denominator, reason,
  provisional, errata, publication, valid_from`;

export async function openApiWorld(): Promise<ApiWorld> {
  const dir = mkdtempSync(join(tmpdir(), 'vigie-bench-api-'));
  const server = await startEmbedded({ dataDir: dir, port: await freePort() });
  const site = await openSite(server.url, dir);
  await lengthen(site.owner);
  const port = await freePort();
  const databaseUrl = roleUrl(server.url, 'vigie_api', dir);
  const api = spawn(process.execPath, [apiScript], {
    env: {
      ...{ VIGIE_API_DATABASE_URL: databaseUrl, VIGIE_API_PORT: String(port) },
      VIGIE_RATE_LIMIT: 'off',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url);
  const reader = await connect(databaseUrl, 'DATABASE_URL');
  return {
    ...{ url, pid: api.pid ?? 0, reader, dir },
    close: async () => {
      await reader.end();
      await ended(api);
      await site.close();
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Writes days by region and months by department that an answer of any size can be taken from. */
async function lengthen(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ edition: number }>(
    'SELECT vintage AS edition FROM published.current',
  );
  const edition = rows[0]?.edition;
  const insert = (
    measure: string,
    cuboid: string,
    level: string,
    series: string,
  ): Promise<unknown> =>
    owner.query(
      `INSERT INTO published.cell (${columns})
       SELECT $1, $2, to_char(p.at, $3), t.id, '', '', '', '', '', '', '', '', '', '',
              round(random() * 1e6), null, null, 'ok', false, false, 3, $4
       FROM ${series} AS p(at), reference.territory t WHERE t.kind = $5`,
      [measure, cuboid, cuboid.startsWith('day') ? 'YYYY-MM-DD' : 'YYYY-MM', edition, level],
    );
  await insert(
    ...(['feeding.documents', 'day.region', 'region'] as const),
    `generate_series('${firstDay}'::date, '${firstDay}'::date + ${days - 1}, '1 day')`,
  );
  for (const measure of longMeasures) {
    await insert(
      ...([measure, 'department.month', 'department'] as const),
      `generate_series('${firstMonth}'::date, '${firstMonth}'::date + interval '${months - 1} months', '1 month')`,
    );
  }
  await owner.query('VACUUM ANALYZE published.cell');
}

async function untilHealthy(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`${url}/health`).catch(() => null);
    if (answer?.ok) return;
    if (tries > 300) throw new Error(`${url} did not become healthy`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

/** A route that gives the bytes that it was sent, and does nothing else. */
export async function bareServer(body: string): Promise<{ url: string; close(): Promise<void> }> {
  const port = await freePort();
  const child = spawn(process.execPath, [compiled('bench/bare.process.js'), String(port)], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin.end(body);
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url);
  return { url, close: () => ended(child) };
}
