import { errorClasses, parts } from './catalogue.js';
import { figuresOfMean, stepOfShare } from './rounding.js';
import type { Measure, Part } from './schema.js';

const kinds = new Map(parts.map(({ id, kind }) => [id, kind]));

/** What was published of one cell. */
export interface PublishedValue {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** Standard deviation of a count of persons (privacy.md A1.4), in raw units. */
const deviation = Math.sqrt(10);
/** The largest of a volume, as a share of it. */
const largestShare = 0.03;
/** Two times out of ninety-five, a normal error is larger than so many standard deviations. */
const certainty = 1.96;

/**
 * How far a published value may be from the exact one, in 95 cases of 100, as a share of it: what the
 * protection and rounding can do at the most to a value of that size. It follows from what was
 * published alone, so it tells nothing of a cell's contributors; a change that came late may blur more.
 *
 * Shares and means: the relative errors of both parts add in squares, rounding on top.
 * @param factor the largest factor that raw counts were expanded by; 1 where all is observed
 * @returns null where there is no value, or nothing to tell it by (a quantile)
 */
export function errorClassOf(
  measure: Measure,
  { value, numerator, denominator }: PublishedValue,
  factor = 1,
): string | null {
  if (value === null || measure.kind === 'quantile') return null;
  const error =
    numerator === null || denominator === null
      ? relativeError(measure, measure.numerator, value, factor)
      : Math.hypot(
          relativeError(measure, measure.numerator, numerator, factor),
          relativeError(measure, measure.denominator, denominator, factor),
        ) + rounding(measure, value, denominator / factor);
  const percent = 100 * error;
  return errorClasses.find(({ at_most: most }) => most === null || percent <= most)?.id ?? null;
}

/** Of a part's published value; 0 where no noise is added to it. */
function relativeError(
  { disclosure_units: units }: Measure,
  id: string | undefined,
  value: number,
  factor: number,
): number {
  const kind = kinds.get(id ?? '');
  if (!isNoisy(units, kind)) return 0;
  const count = (deviation * factor) / value;
  return certainty * (kind === 'volume' ? Math.max(count, largestShare) : count);
}

const isNoisy = (units: Measure['disclosure_units'], kind: Part['kind'] | undefined): boolean =>
  kind === 'volume'
    ? units.some((unit) => unit !== 'none')
    : units.some((unit) => unit === 'professional' || unit === 'patient');

/** Half of the step that shares and means are rounded to, as a share of the value. */
function rounding({ kind }: Measure, value: number, denominator: number): number {
  if (kind === 'ratio') return stepOfShare(denominator) / 2 / value;
  return 10 ** (1 - figuresOfMean(denominator)) / 2;
}
