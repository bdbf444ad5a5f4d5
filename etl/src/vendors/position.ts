/** Where a vendor is among those of its cell: in the bin, counted from the lowest, of so many. */
export interface Position {
  readonly bin: number;
  readonly bins: number;
}

/** Vendors of a bin: three others, whoever of them looks (privacy.md A3.6). */
const fewestInBin = 4;
/** More bins than quarters would say more than the quantiles do. */
const mostBins = 4;

/**
 * The bin of each active vendor by its rate, in at most four bins that hold four vendors or more.
 * Equal rates are in one bin: what is told apart is not equal.
 * @returns nothing where there would be one bin only
 */
export function positionsOf(rates: ReadonlyMap<string, number>): Map<string, Position> {
  const sorted = [...rates].sort(([, a], [, b]) => a - b);
  const count = Math.min(mostBins, Math.floor(sorted.length / fewestInBin));
  const cuts: number[] = [];
  for (let cut = 1; cut < count; cut += 1) {
    let at = Math.round((cut * sorted.length) / count);
    while (at < sorted.length && sorted[at]?.[1] === sorted[at - 1]?.[1]) at += 1;
    const isFull = at - (cuts.at(-1) ?? 0) >= fewestInBin && sorted.length - at >= fewestInBin;
    if (isFull) cuts.push(at);
  }
  if (cuts.length === 0) return new Map();
  return new Map(
    sorted.map(([vendor], at) => [
      vendor,
      { bin: 1 + cuts.filter((cut) => cut <= at).length, bins: cuts.length + 1 },
    ]),
  );
}
