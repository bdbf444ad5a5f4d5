import { describe, expect, it } from 'vitest';
import { catalogueDeclarations, type Declaration } from '../measures/declaration.js';
import { companionOf, factorsOf, factorValues, type StratumMonth } from './change-factors.js';

const measure = (id: string): Declaration => {
  const found = catalogueDeclarations.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no measure ${id}`);
  return found;
};
const strata: StratumMonth[] = [
  { volume: 24_000, denominator: 50_000, contributors: 800 },
  { volume: 18_000, denominator: 45_000, contributors: 1_200 },
];
const product = (rows: number[][]): number =>
  rows.reduce((sum, row) => sum + row.reduce((a, b) => a * b, 1), 0);

describe('factors of a change', () => {
  it.each([
    ['feeding.rate', true, true, ['mix', 'contributors', 'each', 'denominator']],
    ['feeding.rate', true, false, ['mix', 'rate']],
    ['feeding.documents', true, true, ['mix', 'contributors', 'each']],
    ['feeding.documents', true, false, ['total']],
    ['feeding.documents_per_feeder', true, false, ['mix', 'rate']],
  ])('of %s multiply to its value, split %s, contributors known %s', (id, split, known, ids) => {
    const own = measure(id);
    const companion = known ? measure('feeding.documents_per_feeder') : null;
    expect(factorsOf(own, companion, split).map((one) => one.id)).toEqual(ids);
    const values = factorValues(own, strata, split, known);
    expect(values.every((row) => row.length === ids.length)).toBe(true);
    const whole = { ratio: 4_200_000 / 95_000, count: 42_000, mean: 42 / 95, quantile: NaN };
    expect(product(values)).toBeCloseTo(whole[own.kind], 9);
  });

  it('of a whole without strata have no mix', () => {
    const [one] = strata;
    if (one === undefined) throw new Error('no stratum');
    const whole = [one];
    const rate = measure('feeding.rate');
    expect(factorsOf(rate, null, false).map(({ id }) => id)).toEqual(['numerator', 'denominator']);
    expect(factorValues(rate, whole, false, false)).toEqual([[24_000, 100 / 50_000]]);
    expect(factorValues(rate, whole, false, true)).toEqual([[800, 30, 100 / 50_000]]);
    expect(factorValues(measure('feeding.documents'), whole, false, true)).toEqual([[800, 30]]);
  });

  it('know contributors by the mean of the same volume, where the same cuboid publishes it', () => {
    const rate = measure('feeding.rate');
    expect(companionOf(rate, catalogueDeclarations, 'month.nation.sector')?.id).toBe(
      'feeding.documents_per_feeder',
    );
    expect(companionOf(rate, catalogueDeclarations, 'department.month')).toBeNull();
    expect(companionOf(rate, [], 'month.nation.sector')).toBeNull();
    const each = measure('feeding.documents_per_feeder');
    expect(companionOf(each, catalogueDeclarations, 'month.nation')).toBeNull();
    const share = measure('feeding.feeder_share');
    expect(companionOf(share, catalogueDeclarations, 'month.nation')).toBeNull();
  });
});
