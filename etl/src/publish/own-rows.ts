import type { Cuboid, Measure, Part } from '@vigie/seeds/catalogue';
import { releases, territories, vendors } from '@vigie/seeds/reference';
import {
  protectMeasure,
  protectPart,
  type CellKey,
  type Portions,
  type ProtectedCell,
} from '../protect/index.js';
import { cuboidById, partsOf } from '../cells/made-of.js';
import { sectorUnit } from '../cells/units.js';
import type { CompletenessOf } from './completeness.js';
import { isActive } from '../vendors/market-rule.js';
import { positionsOf, type Position } from '../vendors/position.js';

/** A vendor's own cell; the empty text for what its cuboid does not cross. */
export interface OwnPlace {
  readonly vendor: string;
  readonly release: string;
  readonly territory: string;
  readonly sector: string;
}

/** One row of `published.own_cell` before it is written. */
export interface OwnRow extends OwnPlace, ProtectedCell, Partial<Position> {
  readonly measure: string;
  readonly cuboid: string;
  readonly provisional: boolean;
  readonly publication: number;
}

/** What the rows of a month are made of. */
export interface OwnSource {
  readonly month: string;
  readonly publication: number;
  readonly cellKey: CellKey;
  /** Exact cells of a vendor by disclosure unit; undefined where no vendor of its sector has any. */
  readonly portions: (part: Part, cuboid: string, place: OwnPlace) => Portions | undefined;
  readonly completeness: CompletenessOf;
}

const sectorOf = new Map(vendors.map(({ id, sector }) => [id, sector]));

/**
 * What each vendor may see of its own in a month, for the cuboids that a measure declares so: protected
 * for its customers like every cell. Where the volumes are final, a rate has its place among the active
 * vendors of the cell (privacy.md A1.5, A3.6), worked out from what they themselves are told.
 */
export function ownRows(measure: Measure, source: OwnSource): OwnRow[] {
  const [numerator, denominator] = partsOf(measure);
  if (!numerator) return [];
  return (measure.own_cuboids ?? []).flatMap((id) => {
    const cuboid = cuboidById.get(id);
    if (cuboid?.grain !== 'month') return [];
    const told = placesOf(cuboid, source.month).flatMap((place) => {
      const row = ownRow(measure, cuboid, place, { numerator, denominator }, source);
      return row ? [row] : [];
    });
    const isRanked = measure.kind === 'ratio' && cuboid.categories.includes('sector');
    return isRanked && source.publication >= 3 ? ranked(told) : told.map(({ row }) => row);
  });
}

/** A row, and whether its vendor is active there. */
interface Told {
  readonly row: OwnRow;
  readonly isActive: boolean;
}

function ownRow(
  measure: Measure,
  { id: cuboid }: Cuboid,
  place: OwnPlace,
  own: { numerator: Part; denominator: Part | undefined },
  { month, publication, cellKey, portions, completeness }: OwnSource,
): Told | undefined {
  const of = (part: Part) => portions(part, cuboid, place);
  const above = of(own.numerator);
  const below = own.denominator && of(own.denominator);
  if (!above && !below) return undefined;
  const sector = sectorOf.get(place.vendor) ?? '';
  const state = completeness(own.numerator.stream, sector, month);
  const cell = protectMeasure(
    measure,
    protectPart(own.numerator, above ?? {}, cellKey),
    own.denominator && protectPart(own.denominator, below ?? {}, cellKey),
    state,
  );
  const n = Object.values(below ?? above ?? {}).reduce((sum, portion) => sum + portion.n, 0);
  const provisional = publication < 3 || state === 'partial';
  return {
    row: { ...place, ...cell, measure: measure.id, cuboid, provisional, publication },
    isActive: isActive({ unit: sectorUnit(sector), n }),
  };
}

/** Rows with the place of each active vendor that has a rate. */
function ranked(told: readonly Told[]): OwnRow[] {
  const groups = Map.groupBy(told, ({ row }) => `${row.territory}|${row.sector}`);
  return [...groups.values()].flatMap((group) => {
    const rates = group.flatMap(({ row, isActive: active }) =>
      active && row.value !== null ? [[row.vendor, row.value] as const] : [],
    );
    const positions = positionsOf(new Map(rates));
    return group.map(({ row }) => ({ ...row, ...positions.get(row.vendor) }));
  });
}

/** Every cell that a cuboid has for vendors in a month, whether or not anything happened in it. */
function placesOf({ level, categories }: Cuboid, month: string): OwnPlace[] {
  const own = territories.filter(({ kind }) => kind === level).map(({ id }) => id);
  return vendors.flatMap(({ id: vendor, sector }) => {
    const told = categories.includes('release')
      ? releases
          .filter(
            (release) => release.vendor === vendor && release.released_on.slice(0, 7) <= month,
          )
          .map(({ id }) => id)
      : [''];
    const crossed = categories.includes('sector') ? sector : '';
    return own.flatMap((territory) =>
      told.map((release) => ({ vendor, release, territory, sector: crossed })),
    );
  });
}
