import { expect, it } from 'vitest';
import { seeded } from './seeded.js';

it('neighbouring seeds draw apart from the first draw on, and each repeats itself', () => {
  const firsts = Array.from({ length: 10_000 }, (_, seed) => seeded(seed)());
  const tenths = Map.groupBy(firsts, (draw) => Math.floor(10 * draw));
  expect([...tenths.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (const own of tenths.values()) expect(Math.abs(own.length - 1_000)).toBeLessThan(150);
  const [draw, again] = [seeded(7), seeded(7)];
  expect([draw(), draw()]).toEqual([again(), again()]);
});
