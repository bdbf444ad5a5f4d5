import { describe, expect, it } from 'vitest';
import { seeded } from '../testing/seeded.js';
import { funnelOf, type FunnelUnit } from './funnel-limits.js';

const unit = (id: string, numerator: number, denominator: number): FunnelUnit => ({
  id,
  numerator,
  denominator,
});
/** Units whose shares lie exactly so many standard deviations from one half. */
const apart = (distances: readonly number[], denominator = 10_000): FunnelUnit[] =>
  distances.map((z, index) =>
    unit(`u${index}`, denominator * (0.5 + z * Math.sqrt(0.25 / denominator)), denominator),
  );

describe('limits of a funnel plot', () => {
  it('are those of a binomial share where chance explains the differences', () => {
    // √(0.5·0.5/100) = 0.05: 0.5 ± 1.96·0.05 and ± 3.09·0.05.
    const { limits, points } = funnelOf([unit('a', 50, 100), unit('b', 45, 100)], 0.5);
    expect(limits).toBe('chance');
    expect(points[0]?.limits?.low95).toBeCloseTo(0.402, 12);
    expect(points[0]?.limits?.high95).toBeCloseTo(0.598, 12);
    expect(points[0]?.limits?.low998).toBeCloseTo(0.3455, 12);
    expect(points[0]?.limits?.high998).toBeCloseTo(0.6545, 12);
  });

  it('widen with small denominators and with a sample', () => {
    const wide = (denominator: number, factor?: number): number => {
      const { points } = funnelOf([unit('a', denominator / 2, denominator)], 0.5, factor);
      return (points[0]?.limits?.high95 ?? 0) - 0.5;
    };
    expect(wide(100) / wide(400)).toBeCloseTo(2, 9);
    expect(wide(500, 5)).toBeCloseTo(wide(100), 12);
  });

  it('tell five verdicts', () => {
    const distances = [0, 2.5, 4, -2.5, -4, ...Array.from({ length: 45 }, () => 0)];
    const { limits, points } = funnelOf(apart(distances), 0.5);
    expect(limits).toBe('chance');
    expect(points.slice(0, 5).map(({ verdict }) => verdict)).toEqual([
      'within',
      'above_95',
      'above_998',
      'below_95',
      'below_998',
    ]);
  });

  it('are widened by the dispersion from thirty units on', () => {
    // All at ±3: the mean square is 9, drawn in or not, so limits are three times as wide.
    const distances = Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? 3 : -3));
    const { limits, dispersion, points } = funnelOf(apart(distances), 0.5);
    expect(limits).toBe('widened');
    expect(dispersion).toBeCloseTo(9, 9);
    expect(points[0]?.limits?.high95).toBeCloseTo(0.5 + 3 * 1.96 * 0.005, 9);
    expect(points.every(({ verdict }) => verdict === 'within')).toBe(true);
  });

  it('stay those of chance where the dispersion itself can be chance', () => {
    // All at ±1.1: a mean square of 1.21, under 1 + 2 √(2/40) = 1.45.
    const distances = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 1.1 : -1.1));
    expect(funnelOf(apart(distances), 0.5).limits).toBe('chance');
  });

  it('are not drawn where few units differ by more than chance', () => {
    const distances = Array.from({ length: 18 }, (_, index) => (index % 2 === 0 ? 9 : -9));
    const { limits, points } = funnelOf(apart(distances), 0.5);
    expect(limits).toBe('none');
    expect(points.every((point) => point.limits === null && point.verdict === null)).toBe(true);
  });

  it('draw the extremes in before dispersion is measured', () => {
    const distances = Array.from({ length: 40 }, (_, index) => (index < 4 ? 50 : 1));
    expect(funnelOf(apart(distances), 0.5).dispersion).toBeCloseTo(1, 9);
  });

  it('leave about five units in a hundred outside where chance alone is at work', () => {
    const draw = seeded(11);
    const units = Array.from({ length: 2_000 }, (_, index) => {
      const numerator = Array.from({ length: 400 }, draw).filter((one) => one < 0.3).length;
      return unit(`u${index}`, numerator, 400);
    });
    const { points, limits } = funnelOf(units, 0.3);
    expect(limits).toBe('chance');
    const outside = points.filter(({ verdict }) => verdict !== 'within').length / 2_000;
    expect(outside).toBeGreaterThan(0.03);
    expect(outside).toBeLessThan(0.07);
  });

  it('of no unit are none', () => {
    expect(funnelOf([], 0.5)).toEqual({ dispersion: 0, limits: 'chance', points: [] });
  });
});
