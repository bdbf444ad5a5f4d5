import { frequencyNoise, normalQuantile } from '@vigie/etl';
import { expect, it } from 'vitest';
import { standardNormalQuantile, tableNoise } from './noise-oracle.js';

const grid = Array.from({ length: 997 }, (_, at) => (at + 0.5) / 997);

it('two ways to the p-table draw the same noise', () => {
  for (let n = 1; n <= 16; n++) {
    for (const uniform of grid) expect(tableNoise(n, uniform)).toBe(frequencyNoise(n, uniform));
  }
});

it('two ways to the normal quantile agree to a billionth', () => {
  for (const p of [...grid, 1e-6, 1 - 1e-6]) {
    expect(Math.abs(standardNormalQuantile(p) - normalQuantile(p)), String(p)).toBeLessThan(1e-9);
  }
});
