import { publicationDays } from '@vigie/contract';
import { publicationReached } from '@vigie/etl';
import { describe, expect, it } from 'vitest';

const day = (offset: number): string =>
  new Date(Date.UTC(2027, 11, 1 + offset)).toISOString().slice(0, 10);

describe('the calendar that readers are told', () => {
  // A leap February and a turn of the year among them.
  const days = Array.from({ length: 120 }, (_, offset) => day(offset));

  it.each([
    ['day', days],
    ['month', [...new Set(days.map((one) => one.slice(0, 7)))]],
  ] as const)('is the one by which each %s is published', (grain, periods) => {
    const told = (period: string, on: string): number =>
      publicationDays(period).filter((date) => date <= on).length;
    for (const period of periods) {
      for (const on of [...days, day(150), day(200)]) {
        expect(told(period, on), `${period} on ${on}`).toBe(publicationReached(grain, period, on));
      }
    }
  });
});
