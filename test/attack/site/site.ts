import { startApi } from '@vigie/api';
import { startCore } from '@vigie/core';
import { advance, prepareDatabase } from '@vigie/etl';
import { connect, createPool, roleUrl } from '@vigie/warehouse';
import type pg from 'pg';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellKey } from '../../support/cell-key.js';
import { shortScenario } from '../../support/short-scenario.js';
import type { Outcome } from '../outcome.js';
import { restored } from './restored.js';

/** First month of the world: three months load in seconds. */
const historyFrom = '2026-09';

/** A small world, published by the etl and answered by replicas of the API: two, and one of a dump. */
export interface Site {
  readonly urls: readonly [string, string, restored: string];
  /** Sees everything. */
  readonly owner: pg.Client;
  /** What the API sees. */
  readonly reader: pg.Client;
  close(): Promise<void>;
}

export interface SiteAttack {
  readonly id: string;
  readonly name: string;
  readonly criterion: string;
  /** @param tries how many requests, or questions, to draw from the seed */
  run(site: Site, seed: number, tries: number): Promise<Outcome>;
}

/** Loads and publishes the small world into an empty database of its owner. */
export async function openSite(ownerUrl: string, dataDir: string): Promise<Site> {
  await prepareDatabase({ url: ownerUrl, dataDir });
  const folder = mkdtempSync(join(tmpdir(), 'vigie-attack-scenario-'));
  const scenario = shortScenario(folder, historyFrom);
  const core = await startCore({ scenario, seed: '1', clock: '2026-11-22' });
  const pool = createPool(roleUrl(ownerUrl, 'vigie_etl', dataDir));
  try {
    await advance({
      ...{ pool, coreUrl: core.url, cellKey },
      ...{ retentionDays: 45, replayNights: 1, pageRows: 5_000, others: false },
      signal: new AbortController().signal,
    });
  } finally {
    await pool.end();
    await core.close();
    rmSync(folder, { recursive: true });
  }
  const databaseUrl = roleUrl(ownerUrl, 'vigie_api', dataDir);
  const settings = {
    ...{ port: 0, host: '127.0.0.1', databaseUrl, databaseSetting: 'DATABASE_URL' as const },
    publicUrl: 'https://vigie.example',
  };
  const copy = await restored(ownerUrl, dataDir);
  const ofCopy = { ...settings, databaseUrl: roleUrl(copy.ownerUrl, 'vigie_api', dataDir) };
  const apis = [
    await startApi(settings),
    await startApi(settings),
    await startApi(ofCopy),
  ] as const;
  const owner = await connect(ownerUrl, 'DATABASE_URL');
  const reader = await connect(databaseUrl, 'DATABASE_URL');
  return {
    urls: [apis[0].url, apis[1].url, apis[2].url],
    owner,
    reader,
    close: async () => {
      await Promise.all([...apis.map((api) => api.close()), reader.end()]);
      await owner.end();
      await copy.drop();
    },
  };
}

/** Status, headers and body of an answer, as text. */
export interface Answer {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

export async function ask(
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, { headers });
  const kept = [...response.headers].filter(([name]) => !changing.has(name));
  return {
    status: response.status,
    headers: kept
      .map(([name, value]) => `${name}: ${value}`)
      .sort()
      .join('\n'),
    body: Buffer.from(await response.arrayBuffer()).toString('latin1'),
  };
}

/** What differs from one answer to the next by its nature. */
const changing = new Set(['date', 'connection', 'keep-alive', 'x-request-id', 'server-timing']);

/** What an answer in a text format says: its body is kept byte by byte, for formats that are none. */
export const textOf = (body: string): string => bytesOf(body).toString('utf8');
export const bytesOf = (body: string): Buffer => Buffer.from(body, 'latin1');
