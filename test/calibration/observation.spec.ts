import { createWorld, parseMonth } from '@vigie/core';
import { territories } from '@vigie/seeds/reference';
import { describe, expect, it, vi } from 'vitest';
import { NotCarried } from './cells.js';
import { daysIn, momentOf, Observation } from './observation.js';

const world = createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 });
const feed = new Observation(world);
const month = parseMonth('2026-03');
const rows = [...world.rows('documents', 'month', '2026-03')];
const factor = new Map(world.strata.map((stratum) => [stratum.id, stratum.factor]));
const weight = (row: (typeof rows)[number]): number => factor.get(String(row['stratum']))!;

describe('what an observation adds up', () => {
  it('is what a naive sum over rows gives', () => {
    const departments = territories.filter(({ region }) => region === 'REG-84').map(({ id }) => id);
    const expected = rows
      .filter((row) => row['sector'] === 'mdv' && departments.includes(String(row['department'])))
      .reduce((sum, row) => sum + Number(row['accepted']) * weight(row), 0);
    expect(expected).toBeGreaterThan(0);
    expect(
      feed.total('documents', 'accepted', month, { sector: 'mdv', region: 'REG-84' }),
    ).toBeCloseTo(expected, 3);
  });

  it('counts an actor once, by the sum of its rows', () => {
    const sums = new Map<string, { sum: number; weight: number }>();
    for (const row of rows.filter(({ sector }) => sector === 'mdv')) {
      const actor = String(row['actor']);
      const sum = (sums.get(actor)?.sum ?? 0) + Number(row['accepted']);
      sums.set(actor, { sum, weight: weight(row) });
    }
    const expected = [...sums.values()].reduce(
      (all, one) => all + (one.sum >= 20 ? one.weight : 0),
      0,
    );
    expect(feed.count('documents', month, { sector: 'mdv' }, 'accepted', 20)).toBeCloseTo(
      expected,
      6,
    );
  });

  it('runs stocks straight from one month end to the next, and flows evenly', () => {
    const [start, end] = [-1, 0].map((m) => feed.total('profiles', 'open_stock', month + m));
    const at = momentOf('2026-03-10');
    expect(at.elapsed).toBeCloseTo(10 / 31, 12);
    expect(feed.stock('profiles', 'open_stock', at)).toBeCloseTo(
      start! + ((end! - start!) * 10) / 31,
      3,
    );
    const flows = [0, 1, 2].map((m) => feed.total('profiles', 'activated', month - 2 + m));
    expect(feed.since('profiles', 'activated', '2026-01', at)).toBeCloseTo(
      flows[0]! + flows[1]! + (flows[2]! * 10) / 31,
      3,
    );
    expect(daysIn(parseMonth('2024-02'))).toBe(29);
  });

  it('is the same when the months are read beforehand, in their order', () => {
    const asked = new Observation(world);
    const ask = (): number[] => [
      asked.total('documents', 'accepted', month),
      asked.during('profiles', 'activated', month - 2, month),
      asked.count('documents', month - 1, { sector: 'mdv' }, 'accepted'),
    ];
    const part = vi.spyOn(world, 'part');
    asked.prepare(() => {
      ask();
      asked.stock('roster', 'installed', momentOf('2021-01'));
    });
    const months = part.mock.calls.map(([, , read]) => read);
    expect(months).toEqual(months.toSorted((a, b) => a - b));
    part.mockClear();
    expect(ask()).toEqual([
      feed.total('documents', 'accepted', month),
      feed.during('profiles', 'activated', month - 2, month),
      feed.count('documents', month - 1, { sector: 'mdv' }, 'accepted'),
    ]);
    part.mockRestore();
  });

  it('says what the feed does not carry', () => {
    expect(() => feed.total('letters', 'sent', month)).toThrow(NotCarried);
    expect(() => feed.total('documents', 'read', month)).toThrow('no column read');
    expect(() => feed.total('documents', 'accepted', month, { sector: 'vets' })).toThrow(
      'no sector vets',
    );
    expect(() => feed.total('documents', 'accepted', month, { age_band: '0-17' })).toThrow(
      'no dimension age_band',
    );
  });
});
