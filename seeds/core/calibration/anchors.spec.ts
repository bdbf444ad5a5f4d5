import { describe, expect, it } from 'vitest';
import { sectorIds } from '../actors/territory.js';
import { formatMonth, parseMonth } from '../calendar.js';
import { createWorld } from '../world.js';

const world = createWorld({ seed: '1', scenario: 'default', scale: 0.2 });
const { actors, strata } = world.state;

/** Millions of documents of a month by sector and in all, expanded. */
function documents(month: string, column: 'produced' | 'attempted' | 'accepted' = 'accepted') {
  const book = world.state.book(parseMonth(month));
  const sums = new Map<string, number>([['all', 0]]);
  for (let e = 0; e < book.rows; e++) {
    const actor = book.actor[e]!;
    const value = (book[column][e]! * strata[actors.stratum[actor]!]!.factor) / 1e6;
    for (const key of ['all', sectorIds[actors.sector[actor]!]!])
      sums.set(key, (sums.get(key) ?? 0) + value);
  }
  return sums;
}

const stock = (month: string, column: 'openStock' | 'activatedStock'): number =>
  world.state.profiles.at(parseMonth(month))[column].reduce((a, b) => a + b, 0) / 1e6;

const near = (value: number, anchor: number, tolerance: number): void =>
  expect(Math.abs(value / anchor - 1), `${value.toFixed(2)} for ${anchor}`).toBeLessThan(tolerance);

describe('documents, against what was published (domain.md 3.2)', () => {
  it.each([
    ['2022-08', 'all', 2.4],
    ['2023-03', 'all', 10.0],
    ['2023-04', 'all', 8.75],
    ['2023-05', 'all', 9.33],
    ['2023-06', 'all', 12.25],
    ['2023-07', 'all', 12.5],
    ['2023-08', 'all', 11.83],
    ['2023-08', 'biologie', 6.25],
    ['2023-08', 'hopital', 2.5],
    ['2023-08', 'mdv', 2.08],
    ['2023-08', 'imagerie', 1.08],
    ['2023-11', 'mdv', 4.3],
    ['2023-12', 'all', 15.5],
    ['2023-12', 'biologie', 5.8],
    ['2023-12', 'mdv', 5.5],
    ['2024-10', 'all', 30.5],
    ['2025-12', 'biologie', 17.4],
    ['2025-12', 'hopital', 6.0],
  ])('%s, %s: %d million', (month, sector, anchor) =>
    near(documents(month).get(sector)!, anchor, 0.15),
  );

  it('sum to 300 million in 2024 and 420 million in 2025', () => {
    const year = (y: number): number =>
      Array.from({ length: 12 }, (_, m) =>
        documents(formatMonth(parseMonth(`${y}-01`) + m)).get('all')!,
      ).reduce((a, b) => a + b);
    near(year(2024), 300, 0.15);
    near(year(2025), 420, 0.15);
  });

  it('dip in November 2024 with the strike of biology', () => {
    expect(
      documents('2024-11').get('biologie')! / documents('2024-10').get('biologie')!,
    ).toBeLessThan(0.85);
  });

  it('are accepted for 92 to 95 % of the attempts and withheld less once Sentinelle is there', () => {
    for (const month of ['2022-10', '2024-03', '2026-10']) {
      const share = documents(month).get('all')! / documents(month, 'attempted').get('all')!;
      expect(share).toBeGreaterThan(0.92);
      expect(share).toBeLessThan(0.95);
    }
    const sent = (month: string): number =>
      documents(month, 'attempted').get('mdv')! / documents(month, 'produced').get('mdv')!;
    expect(sent('2023-04')).toBeLessThan(0.12);
    expect(sent('2024-10')).toBeGreaterThan(3 * sent('2023-04'));
  });

  it('go on smoothly for years', () => {
    const years = [2026, 2027, 2028, 2029, 2030].map((y) => documents(`${y}-10`).get('all')!);
    years.slice(1).forEach((value, i) => {
      expect(value / years[i]!).toBeGreaterThan(0.97);
      expect(value / years[i]!).toBeLessThan(1.2);
    });
  });
});

describe('profiles, against what was published (domain.md 3.1)', () => {
  it.each([
    ['2022-05', 'openStock', 11.2],
    ['2022-07', 'openStock', 65.4],
    ['2023-12', 'openStock', 66.6],
    ['2022-11', 'activatedStock', 7.2],
    ['2023-04', 'activatedStock', 8.4],
    ['2023-08', 'activatedStock', 9.2],
    ['2024-01', 'activatedStock', 10.6],
    ['2024-10', 'activatedStock', 15],
    ['2025-04', 'activatedStock', 19],
    ['2026-01', 'activatedStock', 24],
  ] as const)('%s, %s: %d million', (month, column, anchor) =>
    near(stock(month, column), anchor, 0.05),
  );

  it('stay between 65 and 69 million open to the end of 2026', () => {
    for (const month of ['2022-07', '2024-06', '2026-12']) {
      expect(stock(month, 'openStock')).toBeGreaterThan(65);
      expect(stock(month, 'openStock')).toBeLessThan(69);
    }
  });
});
