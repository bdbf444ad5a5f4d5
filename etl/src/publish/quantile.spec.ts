import { measures } from '@vigie/seeds/catalogue';
import { describe, expect, it } from 'vitest';
import { nothing } from '../protect/index.js';
import { protectQuantile, type VendorParts } from './quantile.js';

const measure = (id: string) => {
  const found = measures.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no measure ${id}`);
  return found;
};
const median = measure('market.feeding_rate_median');
const first = measure('market.feeding_rate_first_quartile');
const third = measure('market.feeding_rate_third_quartile');
const vendor = (rate: number, n = 50, sum = 1_000): VendorParts => ({
  numerator: { ...nothing, n, sum: (sum * rate) / 100, expanded: rate },
  denominator: { ...nothing, n, sum, expanded: 100 },
});
const rates = (...list: number[]): VendorParts[] => list.map((rate) => vendor(rate));

describe('protectQuantile', () => {
  it('is the band of the rates, in whole percent', () => {
    const eight = rates(10, 20, 30, 40, 50, 60, 70, 80);
    expect(protectQuantile(median, eight, 'mdv', 'complete').value).toBe(45);
    const thirteen = rates(...Array.from({ length: 13 }, (_, n) => 5 * (n + 1)));
    expect(protectQuantile(first, thirteen, 'mdv', 'complete').value).toBe(20);
    expect(protectQuantile(third, thirteen, 'mdv', 'complete').value).toBe(50);
  });

  it('does not depend on the order of vendors, and carries no parts', () => {
    const some = rates(10, 20, 30, 42, 50, 60, 90, 95);
    const other = [...some].reverse();
    expect(protectQuantile(median, other, 'mdv', 'complete')).toEqual(
      protectQuantile(median, some, 'mdv', 'complete'),
    );
    expect(protectQuantile(median, some, 'mdv', 'complete')).toMatchObject({
      numerator: null,
      denominator: null,
    });
  });

  it.each([
    [median, 7],
    [first, 12],
    [third, 12],
  ])('is withheld where too few vendors are active (%#)', (one, count) => {
    const few = rates(...Array.from({ length: count }, (_, n) => 30 + n));
    expect(protectQuantile(one, few, 'mdv', 'complete')).toMatchObject({
      value: null,
      reason: 'vendor_rule',
    });
    expect(protectQuantile(one, [...few, vendor(40)], 'mdv', 'complete').reason).toBe('ok');
  });

  it('leaves out vendors with few contributors or documents, by the unit of the sector', () => {
    const seven = rates(10, 20, 30, 40, 50, 60, 65);
    const reason = (extra: VendorParts, sector: string) =>
      protectQuantile(median, [...seven, extra], sector, 'complete').reason;
    expect(reason(vendor(70, 10), 'mdv')).toBe('vendor_rule');
    expect(reason(vendor(70, 11), 'mdv')).toBe('ok');
    expect(reason(vendor(70, 3), 'hopital')).toBe('ok');
    expect(reason(vendor(70, 2), 'hopital')).toBe('vendor_rule');
    expect(reason(vendor(70, 50, 99), 'mdv')).toBe('vendor_rule');
  });

  it('says what was not received and what was not expected', () => {
    expect(protectQuantile(median, rates(1), 'mdv', 'not_received').reason).toBe('not_received');
    expect(protectQuantile(median, rates(1), 'mdv', 'not_expected').reason).toBe('not_expected');
  });
});
