import { byCategory, type Cell } from '@vigie/contract';
import { addDays, daysOf } from '@vigie/contract/formulas';
import { describe, expect, it } from 'vitest';
import {
  type DatedEdition,
  monthsAtAge,
  publishedDays,
  type OpenEdition,
  sumOfDays,
} from './months-at-age.js';

const cell = (period: string, change: Partial<Cell> = {}): Cell => ({
  period,
  territory: 'FR',
  ...byCategory(() => null),
  value: 10,
  numerator: null,
  denominator: null,
  state: 'ok',
  provisional: false,
  errata: false,
  ...change,
});
const days = (month: string): Cell[] => daysOf(month).map((one) => cell(one));

describe('days of a month', () => {
  it('are counted from the first on, secret ones too, up to the first that is lacking', () => {
    const hidden = cell('2026-10-02', { value: null, state: 'lt11' });
    const lacking = cell('2026-10-03', { value: null, state: 'not_received' });
    expect(publishedDays([cell('2026-10-01'), hidden, lacking, cell('2026-10-04')])).toBe(2);
    expect(publishedDays([cell('2026-10-02')])).toBe(0);
    expect(sumOfDays([cell('2026-10-01'), hidden, cell('2026-10-04')], 3)).toBe(10);
  });
});

describe('former months at the age of the month under way', () => {
  const totals = new Map([
    ['2026-08', 310],
    ['2026-09', 300],
    ['2026-10', 310],
  ]);
  const today = ['2026-08', '2026-09', '2026-10'].flatMap((month) => days(month));
  const editions: DatedEdition[] = [
    { id: 9, feed_day: '2026-10-14' },
    { id: 8, feed_day: '2026-10-12' },
    { id: 7, feed_day: '2026-10-12' },
    { id: 6, feed_day: '2026-10-11' },
  ];
  /** An edition has the days up to two before its feed day, and of months the number of the edition. */
  const cellsIn = (edition: number, period: string): Cell[] => {
    if (period.length === 7) {
      return period < '2026-10' ? [cell(period, { value: edition })] : [];
    }
    const through = editions.find(({ id }) => id === edition)?.feed_day ?? '';
    return days(period.slice(0, 7)).filter((one) => one.period <= addDays(through, -2));
  };
  const opening =
    (read: typeof cellsIn): OpenEdition =>
    (edition) =>
      Promise.resolve((period) => Promise.resolve(read(edition, period)));
  const open = opening(cellsIn);

  it('are read in the first edition that had their days, of one feed day in the last', async () => {
    const found = await monthsAtAge('2026-11', 10, totals, today, editions, open);
    expect(found.map(({ month, edition }) => [month, edition])).toEqual([
      ['2026-08', 6],
      ['2026-09', 6],
      ['2026-10', 8],
    ]);
    expect(found.map(({ soFar, total, carried }) => [soFar, total, carried])).toEqual([
      [100, 310, 6],
      [100, 300, 6],
      [100, 310, 8],
    ]);
    expect(found[2]?.daily).toHaveLength(31);
  });

  it('end where a month has no total, no edition or a day that is lacking', async () => {
    const without = new Map([...totals].filter(([month]) => month !== '2026-09'));
    const end = async (some: ReadonlyMap<string, number>, dated = editions, at = open) =>
      (await monthsAtAge('2026-11', 10, some, today, dated, at)).map(({ month }) => month);
    expect(await end(without)).toEqual(['2026-10']);
    expect(await end(totals, [{ id: 6, feed_day: '2026-10-11' }])).toEqual([]);
    const gap = opening((edition, period) =>
      cellsIn(edition, period).filter((one) => one.period !== '2026-09-04'),
    );
    expect(await end(totals, editions, gap)).toEqual(['2026-10']);
  });

  it('take a shorter month whole', async () => {
    const february = new Map([['2026-02', 280]]);
    const all = opening((_, period) => days(period.slice(0, 7)));
    const late = [{ id: 3, feed_day: '2026-03-10' }];
    const found = await monthsAtAge('2026-03', 30, february, days('2026-02'), late, all);
    expect(found.map(({ month, soFar }) => [month, soFar])).toEqual([['2026-02', 280]]);
  });
});
