import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  closeDay,
  daysBetween,
  daysOf,
  destroyDay,
  lastListened,
  monthsFrom,
  publicationReached,
} from './calendar.js';

describe('calendar dates', () => {
  it('cross months, years and the changes of the hour as dates do', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(addMonths('2026-11', 3)).toBe('2027-02');
    expect(addMonths('2026-01', -13)).toBe('2024-12');
    expect(daysBetween('2026-03-01', '2026-04-01')).toBe(31);
  });

  it('list the months and days of a span', () => {
    expect(monthsFrom('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(daysOf('2026-02')).toHaveLength(28);
    expect(daysOf('2026-10').at(-1)).toBe('2026-10-31');
  });
});

describe('the publication calendar', () => {
  it('closes a month on the 20th of the next one', () => {
    expect(closeDay('2026-12')).toBe('2027-01-20');
  });

  it.each([
    ['2026-11-01', 0],
    ['2026-11-02', 1],
    ['2026-11-08', 1],
    ['2026-11-09', 2],
    ['2026-11-19', 2],
    ['2026-11-20', 3],
    ['2027-11-20', 3],
  ])('publishes October 2026 on %s for the time number %i', (feedDay, publication) => {
    expect(publicationReached('month', '2026-10', feedDay)).toBe(publication);
  });

  it.each([
    ['2026-10-31', 0],
    ['2026-11-01', 0],
    ['2026-11-02', 1],
    ['2026-11-09', 2],
    ['2026-11-20', 3],
  ])('publishes the day 2026-10-31 on %s for the time number %i', (feedDay, publication) => {
    expect(publicationReached('day', '2026-10-31', feedDay)).toBe(publication);
  });
});

describe('what comes late', () => {
  it('is applied for forty-five days after the close, rejected for ninety more, then not asked for', () => {
    expect(closeDay('2026-10')).toBe('2026-11-20');
    expect(destroyDay('2026-10')).toBe('2027-01-04');
    expect(lastListened('2026-10')).toBe('2027-04-04');
  });
});
