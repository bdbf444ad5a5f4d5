import { describe, expect, it } from 'vitest';
import { exponential, keyOf, normal, quantile, uniform } from './hash.js';

const draws = Array.from({ length: 20_000 }, (_, i) => i);
const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('draws', () => {
  const key = keyOf('1', 'spec');

  it('depend on the coordinates alone', () => {
    expect(uniform(key, 3, 4, 5)).toBe(uniform(key, 3, 4, 5));
    expect(uniform(key, 3, 4, 5)).not.toBe(uniform(key, 3, 5, 4));
    expect(keyOf('1', 'spec')).not.toBe(keyOf('2', 'spec'));
  });

  it('have the moments of their distributions', () => {
    expect(mean(draws.map((i) => uniform(key, i)))).toBeCloseTo(0.5, 1);
    const normals = draws.map((i) => normal(key, i, 1));
    expect(Math.abs(mean(normals))).toBeLessThan(0.03);
    expect(Math.abs(mean(normals.map((z) => z * z)) - 1)).toBeLessThan(0.05);
    expect(Math.abs(mean(draws.map((i) => exponential(key, i, 2))) - 1)).toBeLessThan(0.03);
  });

  it('are not correlated between neighbours', () => {
    const products = draws.map((i) => normal(key, i, 7) * normal(key, i + 1, 7));
    expect(Math.abs(mean(products))).toBeLessThan(0.03);
  });

  it('take the quantiles of the normal distribution', () => {
    expect(quantile(0.975)).toBeCloseTo(1.959963984540054, 8);
    expect(quantile(0.001)).toBeCloseTo(-3.090232306167813, 7);
    expect(quantile(0.5)).toBe(0);
  });
});
