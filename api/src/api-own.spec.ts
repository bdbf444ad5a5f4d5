import { type OwnSeries, ownColumns, ownSeriesShape } from '@vigie/contract';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { type AccountRole } from './access/permissions.js';
import { openReader } from '@vigie/warehouse';
import { ownCell } from '@vigie/warehouse/schema';
import { OwnCellsReader, type OwnCellsReading } from './access/own-cells.js';
import { accountsOf, bearer } from './testing/accounts.js';
import { publishOwnCells } from './testing/own-world.js';
import { publishedApi } from './testing/published-api.js';

const api = publishedApi(() => [], publishOwnCells);
const accounts = accountsOf(api);

const own = '/v1/own?measure=feeding.rate';
const ask = (query: string, role: AccountRole = 'vendor'): Promise<Response> =>
  api.get(`${own}${query}`, bearer(accounts[role]));

async function read(query: string, role?: AccountRole): Promise<OwnSeries> {
  const response = await ask(query, role);
  expect(response.status, query).toBe(200);
  return ownSeriesShape.parse(await response.json());
}

describe("a vendor's own cells", () => {
  it('are its own, of the edition asked for', async () => {
    const now = await read('');
    expect(now).toMatchObject({
      vendor: { id: 'v-mdv-01', name: 'Sarriette' },
      ...{ cuboid: 'month.nation.sector.vendor', row_count: 2, edition: { id: 2 } },
    });
    expect(now.rows.map(({ period, value, bin, bins }) => [period, value, bin, bins])).toEqual([
      ['2026-09', 11, 2, 3],
      ['2026-10', 10, 2, 3],
    ]);
    expect((await read('&as_of=1')).rows.map(({ value }) => value)).toEqual([10, 10]);
    expect((await read('&vendor=v-mdv-01')).rows).toEqual(now.rows);
  });

  it('are asked for by region, release and month', async () => {
    const regions = await read('&split=region,sector&period=2026-10');
    expect(regions.rows.map(({ territory, value, state }) => [territory, value, state])).toEqual([
      ['REG-11', 30, 'ok'],
      ['REG-84', null, 'lt11'],
    ]);
    expect((await read('&split=region,sector&territory=REG-11')).row_count).toBe(2);
    const releases = await read('&split=release&period=2026-10');
    expect(releases.rows.map(({ release, sector, value }) => [release, sector, value])).toEqual([
      ['=v-mdv-01-r1', null, 40],
    ]);
  });

  it('are the same in a CSV, where no text is a formula', async () => {
    const { rows } = await read('&split=release');
    const response = await ask('&split=release&format=csv');
    expect(response.headers.get('x-row-count')).toBe('2');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="donnees-simulees-v-mdv-01-feeding-rate-edition-2.csv"',
    );
    const lines = parse<Record<string, string>>(await response.text(), { columns: true });
    expect(Object.keys(lines[0]!)).toEqual([...ownColumns]);
    expect(lines.map(({ period, value, release }) => [period, Number(value), release])).toEqual(
      rows.map(({ period, value, release }) => [period, value, `'${release!}`]),
    );
  });

  it.each([
    ['&measure=feeding.rate', 'invalid_parameter'],
    ['&split=sector,profession', 'not_in_lattice'],
    ['&period=2026-10-01', 'not_in_lattice'],
    ['&territory=REG-00', 'unknown_territory'],
    ['&as_of=3', 'unknown_edition'],
    ['&format=arrow', 'invalid_parameter'],
    ['&role=sentinelle', 'unknown_parameter'],
  ])('are refused with %s', async (query, code) => {
    const response = await ask(query);
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ code }),
    ]);
  });

  it('are not told of for a measure that has none', async () => {
    const headers = bearer(accounts.vendor);
    const response = await api.get('/v1/own?measure=activation.rate', headers);
    expect(await response.json()).toMatchObject({ code: 'unknown_measure', field: 'measure' });
  });
});

describe('another vendor', () => {
  it('is as unknown as none', async () => {
    const answers = await Promise.all(
      ['v-mdv-02', 'v-nobody', '', 'V-MDV-01', '%00', 'v-mdv-01,v-mdv-02'].map(async (vendor) => {
        const response = await ask(`&vendor=${vendor}`);
        return [response.status, await response.text()];
      }),
    );
    expect(answers[0]![0]).toBe(400);
    expect(answers[0]![1]).toContain('"allowed":["v-mdv-01"]');
    expect(new Set(answers.map(String)).size).toBe(1);
  });

  it('is read by Sentinelle, who names it and is recorded', async () => {
    const { rows, vendor } = await read('&vendor=v-mdv-02', 'sentinelle');
    expect(vendor.id).toBe('v-mdv-02');
    expect(rows.map(({ value }) => value)).toEqual([21, 20]);
    const unnamed = await ask('', 'sentinelle');
    expect(await unnamed.json()).toMatchObject({ code: 'unknown_vendor' });
    const { rows: recorded } = await api.database.owner.query<{ action: string; subject: string }>(
      `SELECT action, subject FROM access.audit WHERE role = 'sentinelle' ORDER BY id LIMIT 1`,
    );
    expect(recorded).toEqual([
      { action: 'privileged_read', subject: `GET ${own}&vendor=v-mdv-02` },
    ]);
  });

  it('is read by an administrator as that vendor alone', async () => {
    const headers = bearer(accounts.administrator);
    expect((await api.get(own, headers)).status).toBe(403);
    const asVendor = { ...headers, 'x-view-as': 'vendor:v-mdv-02' };
    const answer = ownSeriesShape.parse(await (await api.get(own, asVendor)).json());
    expect(answer.vendor.id).toBe('v-mdv-02');
    expect((await api.get(`${own}&vendor=v-mdv-01`, asVendor)).status).toBe(400);
  });

  it('is never seen by readers at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, async (_, turn) => {
        const asked = turn % 2 === 0 ? 'v-mdv-01' : 'v-mdv-02';
        const answer =
          turn % 2 === 0 ? await read('') : await read('&vendor=v-mdv-02', 'sentinelle');
        return answer.rows.every(({ value }) => value! < 20 === (asked === 'v-mdv-01'));
      }),
    );
    expect(answers).toEqual(answers.map(() => true));
  });

  it('is hidden again once a reading is over, also one that failed', async () => {
    const reader = openReader(api.database.settings.databaseUrl, { connections: 1 });
    const cells = new OwnCellsReader(reader.db);
    const readAll = (db: OwnCellsReading) =>
      db.selectDistinct({ vendor: ownCell.vendor }).from(ownCell);
    expect(await cells.of('v-mdv-01', readAll)).toEqual([{ vendor: 'v-mdv-01' }]);
    expect(await readAll(reader.db)).toEqual([]);
    const failed = cells.of('v-mdv-02', () => Promise.reject(new Error('on the way')));
    await expect(failed).rejects.toThrow('on the way');
    expect(await readAll(reader.db)).toEqual([]);
    await reader.close();
  });
});
