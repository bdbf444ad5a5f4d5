import { describe, expect, it } from 'vitest';
import {
  closeDay,
  firstDay,
  formatDay,
  formatMonth,
  isHoliday,
  monthOf,
  parseDay,
  parseMonth,
  weekday,
} from './calendar.js';
import { clockProblem, closedMonth, createClock } from './clock.js';

describe('calendar', () => {
  it('reads and writes days and months', () => {
    expect(formatDay(parseDay('2024-02-29'))).toBe('2024-02-29');
    expect(formatMonth(parseMonth('2026-11'))).toBe('2026-11');
    expect(monthOf(parseDay('2022-01-31'))).toBe(parseMonth('2022-01'));
    expect(formatDay(firstDay(parseMonth('2023-03')))).toBe('2023-03-01');
    expect(weekday(parseDay('2026-11-22'))).toBe(6);
  });

  it('knows the public holidays of France', () => {
    for (const day of ['2024-04-01', '2024-05-09', '2024-05-20', '2025-04-21', '2026-07-14']) {
      expect(isHoliday(parseDay(day)), day).toBe(true);
    }
    expect(isHoliday(parseDay('2026-11-20'))).toBe(false);
  });

  it('closes a month on the 20th of the next one', () => {
    expect(formatDay(closeDay(parseMonth('2026-12')))).toBe('2027-01-20');
    expect(formatMonth(closedMonth(parseDay('2026-11-19')))).toBe('2026-09');
    expect(formatMonth(closedMonth(parseDay('2026-11-20')))).toBe('2026-10');
  });
});

describe('clock', () => {
  const at = (text: string, instant: string): string =>
    formatDay(createClock(text, () => Date.parse(instant)).feedDay());

  it('feeds up to the day before, in France', () => {
    expect(at('2026-11-22', '2030-01-01T00:00:00Z')).toBe('2026-11-21');
    expect(at('real', '2026-11-21T22:30:00Z')).toBe('2026-11-20');
    expect(at('real', '2026-11-21T23:30:00Z')).toBe('2026-11-21');
  });

  it('runs at its speed', () => {
    let now = 0;
    const clock = createClock('2026-11-22*86400', () => now);
    expect(formatDay(clock.feedDay())).toBe('2026-11-21');
    now = 10_000;
    expect(formatDay(clock.feedDay())).toBe('2026-12-01');
  });

  it('refuses what it cannot show, with the range', () => {
    expect(clockProblem('2022-02-28')).toBe('a date from 2022-03-01 to 2040-12-31');
    expect(clockProblem('2026-02-30')).toBe('a date from 2022-03-01 to 2040-12-31');
    expect(clockProblem('yesterday')).toMatch(/date\*speed/);
    expect(clockProblem('2026-11-22*60')).toBeNull();
  });
});
