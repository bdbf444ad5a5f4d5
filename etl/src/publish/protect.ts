import type { Measure } from '@vigie/seeds/catalogue';

/** Exact cell of one part, as `mart` holds it; all zero where there is no row. */
export interface ExactCell {
  /** Distinct contributors observed. */
  n: number;
  /** Raw sum over the contributors. */
  sum: number;
  /** The sum expanded by each stratum's factor. */
  expanded: number;
}

/** How much of what was expected has come, for the cell's sector and period. */
export type Completeness = 'not_expected' | 'not_received' | 'partial' | 'complete';

export interface ProtectedCell {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  reason: 'ok' | 'lt11' | 'vendor_rule' | 'small_denominator' | 'not_received' | 'not_expected';
}

/** A cell with fewer contributors than this is withheld (privacy.md; CNIL and INSEE practice). */
const fewestContributors = 11;
/** A rate is not published under this raw denominator (privacy.md A1.7). */
const smallestDenominator = 100;

const nothing: ExactCell = { n: 0, sum: 0, expanded: 0 };

/**
 * Decides what may leave of one cell: this module is the only one that turns exact cells into
 * published ones. Fewer than eleven contributors, none at all included, gives no value. Tests
 * are made on raw counts; what leaves is expanded.
 *
 * @returns counts rounded to the unit; a ratio in percent, to 0.1 point from a raw denominator
 * of 3,000, to 1 from 300, to 5 below; a mean to three figures, to two, to one
 */
export function protect(
  measure: Measure,
  parts: { numerator: ExactCell | undefined; denominator: ExactCell | undefined },
  completeness: Completeness,
): ProtectedCell {
  const numerator = parts.numerator ?? nothing;
  if (completeness === 'not_expected' || completeness === 'not_received') {
    return withheld(completeness);
  }
  if (measure.disclosure_units.every((unit) => unit === 'none')) return exactly(numerator);
  if (measure.kind === 'count') {
    return numerator.n < fewestContributors
      ? withheld('lt11')
      : { value: Math.round(numerator.expanded), numerator: null, denominator: null, reason: 'ok' };
  }
  const denominator = parts.denominator ?? nothing;
  if (numerator.n < fewestContributors || denominator.n < fewestContributors) {
    return withheld('lt11');
  }
  if (denominator.sum < smallestDenominator) return withheld('small_denominator');
  const published = {
    numerator: Math.round(numerator.expanded),
    denominator: Math.round(denominator.expanded),
  };
  return {
    value:
      measure.kind === 'mean'
        ? mean(published, measure.times ?? 1, denominator.sum)
        : percentage(published.numerator, published.denominator, denominator.sum),
    ...published,
    reason: 'ok',
  };
}

/** What concerns no one's activity leaves as it is, zero included (privacy.md A1.2). */
const exactly = ({ expanded }: ExactCell): ProtectedCell => ({
  value: Math.round(expanded),
  numerator: null,
  denominator: null,
  reason: 'ok',
});

/** The one place where the project divides: parts are summed, then divided once. */
function percentage(numerator: number, denominator: number, rawDenominator: number): number {
  const step = rawDenominator >= 3_000 ? 0.1 : rawDenominator >= 300 ? 1 : 5;
  const percent = (100 * numerator) / denominator;
  return Number((Math.round(percent / step) * step).toFixed(1));
}

/** Of a mean, which may be of any size, as many figures are kept as of a share in percent. */
function mean(
  { numerator, denominator }: { numerator: number; denominator: number },
  times: number,
  rawDenominator: number,
): number {
  const figures = rawDenominator >= 3_000 ? 3 : rawDenominator >= 300 ? 2 : 1;
  return Number(((times * numerator) / denominator).toPrecision(figures));
}

const withheld = (reason: ProtectedCell['reason']): ProtectedCell => ({
  value: null,
  numerator: null,
  denominator: null,
  reason,
});
