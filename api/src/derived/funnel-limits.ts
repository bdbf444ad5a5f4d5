/** A unit of a funnel plot: a share of what was observed there. */
export interface FunnelUnit {
  id: string;
  numerator: number;
  denominator: number;
}

export type FunnelVerdict = 'within' | 'above_95' | 'above_998' | 'below_95' | 'below_998';

export interface FunnelLimits {
  low95: number;
  high95: number;
  low998: number;
  high998: number;
}

export interface FunnelPoint {
  id: string;
  /** Shares and limits are between 0 and 1. */
  share: number;
  limits: FunnelLimits | null;
  verdict: FunnelVerdict | null;
}

export interface Funnel {
  /** Mean squared standardised distance, extremes drawn in: 1 where chance explains it all. */
  dispersion: number;
  /** `chance`: binomial limits. `widened`: by the dispersion. `none`: chance does not explain the
   * differences, and there are too few units to tell by how much limits should be widened. */
  limits: 'chance' | 'widened' | 'none';
  points: FunnelPoint[];
}

/** Under so many units overdispersion cannot be estimated. */
const fewestForDispersion = 30;
/** Share of the units drawn in at each end before dispersion is measured. */
const winsorised = 0.1;
const z95 = 1.96;
const z998 = 3.09;

/**
 * Funnel-plot limits of shares around a target share. Where units differ by more than chance, the
 * limits are widened by the dispersion from thirty units on; under thirty none are drawn, since
 * almost every unit would lie outside.
 *
 * Formulas: D. J. Spiegelhalter, Statistics in Medicine 24, 2005 (limits, `target ± z √(φ p(1−p)/n)`);
 * the same, Quality and Safety in Health Care 14, 2005 (φ from winsorised distances, used where it
 * exceeds `1 + 2 √(2/units)`).
 *
 * @param target share between 0 and 1, both excluded
 * @param factor how many of the population one observed unit stands for: chance acts on what was
 * observed, `denominator / factor`
 */
export function funnelOf(units: readonly FunnelUnit[], target: number, factor = 1): Funnel {
  const deviation = (unit: FunnelUnit): number =>
    Math.sqrt((target * (1 - target) * factor) / unit.denominator);
  const distances = units.map(
    (unit) => (unit.numerator / unit.denominator - target) / deviation(unit),
  );
  const dispersion = dispersionOf(distances);
  const isDispersed = dispersion > 1 + 2 * Math.sqrt(2 / units.length);
  const limits = !isDispersed ? 'chance' : units.length >= fewestForDispersion ? 'widened' : 'none';
  const width = limits === 'widened' ? Math.sqrt(dispersion) : 1;
  return {
    dispersion,
    limits,
    points: units.map((unit) => {
      const share = unit.numerator / unit.denominator;
      if (limits === 'none') return { id: unit.id, share, limits: null, verdict: null };
      const own = around(target, width * deviation(unit));
      return { id: unit.id, share, limits: own, verdict: verdictOf(share, own) };
    }),
  };
}

/** Mean square of the distances once the extremes are drawn in; 0 without a unit. */
function dispersionOf(distances: readonly number[]): number {
  if (distances.length === 0) return 0;
  const sorted = distances.toSorted((a, b) => a - b);
  const cut = Math.floor(winsorised * sorted.length);
  const [low = 0, high = 0] = [sorted[cut], sorted[sorted.length - 1 - cut]];
  const squares = distances.map((one) => Math.min(high, Math.max(low, one)) ** 2);
  return squares.reduce((sum, square) => sum + square, 0) / squares.length;
}

const around = (target: number, deviation: number): FunnelLimits => {
  const at = (z: number): number => Math.min(1, Math.max(0, target + z * deviation));
  return { low95: at(-z95), high95: at(z95), low998: at(-z998), high998: at(z998) };
};

function verdictOf(share: number, limits: FunnelLimits): FunnelVerdict {
  if (share > limits.high998) return 'above_998';
  if (share > limits.high95) return 'above_95';
  if (share < limits.low998) return 'below_998';
  if (share < limits.low95) return 'below_95';
  return 'within';
}
