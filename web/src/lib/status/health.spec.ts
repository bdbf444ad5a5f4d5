import type { Status } from '@vigie/contract';
import { describe, expect, it } from 'vitest';
import { healthOf, monthRanges } from './health.ts';

const edition: NonNullable<Status['edition']> = {
  id: 1,
  feed_day: '2026-11-12',
  published_at: '2026-11-12T05:04:00Z',
  data_through_month: '2026-09',
  source: { world: 'w', simulated: true, seed: '1', scenario: 'd', scale: 1, strata: [] },
};
const loaded = {
  stream: 'documents',
  last_month: '2026-10',
  last_day: '2026-11-11',
  complete: false,
  provisional_months: ['2026-10'],
  quarantined: 0,
  held_back: 0,
};
const status = (changes: Partial<Status> = {}): Status => ({
  edition,
  feed_day: '2026-11-12',
  source_day: '2026-11-12',
  last_load_at: '2026-11-12T04:58:00Z',
  lag_days: 0,
  loaded: [loaded],
  sources: [],
  ...changes,
});

describe('health of the loads', () => {
  it('is well when nothing is behind, awaited or set aside', () => {
    expect(healthOf(status())).toMatchObject({ verdict: 'well', provisional: ['2026-10'] });
  });

  it('is watched while a sender is awaited, a row is set aside or a day is missing', () => {
    const source = {
      stream: 'documents',
      sector: 'mdv',
      month: '2026-10',
      received: 'at_least_80' as const,
      last_sent_on: null,
    };
    expect(healthOf(status({ sources: [source] }))).toMatchObject({
      verdict: 'watch',
      awaited: [{ id: 'documents', most: true }],
    });
    expect(healthOf(status({ loaded: [{ ...loaded, quarantined: 2 }] })).verdict).toBe('watch');
    expect(healthOf(status({ loaded: [{ ...loaded, held_back: 1 }] }))).toMatchObject({
      verdict: 'watch',
      heldBack: 1,
    });
    expect(healthOf(status({ lag_days: 1 })).verdict).toBe('watch');
  });

  it('is late from two days, or when a month that is due is not there', () => {
    expect(healthOf(status({ lag_days: 2 })).verdict).toBe('late');
    const old = healthOf(status({ loaded: [{ ...loaded, last_month: '2026-09' }] }));
    expect(old).toMatchObject({ verdict: 'late', streams: [{ late: true }] });
  });

  it('is loading before the first edition', () => {
    const empty = status({ edition: null, feed_day: null, lag_days: null, loaded: [] });
    expect(healthOf(empty).verdict).toBe('loading');
  });
});

describe('months one after the other', () => {
  it('are told as ranges', () => {
    expect(monthRanges(['2025-12', '2026-01', '2026-03'])).toEqual([
      { from: '2025-12', to: '2026-01' },
      { from: '2026-03', to: '2026-03' },
    ]);
    expect(monthRanges([])).toEqual([]);
  });
});
