import { figuresOfMean, stepOfShare, type Measure } from '@vigie/seeds/catalogue';
import type { ProtectedPart } from './protect-part.js';
import type { Reason } from './reason.js';
import { fewest, isVolume } from './unit-rules.js';

/** How much of what was expected has come, for the cell's sector and period. */
export type Completeness = 'not_expected' | 'not_received' | 'partial' | 'complete';

/** What leaves of one cell of a measure; nothing but the reason unless that is `ok`. */
export interface ProtectedCell {
  /** A count; a share in percent; a mean. */
  readonly value: number | null;
  /** What a share or a mean was divided from. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly reason: Reason;
}

/** A rate is not published under this raw denominator (privacy.md A1.7). */
const smallestDenominator = 100;
/** From this raw denominator on, ten are 5 % at the most. */
const denominatorOfBounds = 220;

/**
 * A measure's cell from its protected parts: thresholds are held against exact raw denominators, what
 * is divided is what leaves.
 *
 * @returns a share in percent, to 0.1 point from a raw denominator of 3,000, to 1 from 300, to 5
 * below; a mean to three figures, to two, to one. A share whose numerator or complement is of fewer
 * than eleven is told as a bound where that is true (privacy.md A3.5), and none reads 0 or 100 % but
 * one of structures, whose number is public
 */
export function protectMeasure(
  measure: Measure,
  numerator: ProtectedPart,
  denominator: ProtectedPart | undefined,
  completeness: Completeness,
): ProtectedCell {
  if (completeness === 'not_expected' || completeness === 'not_received') {
    return withheld(completeness);
  }
  if (!denominator) {
    const { value, reason } = numerator;
    return { value, numerator: null, denominator: null, reason };
  }
  const isShare = measure.kind === 'ratio';
  if (isShare && isNearNone(numerator, denominator)) return withheld('at_most_5');
  if (numerator.value === null) return withheld(numerator.reason);
  if (denominator.value === null) return withheld(denominator.reason);
  if (denominator.sum < smallestDenominator) return withheld('small_denominator');
  const left = isShare ? complement(numerator, denominator) : Infinity;
  if (left < fewest.person) {
    return withheld(isNearAll(numerator, denominator) ? 'at_least_95' : 'lt11');
  }
  const parts = { numerator: numerator.value, denominator: denominator.value };
  const value = isShare
    ? percentage(parts, denominator.sum)
    : mean(parts, measure.times ?? 1, denominator.sum);
  if (left < Infinity && value <= 0) return withheld('at_most_5');
  if (left < Infinity && value >= 100) return withheld('at_least_95');
  return { value, ...parts, reason: 'ok' };
}

/** A few persons of so many that they are 5 % at the most. */
const isNearNone = (numerator: ProtectedPart, denominator: ProtectedPart): boolean =>
  numerator.reason === 'lt11' &&
  denominator.reason === 'ok' &&
  numerator.persons < fewest.person &&
  !isVolume(numerator.kind) &&
  !isVolume(denominator.kind) &&
  denominator.sum >= denominatorOfBounds &&
  numerator.expanded <= 0.05 * denominator.expanded;

const isNearAll = (numerator: ProtectedPart, denominator: ProtectedPart): boolean =>
  denominator.sum >= denominatorOfBounds && numerator.expanded >= 0.95 * denominator.expanded;

/** What a numerator leaves of its denominator: persons, or documents; of structures alone, no secret. */
function complement(numerator: ProtectedPart, denominator: ProtectedPart): number {
  if (isVolume(numerator.kind)) return denominator.sum - numerator.sum;
  if (denominator.persons === 0) return Infinity;
  return denominator.persons - numerator.persons;
}

/** The one place where the project divides: parts are summed, then divided once. */
function percentage(
  { numerator, denominator }: { numerator: number; denominator: number },
  rawDenominator: number,
): number {
  const step = stepOfShare(rawDenominator);
  const percent = (100 * numerator) / denominator;
  return Number((Math.round(percent / step) * step).toFixed(1));
}

/** Of a mean, which may be of any size, as many figures are kept as of a share in percent. */
function mean(
  { numerator, denominator }: { numerator: number; denominator: number },
  times: number,
  rawDenominator: number,
): number {
  return Number(((times * numerator) / denominator).toPrecision(figuresOfMean(rawDenominator)));
}

const withheld = (reason: Reason): ProtectedCell => ({
  value: null,
  numerator: null,
  denominator: null,
  reason,
});
