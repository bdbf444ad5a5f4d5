import { afterEach, describe, expect, it } from 'vitest';
import { booksOf } from '../support/books.js';
import { scriptedFeed } from '../support/scripted-feed.js';
import { migratedWarehouse, type TestWarehouse } from '../support/warehouse.js';
import { loadSmall } from './small-world.js';

const zones = ['UTC', 'Europe/Paris', 'Pacific/Noumea', 'America/Cayenne'];
const own = process.env['TZ'];
const setZone = (name: string | undefined): void => {
  if (name === undefined) delete process.env['TZ'];
  else process.env['TZ'] = name;
};

/** Days around a change of the clock, of 23 or 25 hours in Paris. */
const changes = [
  ['29 March', '2026-03', ['27', '28', '29', '30', '31']],
  ['25 October', '2026-10', ['23', '24', '25', '26', '27']],
] as const;

describe('a load', () => {
  afterEach(() => setZone(own));

  it.each(changes)('over %s is the same in four time zones', async (_, month, days) => {
    const feed = await scriptedFeed({ historyFrom: month, feedDay: `${month}-${days[0]}` });
    for (const [place, day] of days.entries()) {
      const rows = Array.from({ length: 20 }, (__, actor) => ({
        row_id: `${day} ${actor}`,
        actor: `actor ${actor}`,
        produced: place + 1,
        attempted: place + 1,
        accepted: place + 1,
      }));
      feed.emit('documents', `${month}-${day}`, rows);
    }
    const loads: TestWarehouse[] = [];
    for (const _zone of zones) loads.push(await migratedWarehouse());
    for (const [turn, warehouse] of loads.entries()) {
      setZone(zones[turn]);
      // The zone holds: a date without one would be another instant in each.
      expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe([0, -60, -660, 180][turn]);
      await loadSmall(warehouse.etlUrl, feed);
    }
    const next = new Date(Date.parse(`${month}-28T12:00:00Z`) + 5 * 86_400_000);
    feed.advanceTo(`${next.toISOString().slice(0, 7)}-03`);
    for (const [turn, warehouse] of loads.entries()) {
      setZone(zones[turn]);
      await loadSmall(warehouse.etlUrl, feed);
    }
    setZone(own);
    const [first, ...others] = loads;
    const books = await booksOf(first!.owner);
    for (const { owner } of others) expect(await booksOf(owner)).toEqual(books);
    const { rows } = await first!.owner.query(
      `SELECT period, n::int AS n, sum::int AS sum FROM mart.cell
       WHERE part = 'documents.accepted' AND cuboid = 'day.nation' ORDER BY period`,
    );
    expect(rows).toEqual(
      days.map((day, place) => ({ period: `${month}-${day}`, n: 20, sum: 20 * (place + 1) })),
    );
  });
});
