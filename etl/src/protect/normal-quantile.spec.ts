import { describe, expect, it } from 'vitest';
import { normalQuantile } from './normal-quantile.js';

/** The distribution function, by Simpson's rule on the density. */
function below(z: number): number {
  const steps = 2_000;
  const width = z / steps;
  const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(0) + density(z);
  for (let k = 1; k < steps; k += 1) sum += (k % 2 === 1 ? 4 : 2) * density(k * width);
  return 0.5 + (sum * width) / 3;
}

describe('the quantile of the normal distribution', () => {
  // R 4.4, qnorm().
  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.07, -1.475791028179171],
    [0.9, 1.2815515655446004],
    [1e-6, -4.753424308822899],
  ])('of %f is %f', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 12);
  });

  it('undoes the distribution function wherever noise is drawn', () => {
    for (let z = -4.74; z <= 4.74; z += 0.03) {
      expect(normalQuantile(below(z))).toBeCloseTo(z, 8);
    }
  });
});
