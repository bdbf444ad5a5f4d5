import { sectors, territories, vendors } from '@vigie/seeds/reference';
import { seeded } from '../support/random.js';

/** One contributor of a synthetic month: what it produced, and what of it was accepted. */
export interface Actor {
  /** Number below 2^40, drawn at random, that adds up to the record key of a cell. */
  readonly key: bigint;
  /** Empty where it is not located. */
  readonly department: string;
  readonly region: string;
  readonly sector: string;
  readonly unit: 'person' | 'structure';
  readonly vendor: string;
  readonly generation: string;
  readonly profession: string;
  readonly produced: number;
  readonly accepted: number;
}

export interface Microdata {
  readonly seed: number;
  /** Expansion factor of each sector's stratum. */
  readonly factors: Readonly<Record<string, number>>;
  readonly actors: readonly Actor[];
}

export interface WorldOptions {
  readonly seed: number;
  readonly units: number;
  /** One for a world that is counted in full. */
  readonly factor?: number;
}

/** Share of units, share of them that feed, professions, and usual volume a month of each sector. */
const sectorShapes = [
  {
    id: 'mdv',
    share: 0.55,
    feeding: 0.5,
    professions: ['10', '10', '10', '60', '60', '50'],
    size: 40,
  },
  { id: 'officine', share: 0.22, feeding: 0.96, professions: ['21'], size: 60 },
  { id: 'hopital', share: 0.04, feeding: 0.7, professions: ['structure'], size: 4_000 },
  { id: 'biologie', share: 0.02, feeding: 0.9, professions: ['structure'], size: 9_000 },
  { id: 'imagerie', share: 0.03, feeding: 0.6, professions: ['structure'], size: 2_500 },
  { id: 'esms', share: 0.14, feeding: 0.2, professions: ['structure'], size: 15 },
] as const;
const generationShares = [
  ['segur_v1', 0.62],
  ['segur_v2', 0.2],
  ['sentinelle', 0.11],
  ['pre', 0.07],
] as const;

const unitOf = new Map(sectors.map((one) => [one.id, one.disclosure_unit]));
const departments = territories.filter(({ kind }) => kind === 'department');

/**
 * A synthetic month that resembles an early rollout: populations decide where units are, volumes
 * have a heavy tail, 35 % of vendors are absent from a region, some regions are one department,
 * one unit in 500 is not located, and in places a single contributor makes most of a cell.
 */
export function microdata({ seed, units, factor = 1 }: WorldOptions): Microdata {
  const random = seeded(seed);
  const weights = departments.map(({ population }) => population ** 1.2 * (0.3 + random()));
  const pickDepartment = picker(weights, random);
  const pickGeneration = picker(
    generationShares.map(([, share]) => share),
    random,
  );
  const vendorOf = vendorPicker(random);
  const actors: Actor[] = [];
  for (const shape of sectorShapes) {
    const feeding = shape.feeding * (0.9 + 0.1 * random());
    for (let at = 0; at < units * shape.share; at++) {
      const department = departments[pickDepartment()];
      const located = random() >= 0.002;
      const region = department?.region ?? '';
      const produced = Math.round(shape.size * heavyTail(random)) + 1;
      const feeds = random() < feeding;
      actors.push({
        key: BigInt(Math.floor(random() * 2 ** 40)),
        department: located ? (department?.id ?? '') : '',
        region: located ? region : '',
        sector: shape.id,
        unit: unitOf.get(shape.id) === 'structure' ? 'structure' : 'person',
        vendor: vendorOf(shape.id, region),
        generation: generationShares[pickGeneration()]?.[0] ?? 'pre',
        profession: shape.professions[Math.floor(random() * shape.professions.length)] ?? '',
        produced,
        accepted: feeds ? Math.ceil(produced * random()) : 0,
      });
    }
  }
  const factors = Object.fromEntries(
    sectorShapes.map(({ id }, at) => [id, factor === 1 ? 1 : factor + at]),
  );
  return { seed, factors, actors: [...actors, ...giants(random)] };
}

/** Contributors that make nearly all of a region's sector, a professional and structures. */
const giants = (random: () => number): Actor[] =>
  [
    { department: 'DEP-2A', sector: 'officine', profession: '21', produced: 40_000 },
    { department: 'DEP-973', sector: 'hopital', profession: 'structure', produced: 900_000 },
    { department: 'DEP-22', sector: 'biologie', profession: 'structure', produced: 6_000_000 },
    { department: 'DEP-45', sector: 'imagerie', profession: 'structure', produced: 2_000_000 },
  ].map(({ department, sector, profession, produced }) => ({
    key: BigInt(Math.floor(random() * 2 ** 40)),
    department,
    region: departments.find(({ id }) => id === department)?.region ?? '',
    sector,
    unit: unitOf.get(sector) === 'structure' ? 'structure' : 'person',
    vendor: vendors.find((vendor) => vendor.sector === sector)?.id ?? '',
    generation: 'segur_v1',
    profession,
    produced,
    accepted: Math.round(produced * 0.9),
  }));

/** Vendors of a sector by their shares, of which a third is absent from each region. */
function vendorPicker(random: () => number): (sector: string, region: string) => string {
  const present = new Map<string, { ids: readonly string[]; pick: () => number }>();
  return (sector, region) => {
    const key = `${sector}|${region}`;
    const known = present.get(key) ?? presentIn(sector);
    present.set(key, known);
    return known.ids[known.pick()] ?? '';
  };
  function presentIn(sector: string): { ids: readonly string[]; pick: () => number } {
    const own = vendors.filter((vendor) => vendor.sector === sector);
    const kept = own.filter((_, at) => at === 0 || random() >= 0.35);
    const shares = kept.map(({ market_share }) => market_share * (0.4 + 1.2 * random()));
    return { ids: kept.map(({ id }) => id), pick: picker(shares, random) };
  }
}

/** Pareto with an exponent of 1.3, cut at two hundred times the median. */
const heavyTail = (random: () => number): number =>
  Math.min(200, 0.6 * (1 - random()) ** (-1 / 1.3));

function picker(weights: readonly number[], random: () => number): () => number {
  const sums: number[] = [];
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight);
  const total = sums.at(-1) ?? 0;
  return () => {
    const drawn = random() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > drawn) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
