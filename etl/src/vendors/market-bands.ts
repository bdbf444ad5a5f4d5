/** Others than the one who looks that must be active for a quantile (privacy.md A3.6). */
const fewestOthers = { first_quartile: 12, median: 7, third_quartile: 12 } as const;
const places = { first_quartile: 0.25, median: 0.5, third_quartile: 0.75 } as const;
export type Quantile = keyof typeof places;

/**
 * A quantile of the active vendors' rates, so that no one's own leaves: the mean of the three around
 * its place, of the four in the middle for a median between two, in whole points. The same for every
 * vendor, so that one of those counted may be the one who looks.
 * @returns undefined where too few are active
 */
export function bandOf(rates: readonly number[], quantile: Quantile): number | undefined {
  if (rates.length - 1 < fewestOthers[quantile]) return undefined;
  const sorted = [...rates].sort((a, b) => a - b);
  const place = (sorted.length - 1) * places[quantile];
  const isBetween = quantile === 'median' && place % 1 !== 0;
  const from = isBetween ? place - 1.5 : Math.round(place) - 1;
  const around = sorted.slice(from, from + (isBetween ? 4 : 3));
  return Math.round(around.reduce((sum, rate) => sum + rate, 0) / around.length);
}
