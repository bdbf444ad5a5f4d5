import { type Cell } from '@vigie/contract';
import { type Bilingual, measures, parts } from '@vigie/seeds/catalogue';
import { type Declaration } from '../measures/declaration.js';
import { scaleOf } from './scale.js';
import { type FactorId, factorWords } from './words.js';

/** The published counts of one stratum in a month. */
export interface StratumMonth {
  /** The volume itself, or the numerator of a rate. */
  volume: number;
  /** Null for a count. */
  denominator: number | null;
  /** How many contributed to the volume; null where that is not published. */
  contributors: number | null;
}

export interface Factor {
  id: FactorId;
  label: Bilingual;
}

/**
 * The factors that a measure's value is the product of, in the order of {@link factorValues}.
 * @param companion the mean that divides the same volume by its contributors, where it is known
 */
export function factorsOf(
  measure: Declaration,
  companion: Declaration | null,
  isSplit: boolean,
): Factor[] {
  const factor = (id: FactorId, label?: Bilingual): Factor => ({
    id,
    label: label ?? factorWords[id],
  });
  const isCount = measure.kind === 'count';
  const below = factor('denominator', measure.parts?.denominator);
  if (companion !== null) {
    const { label, parts: own } = companion;
    return [
      ...(isSplit ? [factor('mix')] : []),
      factor('contributors', own?.denominator),
      factor('each', label),
      ...(isCount ? [] : [below]),
    ];
  }
  if (isCount) return [factor('total', measure.label)];
  return isSplit
    ? [factor('mix'), factor('rate')]
    : [factor('numerator', measure.parts?.numerator), below];
}

/**
 * The factors of each stratum in one month; the sum over strata of their products is the value of
 * all strata together, in the unit of the measure.
 *
 * With contributors: share of the stratum among them × all of them × volume of each, for a rate also
 * ÷ the denominator of all strata. Without: a volume is its own factor; a rate is that of the stratum
 * × the stratum's share in the denominator. Without strata there is no share.
 *
 * @param byContributors whether the contributors of every stratum are known
 */
export function factorValues(
  measure: Declaration,
  strata: readonly StratumMonth[],
  isSplit: boolean,
  byContributors: boolean,
): number[][] {
  const sum = (pick: (one: StratumMonth) => number | null): number =>
    strata.reduce((total, one) => total + (pick(one) ?? 0), 0);
  const contributors = sum((one) => one.contributors);
  const denominator = sum((one) => one.denominator);
  const isCount = measure.kind === 'count';
  const below = isCount ? [] : [scaleOf(measure) / denominator];
  return strata.map(({ volume, denominator: own, contributors: people }) => {
    if (byContributors && people !== null) {
      const share = isSplit ? [people / contributors] : [];
      return [...share, contributors, volume / people, ...below];
    }
    if (isCount || !isSplit) return [volume, ...below];
    return [(own ?? 0) / denominator, (scaleOf(measure) * volume) / (own ?? 0)];
  });
}

/** The published mean of a measure's volume for each of its contributors, by some cuboid. */
export function companionOf(
  measure: Declaration,
  readable: readonly Declaration[],
  cuboid: string,
): Declaration | null {
  const own = measures.find(({ id }) => id === measure.id);
  const mean = measures.find(
    ({ kind, numerator, denominator, times }) =>
      kind === 'mean' &&
      times === undefined &&
      numerator === own?.numerator &&
      parts.find(({ id }) => id === denominator)?.kind === 'actors',
  );
  const found = readable.find(({ id, cuboids }) => id === mean?.id && cuboids.includes(cuboid));
  // Documents for each feeder are not told by feeders and documents for each.
  return found === undefined || found.id === measure.id ? null : found;
}

/** The counts of a cell, or null where one of them is not published. */
export function countsOf(
  measure: Declaration,
  cell: Cell | undefined,
  mean: Cell | undefined,
): StratumMonth | null {
  const isCount = measure.kind === 'count';
  const volume = (isCount ? cell?.value : cell?.numerator) ?? null;
  const denominator = isCount ? null : (cell?.denominator ?? null);
  if (volume === null || (!isCount && (denominator === null || denominator === 0))) return null;
  return { volume, denominator, contributors: mean?.denominator ?? null };
}
