import { describe, expect, it, onTestFinished } from 'vitest';
import { startApi } from '@vigie/api';
import { roleUrl } from '@vigie/warehouse';
import { documents, edgeWorld, type EdgeWorld } from '../support/edge-world.js';

const because = 'Two vendors were counted twice.';
const deciding = ['--by', 'A. Operator', '--because', because];
const withdrawing = (edition: number, ...more: string[]): string[] => [
  ...['edition', 'withdraw', String(edition)],
  ...more,
];

/** A world with an edition a day, of which documents of one more actor come each night. */
async function nightly(days: readonly string[]): Promise<EdgeWorld> {
  const [first = ''] = days;
  const world = await edgeWorld({ historyFrom: first.slice(0, 7), feedDay: first });
  for (const [night, day] of days.entries()) {
    world.feed.advanceTo(day);
    emit(world, day, 20 + night);
    await world.load();
  }
  return world;
}

function emit({ feed }: EdgeWorld, day: string, actors: number): void {
  const period = `${day.slice(0, 7)}-15`;
  const rows = Array.from({ length: actors }, (_, n) =>
    documents(10 + n, { row_id: `${day} ${n}`, actor: `actor ${n}`, period }),
  );
  feed.emit('documents', day, rows);
  feed.submit('documents', period, day);
}

/** What readers of an edition see, and what each table holds of what was published when. */
const shown = (world: EdgeWorld, edition: number): Promise<object[]> =>
  world.rows(
    `SELECT measure, cuboid, period, territory, sector, value, numerator, denominator, reason,
       provisional, errata, publication
     FROM published.cell
     WHERE valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1)
     ORDER BY measure, cuboid, period, territory, sector, generation, age_band, profession,
       document_type, detail`,
    [edition],
  );
const open = (world: EdgeWorld): Promise<object[]> =>
  world.rows('SELECT * FROM published.cell WHERE valid_to IS NULL ORDER BY 1, 2, 3, 4, 5, 6, 7');
const publications = (world: EdgeWorld): Promise<object[]> =>
  world.rows('SELECT * FROM published.publication ORDER BY 1, 2, 3, 4');
const current = async (world: EdgeWorld): Promise<number | undefined> =>
  (await world.rows<{ vintage: number }>('SELECT vintage FROM published.current'))[0]?.vintage;

describe('a bad edition', () => {
  it('is withdrawn: readers get the one before it, whole, and what it held is due again', async () => {
    const world = await nightly(['2026-11-17', '2026-11-18']);
    const bad = (await current(world))!;
    const before = {
      shown: await shown(world, bad - 1),
      publications: await publications(world),
      worth: await world.rows('SELECT * FROM mart.published_worth ORDER BY 1, 2, 3'),
    };
    const badCells = await shown(world, bad);
    expect(badCells).not.toEqual(before.shown);

    const done = await world.command(...withdrawing(bad, ...deciding));
    expect([done.err, done.code]).toEqual(['', 0]);
    expect(done.out).toContain(`readers get edition ${bad - 1}`);

    expect(await current(world)).toBe(bad - 1);
    expect(await shown(world, bad - 1)).toEqual(before.shown);
    expect(await open(world)).toHaveLength(before.shown.length);
    expect(await publications(world)).toEqual(
      before.publications.filter((one) => (one as { vintage: number }).vintage !== bad),
    );
    expect(
      await world.rows('SELECT vintage, withdrawn_by, because FROM published.withdrawal'),
    ).toEqual([{ vintage: bad, withdrawn_by: 'A. Operator', because }]);
    // Readers saw it: what changes is still measured since then too.
    expect(await world.rows('SELECT * FROM mart.published_worth ORDER BY 1, 2, 3')).toEqual(
      before.worth,
    );
    expect((await world.command('edition')).out).toMatch(
      new RegExp(`${bad} .*withdrawn +${because}`),
    );

    world.feed.advanceTo('2026-11-19');
    await world.load();
    const next = (await current(world))!;
    expect(next).toBe(bad + 1);
    const due = before.publications.filter((one) => (one as { vintage: number }).vintage === bad);
    expect(due.length).toBeGreaterThan(0);
    expect(await publications(world)).toEqual(
      expect.arrayContaining(due.map((one) => ({ ...one, vintage: next }))),
    );
    // Nothing has come meanwhile for what it held: the same cells, the same bytes.
    const again = await shown(world, next);
    const changed = badCells.filter((cell) => {
      return !before.shown.some((one) => JSON.stringify(one) === JSON.stringify(cell));
    });
    expect(again).toEqual(expect.arrayContaining(changed));
  });

  it('leaves nobody with an edition that is not there', async () => {
    const world = await nightly(['2026-11-18']);
    const only = (await current(world))!;
    const refusals = [
      await world.command(...withdrawing(only, ...deciding)),
      await world.command(...withdrawing(only + 1, ...deciding)),
      await world.command(...withdrawing(only, '--by', 'A. Operator')),
      await world.command(...withdrawing(only, '--by', 'A. Operator', '--because', ' ')),
      await world.command('edition', 'withdraw', 'latest', ...deciding),
    ];
    expect(refusals.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1]);
    expect(refusals.map(({ err }) => err).join('\n')).toMatch(
      /the only one[^]*not the current one[^]*--because[^]*at most 500[^]*no edition/,
    );
    expect(await current(world)).toBe(only);
    expect(await world.rows('SELECT FROM published.withdrawal')).toEqual([]);
  });

  it('is told to readers until the next one', async () => {
    const world = await nightly(['2026-11-17', '2026-11-18']);
    const bad = (await current(world))!;
    const { ownerUrl, dataDir } = world.warehouse;
    const api = await startApi({
      ...{ port: 0, host: '127.0.0.1', databaseSetting: 'DATABASE_URL' },
      ...{
        databaseUrl: roleUrl(ownerUrl, 'vigie_api', dataDir),
        publicUrl: 'https://vigie.example',
      },
    });
    onTestFinished(() => api.close());
    const get = async (path: string): Promise<[number, Record<string, unknown>]> => {
      const response = await fetch(`${api.url}${path}`);
      return [response.status, (await response.json()) as Record<string, unknown>];
    };
    expect(await get('/v1/edition')).toMatchObject([200, { id: bad, withdrawal: null }]);
    await world.command(...withdrawing(bad, ...deciding));
    expect(await get('/v1/edition')).toMatchObject([
      200,
      { id: bad - 1, withdrawal: { edition: bad, because } },
    ]);
    expect(await get(`/v1/series?measure=feeding.documents&as_of=${bad}`)).toMatchObject([
      410,
      { code: 'edition_withdrawn', detail: expect.stringContaining(because) as string },
    ]);
    expect(
      await get(
        `/v1/changes?measure=feeding.documents&split=region&period=2026-11-01..&from=${bad}`,
      ),
    ).toMatchObject([
      200,
      {
        rows: expect.arrayContaining([
          expect.objectContaining({ cause: 'withdrawn', before: null }),
        ]) as unknown,
      },
    ]);
    world.feed.advanceTo('2026-11-19');
    await world.load();
    expect(await get('/v1/edition')).toMatchObject([200, { id: bad + 1, withdrawal: null }]);
    expect((await get(`/v1/edition?as_of=${bad}`))[0]).toBe(410);
  });
});
