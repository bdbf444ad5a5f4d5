import { addMonths, daysOf } from '@vigie/contract/formulas';
import { describe, expect, it } from 'vitest';
import { seeded } from '../testing/seeded.js';
import { type MonthAtAge, nowcastOf } from './nowcast.js';

const lengthOf = (month: string): number => daysOf(month).length;

/** A month whose days all bring the same, of which so much was seen at the age. */
const even = (month: string, soFar: number, total: number, carried: number | null): MonthAtAge => ({
  month,
  soFar,
  total,
  carried,
  daily: Array.from({ length: lengthOf(month) }, () => 1),
});

describe('nowcast of the month under way', () => {
  it('divides what is published by the share at the same age, as by hand', () => {
    // Days alike, months of 31, 30 and 31: at ten days 10/31, 10/30 and 10/31 of the month's days.
    const former = [
      even('2026-07', 60, 100, null),
      even('2026-08', 66, 120, 100),
      even('2026-09', 78, 130, 120),
    ];
    const { estimate, share, backTest } = nowcastOf('2026-10', 10, 70, former);
    const expected = (10 / 31) * 100 + (10 / 31) * 120 + (10 / 30) * 130;
    expect(share).toBeCloseTo(((10 / 31) * 204) / expected, 12);
    expect(estimate).toBe(Math.round((70 * 31 * expected) / (10 * 204)));
    // August from July: 66/0.6 = 110 against 120, 100 carried. September is a day shorter.
    const september = 78 / ((31 / 30) * (126 / 220));
    expect(backTest.months).toBe(2);
    expect(backTest.error).toBeCloseTo((1_000 / 120 + (100 * (september - 130)) / 130) / 2, 9);
    expect(backTest.carriedError).toBeCloseTo((2_000 / 120 + 1_000 / 130) / 2, 9);
  });

  it('is exact where only the calendar moves: weekdays, week-ends and public holidays', () => {
    const holidays = new Set(['2026-07-14', '2026-08-15', '2026-11-01', '2026-11-11']);
    const monthOf = (month: string, scale: number): number[] =>
      Array.from({ length: lengthOf(month) }, (_, index) => {
        const day = `${month}-${String(index + 1).padStart(2, '0')}`;
        const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
        return scale * (holidays.has(day) || weekday === 0 ? 5 : weekday === 6 ? 40 : 100);
      });
    const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
    for (let age = 1; age <= 30; age += 1) {
      const former = ['2026-07', '2026-08', '2026-09', '2026-10'].map((month, index) => {
        const daily = monthOf(month, 1.5 ** index);
        const carried = index === 0 ? null : sum(monthOf(addMonths(month, -1), 1.5 ** (index - 1)));
        return { month, soFar: sum(daily.slice(0, age)), total: sum(daily), carried, daily };
      });
      const now = monthOf('2026-11', 7);
      const found = nowcastOf('2026-11', age, sum(now.slice(0, age)), former);
      // A weekday's mean share differs a little from month to month, since months have other lengths.
      expect(found.backTest.error ?? 99, `age ${age}`).toBeLessThan(3);
      expect(Math.abs((found.estimate ?? 0) / sum(now) - 1), `age ${age}`).toBeLessThan(0.02);
    }
  });

  it('does not know the unit', () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const draw = seeded(seed);
      const former = ['2026-06', '2026-07', '2026-08'].map((month) => ({
        ...even(month, 20 + 30 * draw(), 100 + 50 * draw(), 100 + 50 * draw()),
        daily: Array.from({ length: lengthOf(month) }, () => 1 + draw()),
      }));
      const scaled = former.map((one) => ({
        ...one,
        soFar: 7 * one.soFar,
        total: 7 * one.total,
        carried: 7 * (one.carried ?? 0),
        daily: one.daily.map((value) => 7 * value),
      }));
      const [own, other] = [former, scaled].map((one) => nowcastOf('2026-09', 9, 30, one));
      expect(other?.share, `seed ${seed}`).toBeCloseTo(own?.share ?? NaN, 9);
      expect(other?.backTest.error, `seed ${seed}`).toBeCloseTo(own?.backTest.error ?? NaN, 9);
    }
  });

  it('is not given where carrying the last month on does better', () => {
    const steady = [
      even('2026-07', 20, 100, null),
      even('2026-08', 60, 100, 100),
      even('2026-09', 40, 100, 100),
    ];
    const { estimate, share, backTest } = nowcastOf('2026-10', 10, 50, steady);
    expect(estimate).toBeNull();
    expect(share).not.toBeNull();
    expect(backTest.carriedError).toBe(0);
  });

  it('is not given after a single test, without a former month or without a share', () => {
    const two = [even('2026-07', 50, 100, null), even('2026-08', 70, 140, 100)];
    const found = nowcastOf('2026-09', 10, 50, two);
    expect(found.estimate).toBeNull();
    expect(found.backTest.months).toBe(1);
    expect(found.backTest.error).toBeCloseTo(0, 9);
    expect(nowcastOf('2026-09', 10, 50, [])).toEqual({
      estimate: null,
      share: null,
      backTest: { months: 0, error: null, carriedError: null },
    });
    const nothing = [even('2026-07', 0, 100, null), even('2026-08', 0, 100, 90)];
    expect(nowcastOf('2026-09', 10, 50, nothing).share).toBeNull();
  });

  it('tests no month whose month before was not known then', () => {
    const former = [
      even('2026-07', 60, 100, null),
      even('2026-08', 66, 120, null),
      even('2026-09', 78, 130, 120),
    ];
    expect(nowcastOf('2026-10', 10, 70, former).backTest.months).toBe(1);
  });
});
