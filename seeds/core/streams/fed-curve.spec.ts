import { describe, expect, it } from 'vitest';
import { parseMonth } from '../calendar.js';
import { createWorld, type World } from '../world.js';
import { fedDocuments } from './fed-curve.js';
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
});
