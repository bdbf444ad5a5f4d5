import { describe, expect, it } from 'vitest';
import { documents, edgeWorld, type EdgeWorld } from '../../support/edge-world.js';
import { idOf } from '../../support/scripted-feed.js';
import { unbalancedPages } from '../../support/warehouse.js';

const month = '2026-10';

const days = (world: EdgeWorld): Promise<{ period: string; sum: number }[]> =>
  world.rows(
    `SELECT period, sum FROM mart.cell WHERE cuboid = 'day.nation' AND part = 'documents.accepted'
     ORDER BY period`,
  );

describe('rows that come late', () => {
  it('B3 7: count until their month is destroyed, as errata once it has closed, then are rejected', async () => {
    const of = '2026-11';
    const world = await edgeWorld({ historyFrom: of, feedDay: '2026-12-18' });
    const { feed } = world;
    feed.emit('documents', '2026-11-02', [documents(10, { actor: 'one' })]);
    // The day before, and ten days before.
    feed.emit('documents', '2026-11-12', [
      documents(1, { actor: 'one', period: '2026-11-11' }),
      documents(2, { actor: 'two', period: '2026-11-02' }),
    ]);
    await world.load();
    expect(await world.total(of)).toBe(13);
    expect((await days(world)).slice(0, 2)).toEqual([
      { period: '2026-11-02', sum: 12 },
      { period: '2026-11-11', sum: 1 },
    ]);

    // The last day before the close, then the first after it.
    feed.emit('documents', '2026-12-20', [documents(4, { actor: 'two', period: '2026-11-30' })]);
    feed.advanceTo('2026-12-20');
    await world.load();
    expect(await world.total(of)).toBe(17);
    expect(await world.rows('SELECT 1 FROM mart.erratum')).toEqual([]);
    feed.emit('documents', '2026-12-21', [documents(8, { actor: 'one', period: '2026-11-30' })]);
    feed.advanceTo('2026-12-21');
    let told = 0;
    await world.load({ observer: { errata: (_, __, cells) => void (told += cells) } });
    expect(await world.total(of)).toBe(25);
    expect(told).toBeGreaterThan(0);
    const errata = await world.rows<{ cuboid: string; feed_day: string }>(
      `SELECT cuboid, feed_day FROM mart.erratum
       WHERE part = 'documents.accepted' AND period IN ('2026-11', '2026-11-30')`,
    );
    expect(errata).toContainEqual({ cuboid: 'month.nation', feed_day: '2026-12-21' });
    expect(errata).toContainEqual({ cuboid: 'day.nation', feed_day: '2026-12-21' });

    // Forty-five days after the close.
    feed.emit('documents', '2027-02-03', [documents(16, { actor: 'one', period: '2026-11-30' })]);
    feed.advanceTo('2027-02-03');
    await world.load();
    expect(await world.total(of)).toBe(25);
    expect((await world.ledger()).at(-1)).toMatchObject({
      reason: 'period_destroyed',
      received: 1,
      rejected: 1,
    });
    expect(await unbalancedPages(world.warehouse.owner)).toEqual([]);
  });
});

describe('rows that change', () => {
  it('B3 8: reverse what they had contributed, once', async () => {
    const world = await edgeWorld();
    world.feed.emit('documents', '2026-10-05', [
      documents(5, { row_id: 'a', actor: 'one' }),
      documents(7, { row_id: 'b', actor: 'two' }),
    ]);
    // Another day, another vendor, another count; and the correction itself comes twice.
    const corrected = documents(50, {
      row_id: 'a',
      actor: 'one',
      revision: 2,
      period: '2026-10-06',
      vendor: 'v-mdv-02',
      release: 'r-mdv-02-v1',
    });
    world.feed.emit('documents', '2026-10-08', [corrected]);
    world.feed.emit('documents', '2026-10-09', [corrected]);
    await world.load();
    expect(await world.total(month)).toBe(57);
    expect(await days(world)).toEqual([
      { period: '2026-10-05', sum: 7 },
      { period: '2026-10-06', sum: 50 },
    ]);
    expect(await world.ledger()).toMatchObject([
      { received: 2, applied: 2 },
      { received: 1, applied: 1 },
      { received: 1, duplicate: 1 },
    ]);
    expect(await world.held()).toEqual([]);
  });

  it('B3 9: count no more once deleted, whether the row came before its tombstone or after', async () => {
    const world = await edgeWorld();
    const row = (row_id: string, more = {}) => documents(5, { row_id, actor: row_id, ...more });
    const gone = { revision: 2, op: 'delete' };
    const period = { period: '2026-10-05' };
    world.feed.emit('documents', '2026-10-05', [row('before'), row('stays')]);
    world.feed.emit('documents', '2026-10-06', [row('before', { ...gone, ...period })]);
    world.feed.emit('documents', '2026-10-06', [row('after', { ...gone, ...period })]);
    world.feed.emit('documents', '2026-10-07', [row('after', period)]);
    // Both in one page, the tombstone first.
    world.feed.emit('documents', '2026-10-08', [
      row('together', { ...gone, ...period }),
      row('together', period),
    ]);
    await world.load();
    expect(await world.total(month)).toBe(5);
    expect(await unbalancedPages(world.warehouse.owner)).toEqual([]);
  });

  it('are put aside where their revision is held with another content, and the first stays', async () => {
    const world = await edgeWorld();
    world.feed.emit('documents', '2026-10-05', [documents(5, { row_id: 'a' })]);
    world.feed.emit('documents', '2026-10-06', [
      documents(6, { row_id: 'a', period: '2026-10-05' }),
      documents(1, { row_id: 'b' }),
      documents(2, { row_id: 'b' }),
    ]);
    await world.load();
    expect(await world.total(month)).toBe(6);
    expect(await world.held()).toMatchObject([
      { reason: 'revision_conflict', field: 'revision' },
      { reason: 'revision_conflict', field: 'revision' },
    ]);
    expect(await unbalancedPages(world.warehouse.owner)).toEqual([]);
  });
});

describe('rows at the turn of a month', () => {
  it('B3 36: belong to the month of their event, under the pseudonym of that month', async () => {
    const world = await edgeWorld();
    const { feed } = world;
    feed.emit('documents', '2026-11-01', [
      documents(3, { actor: 'one in October', period: '2026-10-31' }),
      documents(4, { actor: 'one in November', period: '2026-11-01' }),
      ...['two', 'three'].map((actor) => documents(7, { actor, period: '2026-11-01' })),
    ]);
    // A row of the one month in the part of the other: its key is not of that month.
    feed.emit('documents', '2026-11-01', [documents(9, { period: '2026-10-31' })], '2026-11');
    await world.load();
    expect(await world.total(month)).toBe(3);
    const actors = await world.rows<{ month: string; actor: string }>(
      `SELECT month, replace(actor::text, '-', '') AS actor FROM ingest.documents
       WHERE accepted IN (3, 4) ORDER BY month`,
    );
    expect(actors).toEqual([
      { month: '2026-10', actor: Buffer.from(idOf('one in October')).toString('hex') },
      { month: '2026-11', actor: Buffer.from(idOf('one in November')).toString('hex') },
    ]);
    expect(await world.held()).toMatchObject([{ reason: 'period', field: 'period' }]);
  });
});
