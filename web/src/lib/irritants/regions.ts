import type { Cell } from '@vigie/contract';

/** Reports of a region against how many could have reported. */
export interface RegionRate {
  id: string;
  name: string;
  href: string;
  reports: Cell | undefined;
  installed: Cell | undefined;
  /** Reports per 10,000 equipped, or null. */
  value: number | null;
  /** 95% range of the rate, or null. */
  range: { low: number; high: number } | null;
  /** State of the cell that keeps the rate from being calculated, `ok` where it is. */
  state: string;
}

/** Under this many equipped a rate says nothing. */
export const smallestDenominator = 300;
export const per = 10_000;

/**
 * Reports per 10,000 equipped with their 95% range. Reports that come one by one vary like a
 * Poisson count, and each observed one stands for `factor`: the standard deviation of a count n is
 * √(factor × n).
 */
export function reportRate(
  reports: Cell | undefined,
  installed: Cell | undefined,
  factor: number,
): Pick<RegionRate, 'value' | 'range' | 'state'> {
  const none = { value: null, range: null };
  const [counted, equipped] = [reports?.value ?? null, installed?.value ?? null];
  if (counted === null || equipped === null) {
    const withheld = counted === null ? reports : installed;
    return { ...none, state: withheld?.state ?? 'absent' };
  }
  if (equipped < smallestDenominator) return { ...none, state: 'small_denominator' };
  const rate = (count: number): number => (per * count) / equipped;
  const margin = 1.96 * Math.sqrt(Math.max(1, factor) * counted);
  return {
    value: rate(counted),
    range: { low: rate(Math.max(0, counted - margin)), high: rate(counted + margin) },
    state: 'ok',
  };
}

/** Regions whose whole range lies above the rate of the nation, highest first. */
export function clearlyAbove(regions: readonly RegionRate[], nation: number | null): RegionRate[] {
  if (nation === null) return [];
  return regions
    .filter(({ range }) => range !== null && range.low > nation)
    .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0) || a.id.localeCompare(b.id));
}
