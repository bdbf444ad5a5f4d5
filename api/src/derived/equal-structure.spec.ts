import { describe, expect, it } from 'vitest';
import { atEqualStructure, type StratumCounts } from './equal-structure.js';

const counts = (stratum: string, numerator: number | null, denominator: number | null) =>
  ({ stratum, numerator, denominator }) satisfies StratumCounts;

const nation = [counts('a', 600, 1_000), counts('b', 900, 3_000)];

describe('comparison at equal structure', () => {
  it('weighs the rates of the territory as the reference is made, as by hand', () => {
    // Rates 0.7 and 0.2 weighted 1 to 3: 0.325; the nation: 1500/4000 = 0.375.
    const found = atEqualStructure([counts('a', 210, 300), counts('b', 20, 100)], nation);
    expect(found?.standardised).toBeCloseTo(0.325, 12);
    expect(found?.reference).toBeCloseTo(0.375, 12);
    expect(found?.difference).toBeCloseTo(-0.05, 12);
    expect(found?.covered).toBe(1);
  });

  it('finds no difference where only the structure differs', () => {
    const found = atEqualStructure([counts('a', 600, 1_000), counts('b', 3, 10)], nation);
    expect(found?.difference).toBeCloseTo(0, 12);
  });

  it('compares over the strata that both publish, and says how much they cover', () => {
    const three = [...nation, counts('c', 400, 500)];
    const found = atEqualStructure(
      [counts('a', 210, 300), counts('b', 20, 100), counts('c', null, null)],
      three,
    );
    expect(found?.covered).toBeCloseTo(4_000 / 4_500, 12);
    expect(found?.reference).toBeCloseTo(0.375, 12);
  });

  it('is not told where they cover too little, or nothing', () => {
    expect(atEqualStructure([counts('a', 210, 300)], nation)).toBeNull();
    expect(atEqualStructure([], nation)).toBeNull();
    expect(atEqualStructure([counts('a', 210, 300)], [])).toBeNull();
    expect(atEqualStructure([counts('b', 0, 0), counts('a', 1, 2)], nation)).toBeNull();
  });
});
