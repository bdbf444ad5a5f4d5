import type { AdoptionLine } from './adoption.chart.ts';

/** Quartiles are told from so many territories on. */
export const fewestForQuartiles = 8;

/** A quantile of sorted values, between two of them where it falls there. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place % 1);
}

/**
 * First and third quartile of the territories compared, month by month, of the values that are
 * published; null where fewer than eight are.
 */
export function quartilesOf(lines: readonly AdoptionLine[]): {
  first: (number | null)[];
  third: (number | null)[];
} {
  const compared = lines.filter(({ role }) => role === 'other' || role === 'own');
  const months = (lines[0]?.values ?? []).map((_, month) =>
    compared.flatMap(({ values }) => values[month] ?? []).sort((a, b) => a - b),
  );
  const at = (share: number): (number | null)[] =>
    months.map((sorted) => (sorted.length < fewestForQuartiles ? null : quantile(sorted, share)));
  return { first: at(0.25), third: at(0.75) };
}
