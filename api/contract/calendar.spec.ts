import { describe, expect, it } from 'vitest';
import { duePeriods, publicationDays } from './calendar.js';
import { daysOf } from './formulas/days.js';

describe('the calendar of publications', () => {
  it('publishes a month on the 2nd, 9th and 20th of the next one', () => {
    expect(publicationDays('2026-12')).toEqual(['2027-01-02', '2027-01-09', '2027-01-20']);
  });

  it('publishes a day two and nine days later, and when its month closes', () => {
    expect(publicationDays('2026-12-30')).toEqual(['2027-01-01', '2027-01-08', '2027-01-20']);
    expect(publicationDays('2028-02-28')).toEqual(['2028-03-01', '2028-03-08', '2028-03-20']);
  });

  it('lists all that becomes due after a day, and nothing else', () => {
    const due = duePeriods('2026-11-19', 1);
    expect(due).toEqual([
      { due_on: '2026-11-20', period: '2026-10', publication: 3 },
      ...daysOf('2026-10').map((period) => ({ due_on: '2026-11-20', period, publication: 3 })),
      { due_on: '2026-11-20', period: '2026-11-11', publication: 2 },
      { due_on: '2026-11-20', period: '2026-11-18', publication: 1 },
    ]);
  });

  it('is the same whether it is read day by day or at once', () => {
    expect(daysOf('2026-12').flatMap((day) => duePeriods(day, 1))).toEqual(
      duePeriods('2026-12-01', 31),
    );
  });
});
