import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, roleUrl } from '@vigie/warehouse';
import { startEmbedded } from '@vigie/warehouse/embedded';
import type pg from 'pg';
import { openSite } from '../attack/site/site.js';
import { freePort } from '../support/free-port.js';
import { apiScript, compiled } from '../support/scripts.js';
import { startService, type Service } from '../support/service.js';

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
  const databaseUrl = roleUrl(server.url, 'vigie_api', dir);
  const api = await startService(apiScript, (port) => ({
    env: {
      ...{ VIGIE_API_DATABASE_URL: databaseUrl, VIGIE_API_PORT: String(port) },
      VIGIE_RATE_LIMIT: 'off',
    },
  }));
  const reader = await connect(databaseUrl, 'DATABASE_URL');
  return {
    ...{ url: api.url, pid: api.pid, reader, dir },
    close: async () => {
      await reader.end();
      await api.stop();
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

/** A route that gives the bytes that it was sent, and does nothing else. */
export const bareServer = (body: string): Promise<Service> =>
  startService(compiled('bench/bare.process.js'), (port) => ({
    args: [String(port)],
    input: body,
  }));
