import { describe, expect, it } from 'vitest';
import { frequencyNoise, noiseDistribution, smallestNoise } from './p-table.js';

const sizes = Array.from({ length: 20 }, (_, k) => k + 1);
const moment = (n: number, k: number): number =>
  noiseDistribution(n).reduce((sum, share, at) => sum + share * (smallestNoise(n) + at) ** k, 0);

describe('the noise of a frequency', () => {
  it.each(sizes)('of %i has mean 0 and variance 10, and never makes it negative', (n) => {
    expect(moment(n, 0)).toBeCloseTo(1, 10);
    expect(moment(n, 1)).toBeCloseTo(0, 9);
    expect(moment(n, 2)).toBeCloseTo(10, 9);
    expect(n + smallestNoise(n)).toBeGreaterThanOrEqual(0);
  });

  it('stays within 15, the same for every larger frequency', () => {
    expect(smallestNoise(15)).toBe(-15);
    expect(noiseDistribution(1_000)).toEqual(noiseDistribution(15));
    expect(noiseDistribution(15)).toHaveLength(31);
  });

  // ln p is a polynomial of degree two where entropy is the largest: its third differences vanish.
  it('has the largest entropy of those of its mean and variance', () => {
    const logs = [...noiseDistribution(12)].map(Math.log);
    for (let at = 3; at < logs.length; at += 1) {
      const [a = 0, b = 0, c = 0, d = 0] = logs.slice(at - 3, at + 1);
      expect(d - 3 * c + 3 * b - a).toBeCloseTo(0, 6);
    }
  });

  it('leaves nothing to nothing', () => {
    expect([...noiseDistribution(0)]).toEqual([1]);
    expect(frequencyNoise(0, 0.999)).toBe(0);
  });

  it.each([11, 14, 15, 500])('of %i is as frequent as its distribution says', (n) => {
    const draws = 100_000;
    const found = new Map<number, number>();
    for (let k = 0; k < draws; k += 1) {
      const noise = frequencyNoise(n, (k + 0.5) / draws);
      found.set(noise, (found.get(noise) ?? 0) + 1);
    }
    noiseDistribution(n).forEach((share, at) => {
      expect((found.get(smallestNoise(n) + at) ?? 0) / draws).toBeCloseTo(share, 4);
    });
  });

  it('takes the ends of the unit interval', () => {
    expect(frequencyNoise(40, 0)).toBe(-15);
    expect(frequencyNoise(40, 1 - 2 ** -52)).toBe(15);
  });
});
