/** Exact cell of one part, as `mart` holds it, of the contributors of one disclosure unit. */
export interface ExactCell {
  /** Distinct contributors. */
  readonly n: number;
  /** Raw sum over the contributors; for a frequency, their number. */
  readonly sum: number;
  /** The two largest contributions. */
  readonly x1: number;
  readonly x2: number;
  /** Sum of the contributors' record keys, modulo 2^63: the same for the same contributors. */
  readonly keySum: bigint;
  /** The sum expanded by each stratum's factor. */
  readonly expanded: number;
  /**
   * Largest contribution of what changed since an earlier publication of the period, where that change
   * by itself would be withheld (too few contributors, or dominated); else 0.
   */
  readonly lateX1: number;
}

/**
 * Whose activity a cell shows: of persons (professionals, pharmacies, patients), of structures, which
 * are enterprises, or of no one.
 */
export type Unit = 'person' | 'structure' | 'none';

/**
 * What each unit contributed to one cell. Every unit that may contribute there is given, with
 * {@link nothing} where nothing came of it.
 */
export type Portions = Readonly<Partial<Record<Unit, ExactCell>>>;

export const nothing: ExactCell = {
  n: 0,
  sum: 0,
  x1: 0,
  x2: 0,
  keySum: 0n,
  expanded: 0,
  lateX1: 0,
};

/** The cell of all units together, whose contributors are distinct. */
export const together = (portions: Portions): ExactCell =>
  Object.values(portions).reduce(merged, nothing);

const modulus = 1n << 63n;

function merged(one: ExactCell, other: ExactCell): ExactCell {
  const [x1 = 0, x2 = 0] = [one.x1, one.x2, other.x1, other.x2].sort((a, b) => b - a);
  return {
    n: one.n + other.n,
    sum: one.sum + other.sum,
    x1,
    x2,
    keySum: (one.keySum + other.keySum) % modulus,
    expanded: one.expanded + other.expanded,
    lateX1: Math.max(one.lateX1, other.lateX1),
  };
}
