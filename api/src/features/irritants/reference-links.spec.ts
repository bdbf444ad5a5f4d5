import { barriers, levers, nomenclature } from '@vigie/seeds/reference';
import { describe, expect, it } from 'vitest';
import { statusTerms } from './irritant-state.js';
import {
  barriersClearedBy,
  barriersOf,
  irritantsOf,
  leversOf,
  mainIrritants,
  subIrritantsOf,
} from './reference-links.js';

describe('the links of the reference', () => {
  it('give each of the seven irritants its parts and at least one lever', () => {
    expect(mainIrritants.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `IRR-${n}`));
    for (const irritant of mainIrritants) {
      expect(leversOf(irritant).length, irritant.id).toBeGreaterThan(0);
      for (const sub of subIrritantsOf(irritant)) expect(sub.parent).toBe(irritant.id);
    }
  });

  it('leave no barrier aside and read the same from both ends', () => {
    expect(mainIrritants.flatMap(barriersOf)).toHaveLength(barriers.length);
    for (const lever of levers) {
      for (const irritant of irritantsOf(lever)) {
        expect(leversOf(irritant)).toContain(lever);
      }
      for (const barrier of barriersClearedBy(lever)) {
        expect(barrier.cleared_by).toContain(lever.id);
        expect(irritantsOf(lever).map(({ id }) => id)).toContain(barrier.irritant);
      }
    }
  });

  it('name every status with words of the nomenclature', () => {
    const words = nomenclature('irritant_status').map(({ name_fr }) => name_fr);
    for (const { label } of statusTerms) expect(words).toContain(label.fr);
    expect(new Set(statusTerms.map(({ label }) => label.fr)).size).toBe(statusTerms.length);
  });
});
