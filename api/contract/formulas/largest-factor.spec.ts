import { expect, it } from 'vitest';
import { largestFactor } from './largest-factor.js';

it('the largest factor is that of the most sampled stratum, and 1 at the least', () => {
  expect(largestFactor([{ factor: 1 }, { factor: 9.9 }])).toBe(9.9);
  expect(largestFactor([{ factor: 0.5 }])).toBe(1);
  expect(largestFactor([])).toBe(1);
});
