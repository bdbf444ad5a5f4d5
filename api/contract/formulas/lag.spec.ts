import { describe, expect, it } from 'vitest';
import { lagOf } from './lag.js';

describe('lag of a curve behind another', () => {
  const nation = [10, 12, 14, 16, 18, 20];

  it('is the months since the other had that value', () => {
    const own = [6, 8, 10, 12, 13, 14];
    expect(lagOf(own, nation)).toEqual({ kind: 'behind', months: 3 });
    expect(lagOf(nation, own)).toEqual({ kind: 'ahead', months: 3 });
  });

  it('is interpolated between two months', () => {
    // 13 lies half-way between the second and the third month: three and a half months ago.
    expect(lagOf([0, 0, 0, 0, 0, 13], nation)).toEqual({ kind: 'behind', months: 4 });
    expect(lagOf([0, 0, 0, 0, 0, 13.2], nation)).toEqual({ kind: 'behind', months: 3 });
  });

  it('is the same both ways for random growing curves', () => {
    for (let seed = 1; seed <= 200; seed++) {
      let state = seed;
      const draw = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
      const grow = (): number[] => {
        let value = draw() * 5;
        return Array.from({ length: 30 }, () => (value += 0.1 + draw()));
      };
      const [a, b] = [grow(), grow()];
      const mirrored = { behind: 'ahead', behind_at_least: 'ahead_at_least' } as const;
      const swap = (kind: string): string =>
        kind in mirrored
          ? mirrored[kind as keyof typeof mirrored]
          : kind.replace('ahead', 'behind');
      const back = lagOf(b, a);
      expect({ ...back, kind: swap(back.kind) }, `seed ${seed}`).toEqual(lagOf(a, b));
    }
  });

  it('shifts exactly: a curve and itself some months later', () => {
    for (let shift = 1; shift < 12; shift++) {
      const leader = Array.from({ length: 30 }, (_, month) => 5 + month * 1.5);
      const own = leader.map((value) => value - 1.5 * shift);
      expect(lagOf(own, leader)).toEqual({ kind: 'behind', months: shift });
    }
  });

  it('says at least, where the other began above', () => {
    expect(lagOf([1, 2, 3, 4, 5, 6], nation)).toEqual({ kind: 'behind_at_least', months: 5 });
  });

  it('cannot be calculated across a hole or without a value', () => {
    expect(lagOf([6, 8, 10, 12, 13, 14], [10, 12, 14, null, 18, 20]).kind).toBe('unknown');
    expect(lagOf([6, 8, 10, 12, 13, null], nation).kind).toBe('unknown');
    expect(lagOf([], []).kind).toBe('unknown');
  });

  it('is none under half a month', () => {
    expect(lagOf([10, 12, 14, 16, 18, 19.4], nation).kind).toBe('same');
    expect(lagOf(nation, nation).kind).toBe('same');
  });

  it('is refused where the months differ', () => {
    expect(() => lagOf([1], nation)).toThrow('other months');
  });
});
