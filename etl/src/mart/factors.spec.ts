import { describe, expect, it } from 'vitest';
import { Factors } from './factors.js';

const factors = new Factors([
  { id: 'complete', factor: 1 },
  { id: 'sampled', factor: 4.999493 },
  { id: 'half', factor: 2.5 },
]);

describe('factors', () => {
  it('expand exactly, whatever the order of the rows', () => {
    const sum = 3 * factors.scaled('sampled') + 2 * factors.scaled('half');
    expect(factors.decimal(sum)).toBe('19.998479');
    expect(factors.decimal(7 * factors.scaled('complete'))).toBe('7');
    expect(factors.decimal(0)).toBe('0');
  });

  it('have no decimals where every stratum is complete', () => {
    expect(new Factors([{ id: 'complete', factor: 1 }]).decimal(42)).toBe('42');
  });

  it('refuse a stratum that they do not know, and sums beyond what is exact', () => {
    expect(() => factors.scaled('other')).toThrow('other');
    expect(() => factors.decimal(2 ** 53)).toThrow('exact');
  });
});
