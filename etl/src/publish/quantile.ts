import type { Measure } from '@vigie/seeds/catalogue';
import { sectorUnit } from '../cells/units.js';
import type { Completeness, ExactCell, ProtectedCell } from '../protect/index.js';
import { bandOf, isActive } from '../vendors/index.js';

/** One vendor's exact parts of a ratio, in one cell of the market. */
export interface VendorParts {
  readonly numerator: ExactCell;
  readonly denominator: ExactCell;
}

/** A vendor's rate counts from this raw denominator on (privacy.md A1.7). */
const smallestDenominator = 100;

/**
 * A quantile of the active vendors' rates in one cell, of which no vendor's own can be told; none where
 * too few are active.
 */
export function protectQuantile(
  measure: Measure,
  vendors: readonly VendorParts[],
  sector: string,
  completeness: Completeness,
): ProtectedCell {
  const none = { value: null, numerator: null, denominator: null };
  if (completeness === 'not_expected' || completeness === 'not_received') {
    return { ...none, reason: completeness };
  }
  const unit = sectorUnit(sector);
  const rates = vendors
    .filter(({ denominator: { n, sum } }) => isActive({ unit, n }) && sum >= smallestDenominator)
    .map(({ numerator, denominator }) => (100 * numerator.expanded) / denominator.expanded);
  const value = bandOf(rates, measure.quantile ?? 'median');
  return value === undefined
    ? { ...none, reason: 'vendor_rule' }
    : { ...none, value, reason: 'ok' };
}
