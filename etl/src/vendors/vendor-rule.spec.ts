import { describe, expect, it } from 'vitest';
import { passesVendorRule } from './vendor-rule.js';

const sold = (...sums: number[]) => sums.map((sum, at) => ({ vendor: `v${at}`, sum }));

describe('passesVendorRule', () => {
  it('asks for three vendors that sold anything', () => {
    expect(passesVendorRule(sold(50, 50))).toBe(false);
    expect(passesVendorRule(sold(50, 50, 0))).toBe(false);
    expect(passesVendorRule(sold(50, 50, 20))).toBe(true);
  });

  it('asks that the largest has at most 85 %', () => {
    const small = (count: number) => Array.from({ length: count }, () => 10);
    expect(passesVendorRule(sold(850, ...small(15)))).toBe(true);
    expect(passesVendorRule(sold(860, ...small(14)))).toBe(false);
  });

  it('asks that the second cannot tell the first within 15 %', () => {
    expect(passesVendorRule(sold(100, 80, 15))).toBe(true);
    expect(passesVendorRule(sold(100, 80, 14))).toBe(false);
    expect(passesVendorRule(sold(100, 80, 15), 0.2)).toBe(false);
    expect(passesVendorRule(sold(100, 80, 20), 0.2)).toBe(true);
  });

  it('does not depend on the order, and is not about what no vendor is known of', () => {
    expect(passesVendorRule(sold(14, 100, 80))).toBe(false);
    expect(passesVendorRule([])).toBe(true);
    expect(passesVendorRule(sold(0, 0))).toBe(true);
  });
});
