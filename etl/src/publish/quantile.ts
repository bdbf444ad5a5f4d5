import type { Measure } from '@vigie/seeds/catalogue';
import { sectors } from '@vigie/seeds/reference';
import type { Completeness, ExactCell, ProtectedCell } from './protect.js';

/** One vendor's exact parts of a ratio, in one cell of the market. */
export interface VendorParts {
  readonly numerator: ExactCell;
  readonly denominator: ExactCell;
}

/** Contributors from which a vendor is active in a cell (privacy.md A1.5). */
const fewestContributors = { professional: 11, structure: 3 };
/** A vendor's rate counts from this raw denominator on (privacy.md A1.7). */
const smallestDenominator = 100;
/** Active vendors from which a quantile may be told (privacy.md A3.6). */
const fewestVendors = { first_quartile: 12, median: 7, third_quartile: 12 };
const places = { first_quartile: 0.25, median: 0.5, third_quartile: 0.75 };

const unitOf = new Map(sectors.map(({ id, disclosure_unit }) => [id, disclosure_unit]));

/**
 * A quantile of the vendors' rates in one cell, so that no vendor's own rate leaves: the mean of the
 * three around its place, of the four in the middle for a median between two, in whole percent. Where
 * too few vendors are active there is none.
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
  const quantile = measure.quantile ?? 'median';
  const fewest = fewestContributors[unitOf.get(sector) ?? 'professional'];
  const rates = vendors
    .filter(({ denominator: { n, sum } }) => n >= fewest && sum >= smallestDenominator)
    .map(({ numerator, denominator }) => (100 * numerator.expanded) / denominator.expanded)
    .sort((a, b) => a - b);
  if (rates.length < fewestVendors[quantile]) return { ...none, reason: 'vendor_rule' };
  const place = (rates.length - 1) * places[quantile];
  const from = quantile === 'median' && place % 1 !== 0 ? place - 1.5 : Math.round(place) - 1;
  const around = rates.slice(from, from + (place % 1 !== 0 && quantile === 'median' ? 4 : 3));
  const mean = around.reduce((sum, rate) => sum + rate, 0) / around.length;
  return { ...none, value: Math.round(mean), reason: 'ok' };
}
