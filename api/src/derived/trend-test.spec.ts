import { describe, expect, it } from 'vitest';
import { seeded } from '../testing/seeded.js';
import { trendOf } from './trend-test.js';

describe('trend of a curve', () => {
  it('is computed as by hand for ten months that rise but once', () => {
    // 44 pairs rise, one falls: S = 43; variance 10·9·25/18 = 125; Z = 42/√125.
    const { word, score, months, slope } = trendOf([1, 2, 3, 5, 4, 6, 7, 8, 9, 10]);
    expect({ word, months }).toEqual({ word: 'rising', months: 10 });
    expect(score).toBeCloseTo(42 / Math.sqrt(125), 12);
    expect(slope).toBe(1);
  });

  it('counts equal months as ties', () => {
    // Three groups of three: 27 pairs rise; variance (9·8·23 − 3·3·2·11)/18 = 81; Z = 26/9, but the
    // months of a group resemble each other, which may only lower it.
    const { word, score } = trendOf([1, 1, 1, 2, 2, 2, 3, 3, 3]);
    expect(word).toBe('rising');
    expect(score).toBeLessThanOrEqual(26 / 9);
  });

  it('is stable for a constant curve, and falling for one that falls', () => {
    expect(trendOf(Array.from({ length: 12 }, () => 7))).toMatchObject({
      word: 'stable',
      score: 0,
      slope: 0,
    });
    expect(trendOf([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]).word).toBe('falling');
  });

  it('cannot be calculated under eight months that follow each other up to the last', () => {
    expect(trendOf([1, 2, 3, 4, 5, 6, 7])).toEqual({
      word: 'unknown',
      months: 7,
      score: null,
      slope: null,
    });
    expect(trendOf([1, 2, 3, 4, 5, 6, 7, 8, 9, null]).word).toBe('unknown');
    expect(trendOf([1, 2, null, 4, 5, 6, 7, 8, 9, 10]).word).toBe('unknown');
    expect(trendOf([1, null, 3, 4, 5, 6, 7, 8, 9, 10]).word).toBe('rising');
  });

  it('looks at twelve months at most', () => {
    const fell = Array.from({ length: 24 }, (_, month) => 100 - month);
    const stood = Array.from({ length: 12 }, () => 50);
    expect(trendOf([...fell, ...stood])).toMatchObject({ word: 'stable', months: 12 });
  });

  it('turns with the curve and does not know its unit', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const draw = seeded(seed);
      const values = Array.from({ length: 8 + (seed % 5) }, () => draw() * 40);
      const own = trendOf(values);
      const turned = trendOf(values.map((value) => -value));
      expect(turned.score, `seed ${seed}`).toBeCloseTo(-(own.score ?? NaN), 9);
      const scaled = trendOf(values.map((value) => 3 * value + 5));
      expect(scaled.score, `seed ${seed}`).toBeCloseTo(own.score ?? NaN, 9);
      expect(scaled.slope, `seed ${seed}`).toBeCloseTo(3 * (own.slope ?? NaN), 9);
    }
  });

  it('seldom calls chance a trend: months drawn apart, and months that remember the last', () => {
    const falsely = (memory: number): number => {
      let called = 0;
      for (let seed = 1; seed <= 2_000; seed += 1) {
        const draw = seeded(seed * 7919);
        let last = 0;
        const values = Array.from({ length: 12 }, () => {
          const noise = Array.from({ length: 12 }, draw).reduce((sum, one) => sum + one, -6);
          return (last = memory * last + noise);
        });
        if (trendOf(values).word !== 'stable') called += 1;
      }
      return called / 2_000;
    };
    expect(falsely(0)).toBeLessThan(0.07);
    expect(falsely(0.3)).toBeLessThan(0.16);
  });
});
