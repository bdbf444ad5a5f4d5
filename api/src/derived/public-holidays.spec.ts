import { describe, expect, it } from 'vitest';
import { easterSunday, isPublicHoliday } from './public-holidays.js';

describe('public holidays', () => {
  it('follow Easter, early, late and in between', () => {
    expect([2008, 2024, 2025, 2026, 2038].map(easterSunday)).toEqual([
      '2008-03-23',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2038-04-25',
    ]);
  });

  it('are the eleven of the law', () => {
    const days = Array.from({ length: 365 }, (_, index) =>
      new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
    );
    expect(days.filter(isPublicHoliday)).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-08',
      '2026-05-14',
      '2026-05-25',
      '2026-07-14',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ]);
  });
});
