import { type Problem, problemShape } from '@vigie/contract';
import { connect, migrate, roleUrl } from '@vigie/warehouse';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from './index.js';
import { type TestDatabase } from './testing/database.js';
import { publishedApi } from './testing/published-api.js';
import { publishWorld } from './testing/published-world.js';

const api = publishedApi();

async function refusal(path: string, headers: Record<string, string> = {}): Promise<Problem> {
  const response = await fetch(`${api.url}${path}`, { headers });
  expect(response.headers.get('content-type'), path).toBe(
    'application/problem+json; charset=utf-8',
  );
  const problem = problemShape.parse(await response.json());
  expect(response.status).toBe(problem.status);
  return problem;
}

describe('before the first edition', () => {
  it('figures are not yet there, and the reader is told when to come back', async () => {
    for (const path of ['/v1/series?measure=feeding.rate', '/v1/edition', '/v1/territories']) {
      expect(await refusal(path), path).toMatchObject({ code: 'no_edition_yet', status: 503 });
    }
    const response = await fetch(`${api.url}/v1/edition`);
    expect(response.headers.get('retry-after')).toBe('10');
    expect(await (await fetch(`${api.url}/health`)).json()).toMatchObject({ status: 'starting' });
  });

  it('the dictionary is the catalogue', async () => {
    const response = await fetch(`${api.url}/v1/measures`);
    expect(response.status).toBe(200);
  });
});

describe('a request that cannot be answered', () => {
  beforeAll(() => publishWorld(api.database, []));

  const feeding = '/v1/series?measure=feeding.documents';
  const activation = '/v1/series?measure=activation.rate';
  it.each([
    ['/v1/series?measure=feeding.document', 'unknown_measure', 'measure', 'feeding.documents'],
    [`${feeding}&split=regoin`, 'unknown_dimension', 'split', 'region'],
    [`${feeding}&split=vendor`, 'dimension_not_allowed', 'split', 'sector'],
    [`${feeding}&vendor=v1`, 'dimension_not_allowed', 'vendor', 'sector'],
    [`${feeding}&split=department,sector`, 'not_in_lattice', 'split', 'department'],
    [`${feeding}&split=region,department`, 'not_in_lattice', 'split', 'region'],
    [`${activation}&split=region,sector`, 'not_in_lattice', 'split', 'region'],
    [`${activation}&period=2026-10-01..`, 'not_in_lattice', 'period', '2026-10..'],
    [`${feeding}&territory=84`, 'unknown_territory', 'territory', 'REG-84'],
    [`${feeding}&territory=84`, 'unknown_territory', 'territory', 'DEP-84'],
    [`${feeding}&territory=auvergne-rhone-alpes`, 'unknown_territory', 'territory', 'REG-84'],
    [`${feeding}&territory=FR,REG-84`, 'invalid_parameter', 'territory', 'REG-84'],
    [`${feeding}&split=region&territory=DEP-69`, 'invalid_parameter', 'territory', 'REG-84'],
    [`${feeding}&sector=hopitaux`, 'unknown_category', 'sector', 'hopital'],
    [`${feeding}&irritant=IRR-8`, 'unknown_category', 'irritant', 'IRR-1'],
    [`${feeding}&channel=formulaire`, 'unknown_category', 'channel', 'form'],
    [`${feeding}&reason=sexe`, 'unknown_category', 'reason', 'sex'],
    [`${feeding}&lever=LEV-1`, 'unknown_category', 'lever', 'LEV-01'],
    [`${feeding}&lever=LEV-01`, 'not_in_lattice', 'split', 'nation'],
    [`${feeding}&period=octobre`, 'invalid_period', 'period', '2026-10'],
    [`${feeding}&as_of=3`, 'unknown_edition', 'as_of', '2'],
    [`${feeding}&format=xml`, 'invalid_parameter', 'format', 'csv'],
    [`${feeding}&format=csv_fr&split=vendor`, 'dimension_not_allowed', 'split', 'sector'],
    [`${feeding}&format=count&as_of=3`, 'unknown_edition', 'as_of', '2'],
    [`${feeding}&splt=region`, 'unknown_parameter', 'splt', 'split'],
    ['/v1/edition?asof=1', 'unknown_parameter', 'asof', 'as_of'],
  ])('%s is %s: %s could be %s', async (path, code, field, allowed) => {
    const problem = await refusal(path);
    expect(problem).toMatchObject({ code, field, status: 400 });
    expect(problem.allowed?.slice(0, 3)).toContain(allowed);
    expect(problem.allowed!.length).toBeLessThanOrEqual(30);
  });

  it.each([
    `${feeding}&split=region&split=sector`,
    '/v1/series?measure=a&measure=b',
    '/v1/series',
    `${feeding}&territory=`,
    `${feeding}&as_of=one`,
    `${feeding}&as_of=0`,
    `${feeding}&territory=${'FR,'.repeat(1_000)}FR`,
  ])('%s names the parameter', async (path) => {
    expect(await refusal(path)).toMatchObject({ code: 'invalid_parameter', status: 400 });
  });

  it.each([
    [`${feeding}&territory=FR%00`, 400],
    [`${feeding}&constructor=1`, 400],
    [`${feeding}&territory=%27%3B--`, 400],
    ['/v1/%zz', 400],
    ['/nothing', 404],
    ['/v1/series/1', 404],
  ])('%s gets %i, as problem details', async (path, status) => {
    expect((await refusal(path)).status).toBe(status);
  });

  it('is refused in the language that the reader prefers', async () => {
    expect((await refusal(`${feeding}&territory=84`)).title).toBe('Territoire inconnu');
    const english = await refusal(`${feeding}&territory=84`, {
      'accept-language': 'en-GB,fr;q=0.5',
    });
    expect(english.title).toBe('Unknown territory');
    expect(english.detail).toContain('There is no territory “84”');
  });

  it('is not answered in a format that is not offered', async () => {
    expect(await refusal(feeding, { accept: 'image/png' })).toMatchObject({
      code: 'not_acceptable',
      status: 406,
      allowed: [
        'application/json',
        'text/csv',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'application/vnd.apache.parquet',
        'application/vnd.apache.arrow.file',
        'application/vnd.apache.arrow.stream',
        'application/zip',
      ],
    });
  });
});

describe('the documentation', () => {
  it('is the one that is committed', async () => {
    const served = (await (await fetch(`${api.url}/openapi.json`)).json()) as object;
    const committed = readFileSync(new URL('../openapi.json', import.meta.url), 'utf8');
    // `npm run openapi -w @vigie/api` writes it anew.
    expect({ ...served, servers: [] }).toEqual({ ...JSON.parse(committed), servers: [] });
  });

  it('has a page made of local files only', async () => {
    const page = await (await fetch(`${api.url}/openapi`)).text();
    expect(page).toContain('swagger-ui');
    expect(page).not.toMatch(/(src|href)="https?:/);
    const script = await fetch(`${api.url}/openapi/swagger-ui-bundle.js`);
    expect(script.status).toBe(200);
  });
});

describe('the role of the API', () => {
  it('reads what is published and nothing that leads to it', async () => {
    const client = await connect(api.database.settings.databaseUrl, 'DATABASE_URL');
    await api.database.owner.query(`SELECT ingest.open_partition('documents', '2026-10', true)`);
    await client.query('SELECT * FROM published.cell LIMIT 1');
    for (const table of ['ingest.documents', 'ingest.documents_2026_10', 'mart.cell']) {
      await expect(client.query(`SELECT * FROM ${table} LIMIT 1`), table).rejects.toMatchObject({
        code: '42501',
      });
    }
    await expect(client.query('DELETE FROM published.cell')).rejects.toMatchObject({
      code: '42501',
    });
    await client.end();
  });
});

describe('a start that cannot be', () => {
  const refused = (change: Partial<TestDatabase['settings']>): Promise<unknown> =>
    startApi({ ...api.database.settings, ...change }).then(
      () => 'started',
      (error: unknown) => (error as Error).message,
    );

  it('names the setting of a port that is taken', async () => {
    expect(await refused({ port: Number(new URL(api.url).port) })).toMatch(/VIGIE_API_PORT/);
  });

  it('names the setting of a database that does not answer or refuses', async () => {
    const nobody = api.database.settings.databaseUrl.replace(/:\d+\/vigie$/, ':1/vigie');
    expect(await refused({ databaseUrl: nobody })).toMatch(/Correct DATABASE_URL/);
    const wrong = api.database.settings.databaseUrl.replace(/:[^:@]+@/, ':wrong@');
    expect(await refused({ databaseUrl: wrong })).toMatch(/password is refused/);
  });

  it('says to run migrate when the schema is not there', async () => {
    await api.database.owner.query('CREATE DATABASE bare');
    const bare = api.database.ownerUrl.replace(/\/vigie$/, '/bare');
    const databaseUrl = roleUrl(bare, 'vigie_api', api.database.dataDir);
    expect(await refused({ databaseUrl })).toMatch(/run "migrate"/);
    await migrate({ url: bare, dataDir: api.database.dataDir });
    expect(await refused({ databaseUrl, port: 70_000 })).not.toMatch(/migrate/);
  });
});

describe('a database that goes away', () => {
  it('makes the service unavailable, without a word on the inside', async () => {
    await api.database.server.stop();
    const problem = await refusal('/v1/edition');
    expect(problem).toMatchObject({ code: 'unavailable', status: 503 });
    const health = await fetch(`${api.url}/health`);
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({ status: 'unavailable' });
  });
});
