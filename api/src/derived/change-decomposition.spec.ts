import { describe, expect, it } from 'vitest';
import { seeded } from '../testing/seeded.js';
import { decompose, type Stratum } from './change-decomposition.js';

describe('decomposition of a change', () => {
  it('splits a volume into feeders and documents each, as by hand', () => {
    // 100 feeders of 20 documents, then 120 of 25: +20 × 22.5 from feeders, +5 × 110 from each.
    const { change, byFactor, protectionGap } = decompose(
      [{ id: 'FR', before: [100, 20], after: [120, 25] }],
      { before: 2_000, after: 3_000 },
    );
    expect(byFactor).toEqual([450, 550]);
    expect({ change, protectionGap }).toEqual({ change: 1_000, protectionGap: 0 });
  });

  it('splits a rate into mix and rates as Kitagawa does', () => {
    // Weights 0.5/0.5 then 0.2/0.8, rates 0.4/0.2 then 0.5/0.3: mix (−0.3×0.45 + 0.3×0.25) = −0.06,
    // rates (0.35×0.1 + 0.65×0.1) = 0.1.
    const { byFactor } = decompose(
      [
        { id: 'a', before: [0.5, 0.4], after: [0.2, 0.5] },
        { id: 'b', before: [0.5, 0.2], after: [0.8, 0.3] },
      ],
      { before: 0.3, after: 0.34 },
    );
    expect(byFactor[0]).toBeCloseTo(-0.06, 12);
    expect(byFactor[1]).toBeCloseTo(0.1, 12);
  });

  it('shows what the published total changed besides its published parts', () => {
    const { byFactor, change, protectionGap } = decompose(
      [{ id: 'a', before: [10], after: [15] }],
      { before: 12, after: 20 },
    );
    expect({ byFactor, change, protectionGap }).toEqual({
      byFactor: [5],
      change: 8,
      protectionGap: 3,
    });
  });

  it('adds up to the change of the total, whatever the strata and factors', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const draw = seeded(seed);
      const factors = 1 + (seed % 4);
      const row = (): number[] =>
        Array.from({ length: factors }, () => (draw() < 0.1 ? 0 : draw() * 50));
      const strata: Stratum[] = Array.from({ length: 1 + (seed % 7) }, (_, index) => ({
        id: `s${index}`,
        before: row(),
        after: row(),
      }));
      const published = { before: draw() * 100, after: draw() * 100 };
      const found = decompose(strata, published);
      const sum = found.byFactor.reduce((total, one) => total + one, 0) + found.protectionGap;
      expect(sum, `seed ${seed}`).toBeCloseTo(published.after - published.before, 6);
      const total = (pick: 'before' | 'after'): number =>
        strata.reduce((all, one) => all + one[pick].reduce((a, b) => a * b, 1), 0);
      const parts = found.byFactor.reduce((all, one) => all + one, 0);
      expect(parts, `seed ${seed}`).toBeCloseTo(total('after') - total('before'), 4);
    }
  });

  it('gives nothing to a factor that stands still, and the same to factors that are alike', () => {
    const { byFactor } = decompose([{ id: 'a', before: [2, 3, 3], after: [2, 5, 5] }], {
      before: 18,
      after: 50,
    });
    expect(byFactor[0]).toBeCloseTo(0, 12);
    expect(byFactor[1]).toBeCloseTo(byFactor[2] ?? NaN, 12);
  });

  it('goes back as it came', () => {
    const strata = [{ id: 'a', before: [4, 0.5, 9], after: [6, 0.1, 12] }];
    const back = strata.map(({ id, before, after }) => ({ id, before: after, after: before }));
    const there = decompose(strata, { before: 18, after: 7.2 });
    const here = decompose(back, { before: 7.2, after: 18 });
    for (const [index, effect] of there.byFactor.entries()) {
      expect(here.byFactor[index]).toBeCloseTo(-effect, 9);
    }
  });

  it('is refused where strata have other factors, and is all gap without any', () => {
    const first = { id: 'a', before: [1], after: [1] };
    for (const wrong of [
      { id: 'b', before: [1, 2], after: [1] },
      { id: 'b', before: [1], after: [1, 2] },
    ]) {
      const strata = [first, wrong];
      expect(() => decompose(strata, { before: 1, after: 1 })).toThrow('b has not 1 factors');
    }
    expect(decompose([], { before: 1, after: 4 })).toEqual({
      change: 3,
      effects: [],
      byFactor: [],
      protectionGap: 3,
    });
  });
});
