import type { Part } from '@vigie/seeds/catalogue';
import type { CellKey } from './cell-key.js';
import { nothing, together, type ExactCell, type Portions } from './exact-cell.js';
import { normalQuantile } from './normal-quantile.js';
import { frequencyNoise, noiseVariance } from './p-table.js';
import { fewest, isVolume } from './unit-rules.js';

/** The noise of a volume stays within this many standard deviations. */
export const truncation = 4.74;
/** Standard deviation of a volume's noise, as a share of its largest contribution. */
export const shareOfLargest = 0.25;
/** The same of what came since the latest publication. */
export const shareOfLate = 0.35;

/**
 * What a cell shows once noise is added: its raw value, whole (privacy.md A1.4). The same
 * contributors with the same sum show the same value at every level, in every edition.
 *
 * Persons are counted with the noise of the p-table, structures exactly; a volume of both has one
 * noise, that of the whole.
 *
 * @param family what is counted, see {@link familyOf}
 * @returns null where what noise was added to shows as fewer than eleven
 */
export function noisyValue(
  { kind }: Pick<Part, 'kind'>,
  family: string,
  portions: Portions,
  key: CellKey,
): number | null {
  if (isVolume(kind)) return atLeastEleven(noisyVolume(family, together(portions), key));
  const { person = nothing, structure = nothing } = portions;
  if (person.n === 0) return structure.sum;
  const persons = atLeastEleven(noisyCount(family, person, key));
  return persons === null ? null : persons + structure.sum;
}

function noisyVolume(family: string, cell: ExactCell, key: CellKey): number {
  const z = truncatedNormal(key.uniform(family, cell.keySum, cell.sum));
  return Math.round(cell.sum + z * volumeSpread(cell));
}

const noisyCount = (family: string, { n, keySum }: ExactCell, key: CellKey): number =>
  n + frequencyNoise(n, key.uniform(family, keySum, n));

const atLeastEleven = (value: number): number | null => (value < fewest.person ? null : value);

/** Standard deviation of the noise of a volume, in its unit. */
export function volumeSpread({ n, sum, x1, lateX1 }: ExactCell): number {
  const spread = Math.min(shareOfLargest * x1, relativeCap(n) * sum);
  return Math.max(Math.sqrt(noiseVariance), spread, shareOfLate * lateX1);
}

/**
 * Largest standard deviation as a share of the sum: from 3 % for few contributors to 0.5 % for
 * thousands. It follows the contributors, never the level: the same ones seen at two levels would
 * have two deviations for one noise, which solves the sum.
 */
export const relativeCap = (n: number): number =>
  Math.min(0.03, Math.max(0.005, 0.4 / Math.sqrt(n)));

function truncatedNormal(uniform: number): number {
  const z = normalQuantile(Math.min(Math.max(uniform, 1e-9), 1 - 1e-9));
  return Math.max(-truncation, Math.min(truncation, z));
}
