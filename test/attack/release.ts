import type { Measure } from '@vigie/seeds/catalogue';
import { territories } from '@vigie/seeds/reference';
import {
  exactCells,
  largestOf,
  totalOf,
  vendorCells,
  type TrueCell,
  type VendorCell,
} from './exact.js';
import { attackedMeasures, attackedParts, textOf } from './lattice.js';
import type { Guards, PartCell, ProtectedCell, ProtectedPart } from './guards.js';
import type { Microdata } from './world.js';

/** All that leaves of one synthetic month, beside the truth that it was made of. */
export interface Release {
  readonly world: Microdata;
  readonly guards: Guards;
  readonly exact: ReadonlyMap<string, TrueCell>;
  /** Every part's cells, by `part/cuboid/place`. */
  readonly parts: ReadonlyMap<string, ProtectedPart>;
  /** Every measure's cells, by `measure/cuboid/place`. */
  readonly measures: ReadonlyMap<string, PublishedMeasure>;
  /** Vendors' sums behind the market table of each volume, by part. */
  readonly markets: ReadonlyMap<string, ReadonlyMap<string, VendorCell>>;
  /** Every cell of volumes, as the rules on vendors are given it. */
  readonly volumes: readonly PartCell[];
}

export interface PublishedMeasure extends ProtectedCell {
  readonly measure: Measure;
  readonly numeratorCell: string;
  readonly denominatorCell: string | undefined;
}

/** Builds the release of a month, by the functions that publishing itself calls. */
export function release(world: Microdata, guards: Guards, before?: Release): Release {
  const { exact, markets } = truthOf(world);
  const volumes = [...exact.values()]
    .filter(({ part }) => part.kind === 'volume')
    .map((cell) => volumeCell(cell, markets, guards));
  const masks = guards.masks(volumes, before?.volumes);
  const parts = new Map<string, ProtectedPart>();
  for (const cell of exact.values()) {
    parts.set(
      cell.id,
      guards.protectPart(cell.part, cell.portions, masks.get(cell.id), cell.cuboid),
    );
  }
  const measures = measuresOf(exact, parts, guards);
  return { world, guards, exact, parts, markets, volumes, measures };
}

/** Mutants of the guards are tried on the same truth. */
const truths = new WeakMap<Microdata, Pick<Release, 'exact' | 'markets'>>();

function truthOf(world: Microdata): Pick<Release, 'exact' | 'markets'> {
  const known = truths.get(world);
  if (known) return known;
  const markets = new Map(
    attackedParts
      .filter(({ part, cuboids }) => part.kind === 'volume' && hasMarket(cuboids))
      .map(({ part, amount }) => [part.id, vendorCells(world, amount, places)]),
  );
  const truth = { exact: exactCells(world), markets };
  truths.set(world, truth);
  return truth;
}

const places = territories.map(({ id }) => id);
const hasMarket = (cuboids: readonly { id: string }[]): boolean =>
  cuboids.some(({ id }) => id === 'month.region.sector');

/** Cuboid and place of a cell of the market table. */
export function marketCell(part: string, territory: string, sector: string): string {
  const level =
    territory === 'FR' ? 'nation' : territory.startsWith('REG') ? 'region' : 'department';
  const cuboid = ['month', level, ...(sector === '' ? [] : ['sector'])].sort().join('.');
  return `${part}/${cuboid}/${textOf({ territory, sector, generation: '', profession: '' })}`;
}

function volumeCell(cell: TrueCell, markets: Release['markets'], guards: Guards): PartCell {
  const { id, part, cuboid, place, portions } = cell;
  const { territory, ...categories } = place;
  const own = [portions.person, portions.structure].flatMap((portion) => portion ?? []);
  const isMarket = ['month.nation.sector', 'month.region.sector'].includes(cuboid);
  const vendors = isMarket
    ? (markets.get(part.id)?.get(`${territory}|${place.sector}`)?.vendors ?? new Map())
    : new Map<string, number>();
  return {
    ...{ id, part: part.id, stream: part.stream, cuboid, territory },
    values: Object.fromEntries(Object.entries(categories).filter(([, value]) => value !== '')),
    reason: guards.unitReason(part, portions),
    n: own.reduce((total, { n }) => total + n, 0),
    sum: totalOf(cell),
    x1: largestOf(cell),
    keySum: own.reduce((total, { keySum }) => total + keySum, 0n),
    vendors: [...vendors].map(([vendor, sum]: readonly [string, number]) => ({ vendor, sum })),
  };
}

function measuresOf(
  exact: ReadonlyMap<string, TrueCell>,
  parts: ReadonlyMap<string, ProtectedPart>,
  guards: Guards,
): Map<string, PublishedMeasure> {
  const published = new Map<string, PublishedMeasure>();
  for (const measure of attackedMeasures) {
    for (const cell of exact.values()) {
      if (cell.part.id !== measure.numerator || !measure.cuboids.includes(cell.cuboid)) continue;
      const place = `${cell.cuboid}/${textOf(cell.place)}`;
      const numerator = parts.get(cell.id);
      const below =
        measure.denominator === undefined ? undefined : `${measure.denominator}/${place}`;
      const denominator = below === undefined ? undefined : parts.get(below);
      if (!numerator || (below !== undefined && !denominator)) continue;
      published.set(`${measure.id}/${place}`, {
        ...guards.protectMeasure(measure, numerator, denominator),
        measure,
        numeratorCell: cell.id,
        denominatorCell: below,
      });
    }
  }
  return published;
}

/** Whether a cell of a part is withheld. */
export const isHidden = ({ parts }: Release, id: string): boolean =>
  (parts.get(id)?.value ?? null) === null;

/** How many cells there are, and how many of them another release tells otherwise. */
export function compared(one: Release, other: Release): { cells: number; differing: number } {
  const [before, after] = [toldBy(one), toldBy(other)];
  const differing = [...before].filter(([id, told]) => after.get(id) !== told);
  return { cells: before.size, differing: differing.length };
}

/** All that anyone is told of each cell, of parts and of measures. */
export const toldBy = ({ parts, measures }: Release): ReadonlyMap<string, string> =>
  new Map([
    ...[...parts].map(([id, { reason, value }]) => [id, [reason, value].join()] as const),
    ...[...measures].map(
      ([id, { reason, value, numerator, denominator }]) =>
        [id, [reason, value, numerator, denominator].join()] as const,
    ),
  ]);
