import { describe, expect, it } from 'vitest';
import { addDays, dayInParis, daysBetween, daysOf, lastDayOf } from './days.js';

describe('calendar days', () => {
  it('are added over the ends of months and years, and the changes of the clock', () => {
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2026-10-26', '2026-10-24')).toBe(-2);
  });

  it('of a month go from its first to its last', () => {
    expect(daysOf('2028-02')).toHaveLength(29);
    expect(daysOf('2026-12').at(0)).toBe('2026-12-01');
    expect(daysOf('2026-12').at(-1)).toBe('2026-12-31');
    expect(['2026-02', '2028-02', '2026-12'].map(lastDayOf)).toEqual([
      '2026-02-28',
      '2028-02-29',
      '2026-12-31',
    ]);
  });

  it('of an instant are those of Paris, in summer and in winter', () => {
    expect(dayInParis('2026-11-21T22:59:59.999Z')).toBe('2026-11-21');
    expect(dayInParis('2026-11-21T23:00:00.000Z')).toBe('2026-11-22');
    expect(dayInParis('2026-07-21T22:00:00.000Z')).toBe('2026-07-22');
  });
});
