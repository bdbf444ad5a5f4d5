import { describe, expect, it } from 'vitest';
import { Codes, Combinations, keySum, Sums } from './partial-cells.js';

/** A small generator with a printed seed: the same numbers at each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

describe('the number of a combination of codes', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 12])(
    'is its own among those of %i dimensions, and the same each time',
    (width) => {
      const next = numbers(width);
      const combinations = new Combinations(width);
      const known = new Map<string, number>();
      for (let n = 0; n < 5_000; n += 1) {
        const codes = Array.from({ length: width }, () => next(n % 2 === 0 ? 4 : 4096));
        const place = combinations.of(codes);
        const before = known.get(codes.join());
        if (before === undefined) expect(place).toBe(known.size);
        else expect(place).toBe(before);
        known.set(codes.join(), place);
      }
      expect(combinations.count).toBe(known.size);
    },
  );

  it('has room for as many values as a register may hold, and says when there are more', () => {
    const codes = new Codes();
    for (let n = 0; n < 4096; n += 1) expect(codes.of(`value ${n}`)).toBe(n);
    expect(codes.of('value 7')).toBe(7);
    expect(() => codes.of('one more')).toThrow('more than 4096 values');
  });
});

describe('sums over contributors', () => {
  it('keep the two largest whatever the order, ties included', () => {
    for (const values of [
      [3, 9, 9, 1],
      [9, 3, 1, 9],
      [1, 2, 3, 4],
      [4, 3, 2, 1],
    ]) {
      const sums = new Sums(1);
      for (const value of values) sums.add(0, Float64Array.of(value), 0, 0);
      const sorted = [...values].sort((a, b) => b - a);
      expect(sums.get(0, 0)).toMatchObject({ n: 4, x1: sorted[0], x2: sorted[1] });
    }
  });

  it('are the same merged as added one by one', () => {
    const next = numbers(11);
    const whole = new Sums(2);
    const halves = [new Sums(2), new Sums(2)];
    for (let n = 0; n < 500; n += 1) {
      const own = Float64Array.of(next(100), next(3) === 0 ? Number.NaN : next(50));
      const [low, high] = [next(2 ** 31), next(256)];
      whole.add(0, own, low, high);
      halves[n % 2]?.add(0, own, low, high);
    }
    const merged = new Sums(2);
    for (const sums of halves) {
      for (const amount of [0, 1]) merged.merge(0, amount, { sums, cell: 0, amount }, 3);
    }
    for (const amount of [0, 1]) {
      const { n, sum, ...exact } = whole.get(0, amount);
      const expanded = { expandedN: 3 * n, expandedSum: 3 * sum };
      expect(merged.get(0, amount)).toEqual({ ...exact, n, sum, ...expanded });
      expect(n).toBeGreaterThan(100);
    }
  });

  it('grow with the cells and keep what they hold', () => {
    const sums = new Sums(3);
    for (let cell = 0; cell < 1_000; cell += 1) {
      sums.reserve(cell);
      sums.add(cell, Float64Array.of(0, 0, cell + 1), 1, 0);
    }
    expect(sums.get(0, 2).sum).toBe(1);
    expect(sums.get(999, 2).sum).toBe(1_000);
    expect(sums.get(999, 1).n).toBe(0);
  });

  it('add record keys up modulo 2^63', () => {
    const sums = new Sums(1);
    const keys = [2n ** 63n - 1n, 2n ** 62n + 12_345n, 5n];
    for (const key of keys) {
      sums.add(0, Float64Array.of(1), Number(key & 0xffff_ffffn), Number(key >> 32n));
    }
    const exact = keys.reduce((sum, key) => sum + key, 0n) % 2n ** 63n;
    expect(keySum(sums.get(0, 0))).toBe(exact);
  });
});
