import { describe, expect, it } from 'vitest';
import { formatMonth, parseMonth } from '../calendar.js';
import { createWorld, type World } from '../world.js';
import { fedDocuments } from './fed-curve.js';
import { meanMonth, monthWeights } from '../actors/activity.js';
import { feeding } from './feeding.book.js';

const world = createWorld({ seed: '1', scenario: 'default', scale: 0.2 });

/** Documents accepted in a month, expanded. */
function accepted({ state }: World, month: string): number {
  const { actors, strata } = state;
  const book = state.book(feeding, parseMonth(month));
  const counts = book.counts[book.tree.names.indexOf('accepted')]!;
  return book.subject.reduce(
    (sum, actor, e) => sum + counts[e]! * strata[actors.stratum[actor]!]!.factor,
    0,
  );
}

describe('the curve of fed documents', () => {
  it.each(['2022-08', '2023-05', '2024-11', '2026-06'])('follows the book of %s', (month) => {
    const curve = fedDocuments(world.state, parseMonth(month));
    expect(Math.abs(curve / accepted(world, month) - 1)).toBeLessThan(0.04);
  });

  it('is that of a whole nation, however few the actors of a scenario', () => {
    const tiny = createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 });
    for (const month of ['2023-05', '2026-06'].map(parseMonth)) {
      const ratio = fedDocuments(tiny.state, month) / fedDocuments(world.state, month);
      expect(ratio).toBeGreaterThan(0.7);
      expect(ratio).toBeLessThan(1.4);
    }
  });

  it('is smooth where nothing happened, once the calendar is taken out', () => {
    const level = (month: number): number => {
      const weights = monthWeights(month).map(
        (days, sector) => days.reduce((a, b) => a + b, 0) / meanMonth[sector]!,
      );
      return fedDocuments(world.state, month) / weights.reduce((a, b) => a + b, 0);
    };
    // The strike of biology in November 2024 is something that happened.
    const strike = ['2024-11', '2024-12'].map(parseMonth);
    for (let month = parseMonth('2023-03'); month <= parseMonth('2026-10'); month++) {
      if (strike.includes(month)) continue;
      const step = level(month) / level(month - 1);
      expect([formatMonth(month), step > 0.98 && step < 1.12]).toEqual([formatMonth(month), true]);
    }
  });
});
