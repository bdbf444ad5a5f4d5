import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nothing, type ExactCell, type Portions } from './exact-cell.js';
import { unitReason } from './unit-rules.js';

/** A cell of `n` contributors, the two largest of which gave x1 and x2. */
const cell = (n: number, sum = n, x1 = 1, x2 = 1): ExactCell => ({ ...nothing, n, sum, x1, x2 });
const persons = (...values: Parameters<typeof cell>): Portions => ({ person: cell(...values) });
const structures = (...values: Parameters<typeof cell>): Portions => ({
  structure: cell(...values),
});

describe('the rules on contributors', () => {
  it.each([1, 10])('withhold what %i persons made, however much', (n) => {
    expect(unitReason('volume', persons(n, 1_000_000, 100, 100))).toBe('lt11');
    expect(unitReason('actors', persons(n))).toBe('lt11');
  });

  it('allow what eleven persons or three structures made', () => {
    expect(unitReason('volume', persons(11, 1_100, 100, 100))).toBe('ok');
    expect(unitReason('persons', persons(11))).toBe('ok');
    expect(unitReason('actors', structures(3))).toBe('ok');
    expect(unitReason('volume', structures(3, 300, 100, 100))).toBe('ok');
  });

  it('withhold what one or two structures made', () => {
    expect(unitReason('actors', structures(2))).toBe('lt3');
    expect(unitReason('volume', structures(2, 1_000, 500, 500))).toBe('lt3');
  });

  it('do not tell nothing from too little', () => {
    expect(unitReason('actors', {})).toBe('lt11');
    expect(unitReason('actors', { person: nothing })).toBe('lt11');
    expect(unitReason('actors', { person: nothing, structure: nothing })).toBe('lt11');
    expect(unitReason('actors', { structure: nothing })).toBe('lt3');
  });

  it.each([
    [1_000, 850, 10, 'ok'],
    [1_000, 851, 10, 'dominated'],
    // The second largest knows the first to within what the others made.
    [1_000, 500, 425, 'ok'],
    [1_000, 500, 426, 'dominated'],
  ])('of %i, a largest of %i and a second of %i is %s', (sum, x1, x2, reason) => {
    expect(unitReason('volume', persons(200, sum, x1, x2))).toBe(reason);
    expect(unitReason('volume', structures(200, sum, x1, x2))).toBe(reason);
  });

  it('say nothing of dominance where contributors are counted', () => {
    expect(unitReason('actors', persons(11, 11, 11, 0))).toBe('ok');
  });

  it('test each unit of a mixed cell apart, an absent one not at all', () => {
    const mixed = (person: ExactCell, structure: ExactCell) =>
      unitReason('volume', { person, structure });
    const fine = cell(50, 5_000, 200, 200);
    const large = cell(50, 5_000, 4_900, 10);
    expect(mixed(fine, fine)).toBe('ok');
    expect(mixed(fine, nothing)).toBe('ok');
    expect(mixed(nothing, fine)).toBe('ok');
    expect(mixed(cell(10, 900, 90, 90), fine)).toBe('lt11');
    expect(mixed(fine, cell(2, 900, 450, 450))).toBe('lt3');
    expect(mixed(large, fine)).toBe('dominated');
    expect(mixed(fine, large)).toBe('dominated');
    expect(mixed(cell(1), cell(1))).toBe('lt11');
  });

  it('let what concerns no one leave', () => {
    expect(unitReason('events', { none: nothing })).toBe('ok');
  });

  it('allow more contributors of the same shares wherever they allow fewer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom<'person' | 'structure'>('person', 'structure'),
        (n, more, unit) => {
          const reason = (size: number) =>
            unitReason('volume', { [unit]: cell(size, 100 * size, 100, 100) });
          if (reason(n) === 'ok') expect(reason(n + more)).toBe('ok');
        },
      ),
    );
  });
});
