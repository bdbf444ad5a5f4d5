import { sectors, territories, vendors } from '@vigie/seeds/reference';
import { nothing, unitReason, type UnitReason } from '../protect/index.js';
import type { TableCell } from './sector-table.js';

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Tally {
  unit: 'professional' | 'structure';
  n: number;
  sum: number;
  x1: number;
  x2: number;
}

/** Contributors of France, and documents that a usual one of them sends in a month. */
const shapes: Readonly<Record<string, { count: number; size: number }>> = {
  mdv: { count: 60_000, size: 60 },
  officine: { count: 20_000, size: 60 },
  hopital: { count: 2_400, size: 3_000 },
  biologie: { count: 1_100, size: 9_000 },
  imagerie: { count: 1_500, size: 2_500 },
  esms: { count: 8_000, size: 20 },
};

export interface MarketOptions {
  readonly seed: number;
  /** Share of the contributors that there are. */
  readonly scale?: number;
  readonly sectors?: readonly string[];
}

/**
 * The table of a synthetic month: contributors with a heavy tail, each on the software of a vendor; a
 * third of the vendors is absent from a region, and where it is present its share differs.
 */
export function syntheticMarket({ seed, scale = 0.2, ...rest }: MarketOptions): TableCell[] {
  const random = seeded(seed);
  const departments = territories.filter(({ kind }) => kind === 'department');
  const france = departments.reduce((all, { population }) => all + population, 0);
  const tallies = new Map<string, Tally[]>();
  const bySoftware = new Map<string, Map<string, number>>();
  const add = (key: string, unit: Tally['unit'], vendor: string, value: number): void => {
    const own = tallies.get(key) ?? [];
    let tally = own.find((one) => one.unit === unit);
    if (!tally) own.push((tally = { unit, n: 0, sum: 0, x1: 0, x2: 0 }));
    tallies.set(key, own);
    tally.n += 1;
    tally.sum += value;
    tally.x2 = Math.max(tally.x2, Math.min(tally.x1, value));
    tally.x1 = Math.max(tally.x1, value);
    const sums = bySoftware.get(key) ?? new Map<string, number>();
    bySoftware.set(key, sums.set(vendor, (sums.get(vendor) ?? 0) + value));
  };
  for (const { id: sector, disclosure_unit: unit } of sectors) {
    if (rest.sectors?.includes(sector) === false) continue;
    const { count = 0, size = 0 } = shapes[sector] ?? {};
    const presence = new Map<string, { id: string; upTo: number }[]>();
    for (const { id, region, population } of departments) {
      const own = presence.get(region ?? '') ?? presentVendors(sector, random);
      presence.set(region ?? '', own);
      const expected = (count * scale * population * (0.7 + 0.6 * random())) / france;
      const here = Math.floor(expected + random());
      for (let n = 0; n < here; n += 1) {
        const place = random();
        const vendor = own.find(({ upTo }) => place <= upTo)?.id ?? '';
        const value = Math.ceil(size * Math.min(200, 0.6 * (1 - random()) ** (-1 / 1.4)));
        for (const territory of [id, region ?? '', 'FR']) {
          add(`${territory}|`, unit, vendor, value);
          if (territory !== id) add(`${territory}|${sector}`, unit, vendor, value);
        }
      }
    }
  }
  return [...tallies].map(([key, own]) => {
    const [territory = '', sector = ''] = key.split('|');
    const reasons = own.map(reasonOf);
    const worst = (['lt11', 'lt3', 'dominated'] as const).find((one) => reasons.includes(one));
    const failing = own.filter((tally) => worst === undefined || reasonOf(tally) === worst);
    const sold = [...(bySoftware.get(key) ?? [])].map(([vendor, sum]) => ({ vendor, sum }));
    return {
      territory,
      sector,
      sum: own.reduce((all, { sum }) => all + sum, 0),
      x1: Math.max(...failing.map(({ x1 }) => x1)),
      reason: worst ?? 'ok',
      vendors: sector === '' ? [] : sold,
    };
  });
}

/** The rules on contributors of a volume (privacy.md A1.1). */
const reasonOf = ({ unit, ...tally }: Tally): UnitReason =>
  unitReason('volume', {
    [unit === 'structure' ? 'structure' : 'person']: { ...nothing, ...tally },
  });

function presentVendors(sector: string, random: () => number): { id: string; upTo: number }[] {
  const own = vendors
    .filter((vendor) => vendor.sector === sector)
    .filter((_, at) => at === 0 || random() >= 0.35)
    .map(({ id, market_share: share }) => ({ id, weight: share * (0.3 + 1.4 * random()) }));
  const total = own.reduce((all, { weight }) => all + weight, 0);
  let upTo = 0;
  return own.map(({ id, weight }) => ({ id, upTo: (upTo += weight / total) }));
}
