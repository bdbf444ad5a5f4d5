/** Published counts of a rate in one stratum; null where they are not published. */
export interface StratumCounts {
  stratum: string;
  numerator: number | null;
  denominator: number | null;
}

export interface EqualStructure {
  /** The territory's rate, had it the structure of the reference. */
  standardised: number;
  /** The reference's own rate over the same strata. */
  reference: number;
  /** What remains once structure is set aside. */
  difference: number;
  /** Share of the reference's denominator in the strata that both publish. */
  covered: number;
}

/** Under it, what is compared would be too small a part of the whole. */
const leastCovered = 0.8;

/**
 * Compares a territory with a reference at equal structure: its rate in each stratum, weighted with
 * the reference's denominators, over the strata that both publish. Null where these hold less than
 * four fifths of the reference.
 *
 * Formula: direct standardisation, `Σ W·r / Σ W` (J. L. Fleiss, Statistical Methods for Rates and
 * Proportions, ch. 19). Rates are numerator over denominator, unrounded.
 */
export function atEqualStructure(
  own: readonly StratumCounts[],
  reference: readonly StratumCounts[],
): EqualStructure | null {
  const known = new Map(own.flatMap((one) => rateOf(one)));
  const strata = reference.flatMap((one) =>
    rateOf(one).map(([stratum, there]) => ({ stratum, there })),
  );
  const weight = (some: typeof strata): number =>
    some.reduce((sum, { there }) => sum + there.denominator, 0);
  const common = strata.filter(({ stratum }) => known.has(stratum));
  const covered = strata.length === 0 ? 0 : weight(common) / weight(strata);
  if (covered < leastCovered) return null;
  const mean = (rate: (stratum: string, there: Rate) => number): number =>
    common.reduce((sum, { stratum, there }) => sum + there.denominator * rate(stratum, there), 0) /
    weight(common);
  const standardised = mean((stratum) => known.get(stratum)?.rate ?? 0);
  const there = mean((_, { rate }) => rate);
  return { standardised, reference: there, difference: standardised - there, covered };
}

interface Rate {
  rate: number;
  denominator: number;
}

const rateOf = ({ stratum, numerator, denominator }: StratumCounts): [string, Rate][] =>
  numerator === null || denominator === null || denominator === 0
    ? []
    : [[stratum, { rate: numerator / denominator, denominator }]];
