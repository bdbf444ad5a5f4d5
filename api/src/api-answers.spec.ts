import { formats, mediaTypes } from '@vigie/contract';
import { createConnection } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { publishedApi } from './testing/published-api.js';
import { days, publishedWorld, revised } from './testing/published-world.js';

const api = publishedApi(publishedWorld);

const { get } = api;

describe('an answer', () => {
  const path = `/v1/series?measure=${revised}&split=region`;

  it('comes in the format that Accept prefers, unless one is named', async () => {
    const typeOf = async (url: string, accept: string) =>
      (await get(url, { accept })).headers.get('content-type');
    expect(await typeOf(path, 'text/csv, application/json;q=0.5')).toMatch(/^text\/csv/);
    expect(await typeOf(path, '*/*')).toMatch(/^application\/json/);
    expect(await typeOf(path, 'application/vnd.apache.arrow.file')).toMatch(/arrow\.file$/);
    expect(await typeOf(`${path}&format=csv`, 'application/json')).toMatch(/^text\/csv/);
  });

  it('has a file name that says simulated', async () => {
    const response = await get(`${path}&format=csv`);
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="donnees-simulees-feeding-documents-month-region-edition-2.csv"',
    );
    expect(response.headers.get('content-length')).not.toBeNull();
    const french = await get(`${path}&format=csv_fr`);
    expect(french.headers.get('content-disposition')).toBe(
      'attachment; filename="donnees-simulees-feeding-documents-month-region-edition-2-excel-fr.csv"',
    );
    for (const format of ['json', 'count']) {
      const shown = await get(`${path}&format=${format}`);
      expect(shown.headers.get('content-disposition')).toBeNull();
      expect(shown.headers.get('content-type')).toBe(`${mediaTypes.json}; charset=utf-8`);
    }
  });

  it('is not sent again to who has it, whatever way the question is put', async () => {
    const first = await get(path);
    const etag = first.headers.get('etag')!;
    expect(first.headers.get('cache-control')).toBe('no-cache');
    expect(first.headers.get('vary')).toBe('Accept, Accept-Language, Authorization, Cookie');
    const again = await get(`${path}&as_of=2`, { 'if-none-match': `"other", W/${etag}` });
    expect(again.status).toBe(304);
    expect(again.headers.get('etag')).toBe(etag);
    expect(await again.text()).toBe('');
    for (const other of [
      '&format=csv',
      '&format=count',
      '&as_of=1',
      '&period=2026-09',
      '&territory=REG-84',
    ]) {
      expect((await get(path + other, { 'if-none-match': etag })).status, other).toBe(200);
    }
  });

  it('reaches 200 readers at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const response = await get(`${path}&format=${formats[index % formats.length]!}`);
        return { status: response.status, bytes: (await response.arrayBuffer()).byteLength };
      }),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ bytes }) => bytes)).size).toBe(formats.length);
  });

  it('asks nothing more of the database once its reader has left', async () => {
    const { hostname, port } = new URL(api.url);
    const long = `/v1/series?measure=${revised}&split=region&period=${days[0]!}..&format=json`;
    const lastQuery = async (): Promise<{ active: number; latest: string }> => {
      const { rows: found } = await api.database.owner.query<{ active: number; latest: string }>(
        `SELECT count(*) FILTER (WHERE state <> 'idle') AS active, max(query_start)::text AS latest
         FROM pg_stat_activity WHERE usename = 'vigie_api'`,
      );
      return found[0]!;
    };
    for (let left = 0; left < 20; left += 1) {
      const socket = createConnection(Number(port), hostname);
      socket.write(`GET ${long} HTTP/1.1\r\nHost: x\r\n\r\n`);
      await new Promise((resolve) => socket.once('data', resolve));
      socket.destroy();
    }
    await delay(500);
    const after = await lastQuery();
    await delay(500);
    expect(await lastQuery()).toEqual(after);
    expect(after.active).toBe(0);
  });
});
