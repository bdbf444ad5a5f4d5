import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixtureApi, type FixtureApi } from '../../../dev/fixture-api.ts';
import { createAnswerCache } from './answer-cache.ts';
import { createApi } from './client.ts';
import { fileName, seriesPath } from './question.ts';

describe('answers kept between requests', () => {
  it('are those used last, up to a total weight', () => {
    const cache = createAnswerCache(10);
    for (const key of ['a', 'b', 'c']) cache.set(key, key, 4);
    expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual([undefined, 'b', 'c']);
    cache.get('b');
    cache.set('d', 'd', 4);
    expect(['b', 'c', 'd'].map((key) => cache.get(key))).toEqual(['b', undefined, 'd']);
    cache.set('heavy', 'x', 11);
    expect(cache.get('heavy')).toBeUndefined();
    expect(cache.get('d')).toBe('d');
  });

  it('end', () => {
    let time = 0;
    const cache = createAnswerCache(10, 100, () => time);
    cache.set('a', 1, 1);
    time = 99;
    expect(cache.get('a')).toBe(1);
    time = 100;
    expect(cache.get('a')).toBeUndefined();
    cache.set('b', 2, 10);
    expect(cache.get('b')).toBe(2);
  });
});

describe('the API as the pages see it', () => {
  let fixture: FixtureApi;
  beforeAll(async () => {
    fixture = await startFixtureApi();
  });
  afterAll(() => fixture.close());
  const question = { measure: 'feeding.rate', split: 'region', period: '2026-09' };

  it('answers every endpoint as the contract has it', async () => {
    const api = createApi(fixture.url, null);
    const { id } = await api.edition();
    expect((await api.series(question, id)).rows).toHaveLength(18);
    expect(await api.count(question, id)).toBe(18);
    expect((await api.measures()).dimensions.length).toBeGreaterThan(7);
    expect((await api.irritants()).irritants).toHaveLength(7);
    expect((await api.irritant('IRR-2')).history.length).toBeGreaterThan(0);
    expect((await api.levers()).levers).toHaveLength(15);
    expect((await api.milestones()).length).toBeGreaterThan(20);
    expect((await api.figures()).figures.length).toBeGreaterThan(20);
    expect((await api.status()).loaded.length).toBeGreaterThan(0);
  });

  it('answers every cuboid of every measure of the fixture', async () => {
    const api = createApi(fixture.url, null);
    const { measures } = await api.measures();
    for (const measure of measures) {
      for (const { level, grain, categories } of measure.cuboids) {
        const split = [level, ...categories].join(',');
        const period = grain === 'day' ? '2026-09-01..2026-09-02' : '2026-09';
        const { rows } = await api.series({ measure: measure.id, split, period }, 42);
        expect(rows.length, `${measure.id} ${split}`).toBeGreaterThan(0);
      }
    }
  });

  it('tells a refusal from an API that does not answer', async () => {
    const api = createApi(fixture.url, null);
    await expect(api.irritant('IRR-9')).rejects.toMatchObject({
      problem: { code: 'unknown_irritant' },
    });
    await expect(api.series({ measure: 'feeding.rates' }, 42)).rejects.toMatchObject({
      problem: { code: 'unknown_measure' },
    });
    fixture.failing = ['/v1/levers'];
    await expect(api.levers()).rejects.toMatchObject({ name: 'ApiUnavailable' });
    fixture.failing = [];
  });

  it('asks again for another reader, and not for the same one', async () => {
    const cache = createAnswerCache();
    await createApi(fixture.url, 'session=a', cache).series(question, 42);
    fixture.failing = ['/v1/series'];
    const again = createApi(fixture.url, 'session=a', cache).series(question, 42);
    await expect(again).resolves.toMatchObject({ row_count: 18 });
    const other = createApi(fixture.url, 'session=b', cache).series(question, 42);
    await expect(other).rejects.toMatchObject({ name: 'ApiUnavailable' });
    fixture.failing = [];
  });
});

describe('the API that asks who it is', () => {
  it('is told the visitor, whose limits are then its own', async () => {
    const heard: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      heard.push(request.headers.cookie, String(request.headers['x-forwarded-for']));
      response.end('{"irritants":[]}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const api = createApi(url, 'session=a', undefined, '203.0.113.1, 192.0.2.1');
    await api.irritants().catch(() => null);
    server.close();
    expect(heard).toEqual(['session=a', '203.0.113.1, 192.0.2.1']);
  });
});

describe('the address of a question', () => {
  it('names everything that was chosen, and the edition', () => {
    const question = { measure: 'irritants.reports', split: 'region', irritant: 'IRR-1,IRR-2' };
    expect(seriesPath(question, 7, 'csv_fr')).toBe(
      '/v1/series?measure=irritants.reports&split=region&irritant=IRR-1%2CIRR-2&as_of=7&format=csv_fr',
    );
  });

  it('gives a file a name that says what it is', () => {
    const question = {
      measure: 'feeding.rate',
      split: 'region,sector',
      period: '2022-01..2026-10',
    };
    expect(fileName(question, true, 'csv_fr')).toBe(
      'vigie-donnees-simulees_feeding.rate_FR_region-sector_2022-01_2026-10_excel.csv',
    );
  });
});
