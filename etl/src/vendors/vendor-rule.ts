import { closestGuess, largestShare } from '../protect/index.js';

/** What one vendor's customers did in a cell, raw. */
export interface VendorSum {
  readonly vendor: string;
  readonly sum: number;
}

/** Thresholds of the rule (privacy.md A1.1, A1.5; INSEE's dominance rule and the p% rule). */
export const vendorLimits = {
  fewest: 3,
  /** Within this share of its volume the second vendor must not be able to estimate the first. */
  margin: closestGuess,
  /** A cell that was masked comes back once it passes with this margin three months running. */
  marginToReturn: 0.2,
} as const;

/**
 * Whether a volume may be told to rivals: at least three vendors, the largest at most 85 % of the
 * volume X, and X − x1 − x2 at least `margin` times x1 (privacy.md A1.5). A volume that no vendor
 * is known of passes: the rule is about vendors.
 */
export function passesVendorRule(
  vendors: readonly VendorSum[],
  margin: number = vendorLimits.margin,
): boolean {
  const sums = vendors.map(({ sum }) => sum).filter((sum) => sum > 0);
  if (sums.length === 0) return true;
  const total = sums.reduce((all, sum) => all + sum, 0);
  const [x1 = 0, x2 = 0] = sums.sort((a, b) => b - a);
  return (
    sums.length >= vendorLimits.fewest &&
    x1 <= largestShare * total &&
    total - x1 - x2 >= margin * x1
  );
}
