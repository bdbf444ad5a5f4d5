import { sectors, territories, vendors } from '@vigie/seeds/reference';
import { practices, territoryFactors, type Scenario } from '../calibration/calibration.js';
import { keyOf, normal } from '../random/hash.js';

export const regions = territories.filter((t) => t.kind === 'region');
/** The departments in the order of the reference; an actor holds an index into this list. */
export const departments = territories.filter((t) => t.kind === 'department');
export const sectorIds = sectors.map((sector) => sector.id);

/** Corse and the overseas regions are small and never sampled. */
export const isSmall = departments.map((d) => d.overseas || d.region === 'REG-94');
export const regionIndex = departments.map((d) => regions.findIndex((r) => r.id === d.region));

/**
 * Integers that sum to `total` in proportion to the weights (largest remainders, ties to the
 * first).
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((w) => (total * w) / sum);
  const counts = exact.map(Math.floor);
  const missing = total - counts.reduce((a, b) => a + b, 0);
  exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
    .slice(0, missing)
    .forEach(({ index }) => counts[index]!++);
  return counts;
}

/** Actors of the complete world by sector and department: general practice follows the GPs. */
export function population(scenario: Scenario): number[][] {
  return sectorIds.map((sector) => {
    const total = scenario.counts[sector] ?? practices[sector]!.count;
    const weights = departments.map((department) => {
      if (sector !== 'mdv') return department.population;
      const region = regions.find((r) => r.id === department.region)!;
      return ((territoryFactors.gps[region.id] ?? 0) * department.population) / region.population;
    });
    return apportion(total, weights);
  });
}

/** Activation and feeding factors by department, of mean 1 over the population (domain.md 11). */
export function regionalFactors(seed: string): { activation: number[]; feeding: number[] } {
  const { activation: a, feeding: f } = territoryFactors;
  const key = keyOf(seed, 'regional-factors');
  const clip = (value: number) => Math.min(a.highest, Math.max(a.lowest, value));
  const drawn = departments.map((department, d) => {
    const r = regionIndex[d]!;
    const region = a.fixed[department.region!];
    const within = a.within_region[department.id] ?? 1 + a.department_spread * normal(key, d, 1);
    const draw = a.spread * normal(key, r, 2);
    const below = a.below[department.region!];
    const factor =
      region ?? (below ? clip(Math.min(a.below_highest, below + draw / 2)) : clip(1 + draw));
    return factor * within;
  });
  const activation = centred(drawn, (d) => departments[d]!.region! in a.fixed);
  const feeding = centred(
    activation.map(
      (value, d) => 1 + f.correlation * (value - 1) + f.spread * normal(key, regionIndex[d]!, 3),
    ),
    () => false,
  );
  return { activation, feeding };
}

/** Rescales the values that are free so that the population mean of all is 1. */
function centred(values: readonly number[], isFixed: (index: number) => boolean): number[] {
  let free = 0;
  let fixed = 0;
  let total = 0;
  values.forEach((value, d) => {
    const weight = departments[d]!.population;
    total += weight;
    if (isFixed(d)) fixed += weight * value;
    else free += weight * value;
  });
  return values.map((value, d) => (isFixed(d) ? value : (value * (total - fixed)) / free));
}

/** Cumulative market shares of a sector's vendors by region; vendors are not even over France. */
export function vendorShares(
  seed: string,
  sector: string,
): { index: number[]; cumulated: number[][] } {
  const key = keyOf(seed, 'vendor-tilt');
  const index = vendors.flatMap((vendor, i) => (vendor.sector === sector ? [i] : []));
  const cumulated = regions.map((_, r) => {
    const weights = index.map(
      (v) =>
        vendors[v]!.market_share *
        Math.exp(territoryFactors.feeding.vendor_tilt * normal(key, v, r)),
    );
    const sum = weights.reduce((a, b) => a + b, 0);
    let running = 0;
    return weights.map((w) => (running += w / sum));
  });
  return { index, cumulated };
}
