import { beforeEach, describe, expect, it } from 'vitest';
import { booksOf } from '../support/books.js';
import { documents, edgeWorld, type EdgeWorld } from '../support/edge-world.js';
import type { PartialRow } from '../support/scripted-feed.js';
import { unbalancedPages } from '../support/warehouse.js';

const month = '2026-10';

/** A fortnight of eight actors, some of whose days come a day or two late. */
function fortnight(feed: EdgeWorld['feed']): void {
  for (let day = 1; day <= 14; day += 1) {
    const period = `2026-10-${String(day).padStart(2, '0')}`;
    const rows = Array.from({ length: 8 }, (_, at): PartialRow => {
      const actor = `actor ${at}`;
      return documents(day + at, { row_id: `${period} ${actor}`, actor, period });
    });
    feed.emit('documents', period, rows.slice(0, 6));
    feed.emit('documents', `2026-10-${String(day + 2).padStart(2, '0')}`, rows.slice(6));
  }
}
const whole = 14 * (8 * 3.5) + 8 * (14 * 7.5);

describe('a journal', () => {
  let world: EdgeWorld;
  beforeEach(async () => {
    world = await edgeWorld();
    fortnight(world.feed);
  });

  /** What a row of the fourth day was when it came. */
  const row = (more: PartialRow = {}): PartialRow =>
    documents(4, { row_id: '2026-10-04 actor 0', actor: 'actor 0', period: '2026-10-04', ...more });

  it('adds up to what was sent, in the month and over its days', async () => {
    await world.load();
    expect(await world.total(month)).toBe(whole);
    const [days] = await world.rows(
      `SELECT sum(sum) AS sum, count(*) AS days FROM mart.cell
       WHERE cuboid = 'day.nation' AND part = 'documents.accepted'`,
    );
    expect(days).toEqual({ sum: whole, days: 14 });
  });

  it('counts a row of a higher revision in place of the one before it, whichever comes first', async () => {
    world.feed.emit('documents', '2026-10-09', [row({ ...documents(1004), revision: 3 })]);
    world.feed.emit('documents', '2026-10-10', [row({ ...documents(9), revision: 2 })]);
    await world.load();
    expect(await world.total(month)).toBe(whole + 1000);
    expect(await world.held()).toEqual([]);
  });

  it('counts a deleted row no more, even when the row itself comes after', async () => {
    world.feed.emit('documents', '2026-10-09', [row({ op: 'delete', revision: 2 })]);
    world.feed.emit('documents', '2026-10-09', [
      row({ row_id: 'another', op: 'delete', revision: 2 }),
    ]);
    world.feed.emit('documents', '2026-10-11', [row({ row_id: 'another' })]);
    await world.load();
    expect(await world.total(month)).toBe(whole - 4);
  });

  it('counts what comes again once, within a page and over pages, a day or a week later', async () => {
    const again = Array.from({ length: 5 }, () => row());
    world.feed.emit('documents', '2026-10-05', again);
    world.feed.emit('documents', '2026-10-11', again);
    await world.load({ pageRows: 3 });
    expect(await world.total(month)).toBe(whole);
    const [counted] = await world.rows(
      `SELECT sum(applied) AS applied, sum(duplicate) AS duplicate FROM ingest.page
       WHERE stream = 'documents'`,
    );
    expect(counted).toEqual({ applied: 14 * 8, duplicate: 10 });
  });

  it('puts bad rows aside, each with its reason, and its cells are those of the good ones', async () => {
    const plain = await edgeWorld();
    fortnight(plain.feed);
    await plain.load();
    const wrong = (label: string, more: PartialRow) => documents(1, { row_id: label, ...more });
    world.feed.emit(
      'documents',
      '2026-10-09',
      [
        row(),
        wrong('a', { sector: 'unheard_of' }),
        wrong('b', { produced: 2 }),
        wrong('c', { period: '2026-11-01' }),
        wrong('d', { withheld: -1 }),
        row(documents(5)),
        ...Array.from({ length: 16 }, () => row()),
      ],
      month,
    );
    await world.load();
    expect((await world.held()).map(({ reason, field }) => `${reason} ${field}`)).toEqual([
      'unknown_value sector',
      'inconsistent produced',
      'period period',
      'out_of_range withheld',
      'revision_conflict revision',
    ]);
    const [disturbed, undisturbed] = [
      await booksOf(world.warehouse.owner),
      await booksOf(plain.warehouse.owner),
    ];
    for (const table of ['mart.cell', 'ingest.documents', 'ingest.tally', 'published.cell']) {
      expect([table, disturbed[table]]).toEqual([table, undisturbed[table]]);
    }
    expect(await unbalancedPages(world.warehouse.owner)).toEqual([]);
  });
});
