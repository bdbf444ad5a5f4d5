import { describe, expect, it } from 'vitest';
import { feedDayOf, lagOf } from './freshness.js';

describe('the day that the data have reached', () => {
  it('is that of the stream most behind, of those read by day', () => {
    const streams = ['2026-11-21', null, '2026-11-19', '2026-11-20'].map((through) => ({
      through,
    }));
    expect(feedDayOf(streams)).toBe('2026-11-19');
    expect(feedDayOf([{ through: null }])).toBeNull();
    expect(feedDayOf([])).toBeNull();
  });
});

describe('the lag', () => {
  it.each([
    ['2026-11-21', '2026-11-21', 0, 0],
    ['2026-11-19', '2026-11-21', 0, 2],
    ['2026-10-24', '2026-10-26', 0, 2],
    ['2026-11-21', '2026-11-21', 3, 3],
    ['2026-11-22', '2026-11-21', 0, 0],
  ])('of %s behind %s, asked %i days ago, is %i', (reached, offered, daysAgo, lag) => {
    expect(lagOf(reached, { feedDay: offered, daysAgo })).toBe(lag);
  });

  it('is not known before anything is loaded or the source is asked', () => {
    expect(lagOf(null, { feedDay: '2026-11-21', daysAgo: 0 })).toBeNull();
    expect(lagOf('2026-11-21', null)).toBeNull();
  });
});
