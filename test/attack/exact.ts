import { sectors } from '@vigie/seeds/reference';
import type { Part } from '@vigie/seeds/catalogue';
import {
  attackedParts,
  cellId,
  placeIn,
  placesOf,
  type AttackedPart,
  type Place,
} from './lattice.js';
import type { Actor, Microdata } from './world.js';

/** What the contributors of one disclosure unit made of a cell. */
export interface Portion {
  n: number;
  sum: number;
  x1: number;
  x2: number;
  keySum: bigint;
  expanded: number;
  lateX1: number;
}
/** Every unit that may contribute to a cell has a portion, empty where none did. */
export type TruePortions = Partial<Record<'person' | 'structure', Portion>>;

/** The truth of one cell, which the attacks are judged by and the attacker never sees. */
export interface TrueCell {
  readonly id: string;
  readonly part: Part;
  readonly cuboid: string;
  readonly place: Place;
  readonly portions: TruePortions;
}

export const personsIn = ({ portions }: TrueCell): number => portions.person?.n ?? 0;
export const totalOf = ({ portions }: TrueCell): number =>
  (portions.person?.sum ?? 0) + (portions.structure?.sum ?? 0);
export const largestOf = ({ portions }: TrueCell): number =>
  Math.max(portions.person?.x1 ?? 0, portions.structure?.x1 ?? 0);

const nothing = (): Portion => ({
  ...{ n: 0, sum: 0, x1: 0, x2: 0, keySum: 0n, expanded: 0, lateX1: 0 },
});

/** Whose activity a place can show: of the unit of its sector, of both where it has none. */
function unitsAt({ sector, profession }: Place): Actor['unit'][] {
  const unit = sectors.find(({ id }) => id === sector)?.disclosure_unit;
  if (unit !== undefined) return [unit === 'structure' ? 'structure' : 'person'];
  return profession === '' ? ['person', 'structure'] : ['person'];
}

/** Adds up every cell of the attacked parts, empty ones included, one contributor at a time. */
export function exactCells({ actors, factors }: Microdata): Map<string, TrueCell> {
  const cells = new Map<string, TrueCell>();
  for (const own of attackedParts) {
    for (const cuboid of own.cuboids) {
      for (const place of placesOf(own.part, cuboid)) {
        const id = cellId(own.part.id, cuboid.id, place);
        const portions = Object.fromEntries(unitsAt(place).map((unit) => [unit, nothing()]));
        cells.set(id, { id, part: own.part, cuboid: cuboid.id, place, portions });
      }
    }
    for (const actor of actors) addTo(cells, own, actor, factors[actor.sector] ?? 1);
  }
  return cells;
}

function addTo(
  cells: ReadonlyMap<string, TrueCell>,
  { part, amount, cuboids }: AttackedPart,
  actor: Actor,
  factor: number,
): void {
  const value = amount(actor);
  if (value === 0) return;
  for (const cuboid of cuboids) {
    const place = placeIn(cuboid, actor);
    const cell = place && cells.get(cellId(part.id, cuboid.id, place));
    if (!cell) continue;
    contribute((cell.portions[actor.unit] ??= nothing()), actor.key, value, factor);
  }
}

/** One more contributor of a portion. */
export function contribute(portion: Portion, key: bigint, value: number, factor: number): void {
  portion.n += 1;
  portion.sum += value;
  portion.keySum += key;
  portion.expanded += value * factor;
  portion.x2 = Math.max(portion.x2, Math.min(portion.x1, value));
  portion.x1 = Math.max(portion.x1, value);
}

/** What each vendor has in the cells of a part's market table, by territory and sector. */
export interface VendorCell {
  readonly territory: string;
  /** Empty for all sectors together. */
  readonly sector: string;
  readonly vendors: ReadonlyMap<string, number>;
  /** Contributors of each vendor. */
  readonly heads: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Regions, the nation and departments (all sectors) by sector and together. */
export function vendorCells(
  { actors }: Microdata,
  amount: (actor: Actor) => number,
  territories: readonly string[],
): Map<string, VendorCell> {
  const sums = new Map<string, { vendors: Map<string, number>; heads: Map<string, number> }>();
  const add = (key: string, vendor: string, value: number): void => {
    const cell = sums.get(key) ?? {
      vendors: new Map<string, number>(),
      heads: new Map<string, number>(),
    };
    cell.vendors.set(vendor, (cell.vendors.get(vendor) ?? 0) + value);
    cell.heads.set(vendor, (cell.heads.get(vendor) ?? 0) + 1);
    sums.set(key, cell);
  };
  for (const actor of actors) {
    const value = amount(actor);
    if (value === 0) continue;
    for (const territory of ['FR', actor.region]) {
      if (territory === '') continue;
      add(`${territory}|${actor.sector}`, actor.vendor, value);
      add(`${territory}|`, actor.vendor, value);
    }
    if (actor.department !== '') add(`${actor.department}|`, actor.vendor, value);
  }
  return new Map(
    territories.flatMap((territory) =>
      ['', ...(territory.startsWith('DEP') ? [] : sectors.map(({ id }) => id))].map((sector) => {
        const own = sums.get(`${territory}|${sector}`);
        const vendors = own?.vendors ?? new Map<string, number>();
        const total = [...vendors.values()].reduce((sum, value) => sum + value, 0);
        const cell = {
          territory,
          sector,
          vendors,
          heads: own?.heads ?? new Map<string, number>(),
          total,
        };
        return [`${territory}|${sector}`, cell] as const;
      }),
    ),
  );
}
