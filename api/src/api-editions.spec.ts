import {
  type Change,
  type Changes,
  changesShape,
  editionsShape,
  noticedEditionShape,
} from '@vigie/contract';
import { createPool } from '@vigie/warehouse';
import { describe, expect, it } from 'vitest';
import { publishedApi } from './testing/published-api.js';
import { type PublishedRow, publishedWorld, revised } from './testing/published-world.js';

const because = 'Les documents de deux éditeurs étaient comptés deux fois.';
const quality = {
  months: 24,
  masked: { [revised]: { cells_unit: 9.5, cells: 21, volume_unit: 2, volume: 6.3 } },
  error: { nation: 0.31, region: 0.7, department: 2.1 },
};
const redefined = 'activation.rate';

/** Regions of two measures in three editions; the third was withdrawn, the second is current. */
function threeEditions(): PublishedRow[] {
  const first = publishedWorld().filter(({ measure, cuboid, valid_from }) => {
    return [revised, redefined].includes(measure) && cuboid === 'month.region' && valid_from === 1;
  });
  const rows: PublishedRow[] = first.map((row) => ({
    ...row,
    valid_to: null,
    errata: false,
    reason: 'ok',
    value: 500,
  }));
  const replace = (
    keep: (row: PublishedRow) => boolean,
    edition: number,
    change: Partial<PublishedRow>,
  ): void => {
    for (const row of rows.filter((one) => one.valid_to === null && keep(one))) {
      rows.push({ ...row, ...change, valid_from: edition, valid_to: null });
      row.valid_to = edition;
    }
  };
  const of = (measure: string, period: string, territory?: string) => (row: PublishedRow) =>
    row.measure === measure &&
    row.period === period &&
    (territory === undefined || row.territory === territory);
  replace(of(revised, '2026-09'), 2, { value: 510 });
  replace(of(revised, '2026-08', 'REG-11'), 2, { value: null, reason: 'lt11' });
  replace(of(revised, '2026-08', 'REG-84'), 2, { errata: true });
  replace(of(revised, '2026-10', 'REG-84'), 2, { provisional: false });
  replace(of(redefined, '2026-10', 'REG-84'), 2, { value: 480 });
  // Edition 3 and its withdrawal: its own rows are closed where they began, the former open again.
  const third = rows.filter((row) => row.valid_to === null && of(revised, '2026-10')(row));
  return [...rows, ...third.map((row) => ({ ...row, value: 9_999, valid_from: 3, valid_to: 3 }))];
}

const api = publishedApi(threeEditions, async ({ owner }) => {
  await owner.query(
    `INSERT INTO published.withdrawal VALUES (3, '2026-11-20T23:30:00Z', 'A. Operator', $1)`,
    [because],
  );
  // What the measure of the first edition meant was something else.
  await owner.query(
    `INSERT INTO published.definition
     SELECT DISTINCT 'former', measure, 99, jsonb_set(body, '{version}', '99')
     FROM published.definition WHERE measure = $1`,
    [redefined],
  );
  await owner.query(
    `UPDATE published.vintage_definition SET hash = 'former' WHERE measure = $1 AND vintage = 1`,
    [redefined],
  );
  await owner.query('UPDATE published.vintage SET quality = $1 WHERE id = 2', [quality]);
});

const { get } = api;
const json = async (path: string): Promise<unknown> => (await get(path)).json();
const changes = async (query: string): Promise<Changes> =>
  changesShape.parse(await json(`/v1/changes?split=region&${query}`));
const told = (rows: readonly Change[]) =>
  rows.map(({ period, territory, before, after, cause }) => [
    ...[period, territory, cause],
    ...[before && (before.value ?? before.state), after && (after.value ?? after.state)],
  ]);

describe('a withdrawn edition', () => {
  it('is announced with the edition that readers have in its place, and with no other', async () => {
    const edition = noticedEditionShape.parse(await json('/v1/edition'));
    expect(edition).toMatchObject({ id: 2, withdrawal: { edition: 3, because } });
    expect(edition.withdrawal?.withdrawn_at).toBe('2026-11-20T23:30:00.000Z');
    expect(await json('/v1/edition?as_of=1')).toMatchObject({ id: 1, withdrawal: null });
  });

  it.each([
    // Half past midnight in Paris, where the day is another than in Greenwich.
    '/v1/series?measure=feeding.documents&as_of=3',
    '/v1/edition?as_of=3',
    '/v1/measures?as_of=3',
  ])('is gone: %s says when and why, in both languages', async (path) => {
    const french = await fetch(`${api.url}${path}`);
    expect(french.status).toBe(410);
    expect(await french.json()).toMatchObject({
      code: 'edition_withdrawn',
      field: 'as_of',
      detail: `L’édition 3 a été retirée le 21/11/2026 : ${because}`,
      allowed: ['2', '1'],
    });
    const english = await fetch(`${api.url}${path}`, { headers: { 'accept-language': 'en' } });
    expect(await english.json()).toMatchObject({
      detail: `Edition 3 was withdrawn on 2026-11-21: ${because}`,
    });
  });

  it('is told without the name of who withdrew it, which the API cannot even read', async () => {
    for (const path of ['/v1/edition', '/v1/editions', '/v1/edition?as_of=3']) {
      expect(await (await get(path)).text()).not.toContain('Operator');
    }
    const pool = createPool(api.database.settings.databaseUrl, 1);
    try {
      const read = pool.query('SELECT withdrawn_by FROM published.withdrawal');
      await expect(read).rejects.toThrow('permission denied');
    } finally {
      await pool.end();
    }
  });

  it('leaves no notice once another edition is there', async () => {
    await api.database.owner.query(
      `INSERT INTO published.vintage (feed_day, published_at) VALUES ('2026-11-21', '2026-11-21T05:00:00Z')`,
    );
    await api.database.owner.query('UPDATE published.current SET vintage = 4');
    try {
      expect(await json('/v1/edition')).toMatchObject({ id: 4, withdrawal: null });
      expect((await get('/v1/edition?as_of=3')).status).toBe(410);
    } finally {
      await api.database.owner.query('UPDATE published.current SET vintage = 2');
    }
  });
});

describe('the calendar of editions', () => {
  it('lists those published and withdrawn, and none that is being published', async () => {
    const { editions } = editionsShape.parse(await json('/v1/editions'));
    expect(editions.map(({ id, state }) => [id, state])).toEqual([
      [3, 'withdrawn'],
      [2, 'current'],
      [1, 'past'],
    ]);
    expect(editions[0]).toMatchObject({ withdrawal: { because } });
    // What the protection costs is told with each edition that was counted.
    expect(editions.map((edition) => edition.quality)).toEqual([null, quality, null]);
  });

  it('says what is due after the latest feed day', async () => {
    const { upcoming } = editionsShape.parse(await json('/v1/editions'));
    expect(upcoming[0]).toEqual({ due_on: '2026-11-21', period: '2026-11-12', publication: 2 });
    expect(upcoming).toContainEqual({ due_on: '2026-12-20', period: '2026-11', publication: 3 });
    expect(upcoming.every(({ due_on }) => due_on > '2026-11-20')).toBe(true);
  });
});

describe('the difference between two editions', () => {
  it('is the cells that say something else, with both values and the cause', async () => {
    const { rows, row_count: count, from, to } = await changes(`measure=${revised}&from=1`);
    expect([from.id, to.id, count]).toEqual([1, 2, 20]);
    expect(told(rows).filter(([period]) => period !== '2026-09')).toEqual([
      ['2026-08', 'REG-11', 'protection_changed', 500, 'lt11'],
      ['2026-08', 'REG-84', 'source_revised', 500, 500],
    ]);
    expect(rows.filter(({ period }) => period === '2026-09')).toHaveLength(18);
    expect(told(rows).find(([period]) => period === '2026-09')).toEqual([
      ...['2026-09', 'REG-01', 'source_revised', 500, 510],
    ]);
  });

  it('is that of one cell where the question names one', async () => {
    const { rows } = await changes(
      `measure=${revised}&territory=REG-11&period=2026-08&from=1&to=2`,
    );
    expect(told(rows)).toEqual([['2026-08', 'REG-11', 'protection_changed', 500, 'lt11']]);
  });

  it('is nothing between an edition and itself', async () => {
    expect((await changes(`measure=${revised}&from=2&to=2`)).rows).toEqual([]);
  });

  it('is a change of definition where the measure meant something else, a label aside', async () => {
    const { rows } = await changes(`measure=${redefined}&from=1`);
    expect(told(rows)).toEqual([['2026-10', 'REG-84', 'definition_changed', 500, 480]]);
  });

  it('of a withdrawn edition names what it had published, without its values', async () => {
    const response = await get(`/v1/changes?split=region&measure=${revised}&from=3`);
    const text = await response.text();
    const { rows, from } = changesShape.parse(JSON.parse(text));
    expect(from.id).toBe(3);
    expect(rows).toHaveLength(18);
    expect(rows.every(({ cause, before }) => cause === 'withdrawn' && before === null)).toBe(true);
    expect(rows.every(({ period, after }) => period === '2026-10' && after?.value === 500)).toBe(
      true,
    );
    expect(text).not.toContain('9999');
  });

  it.each([
    ['from=2&to=1', 400, 'invalid_parameter', 'to'],
    ['from=1&to=3', 410, 'edition_withdrawn', 'to'],
    ['from=7', 400, 'unknown_edition', 'from'],
    ['from=1&to=7', 400, 'unknown_edition', 'to'],
    ['to=1', 400, 'invalid_parameter', 'from'],
    ['from=1&as_of=2', 400, 'unknown_parameter', 'as_of'],
    ['from=1&vendor=v1', 400, 'dimension_not_allowed', 'vendor'],
    ['from=1&sector=mdv&split=department', 400, 'not_in_lattice', 'split'],
  ])('asked as %s is refused with %i %s', async (query, status, code, field) => {
    const response = await get(`/v1/changes?measure=${revised}&${query}`);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code, field });
  });

  it('is marked, and not sent twice', async () => {
    const path = `/v1/changes?split=region&measure=${revised}&from=1`;
    const etag = (await get(path)).headers.get('etag')!;
    const again = await fetch(`${api.url}${path}`, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get(`${path}&to=1`)).headers.get('etag')).not.toBe(etag);
  });
});
