import { territories } from '@vigie/seeds/reference';
import type { Mask, UnitReason } from '../protect/index.js';
import type { VendorSum } from './vendor-rule.js';

/** One cell of a part and month: nation, region or department × sector, the empty text for all. */
export interface TableCell {
  readonly territory: string;
  readonly sector: string;
  /** Raw sum. */
  readonly sum: number;
  /** Largest contribution of the unit that the rules withhold the cell for. */
  readonly x1: number;
  readonly reason: UnitReason;
  /** Raw sums by vendor; of all sectors together where the sector is empty. */
  readonly vendors: readonly VendorSum[];
}

export type Masks = ReadonlyMap<string, Mask>;

/** A cell in the nation's table: regions and France × sectors and all of them. */
export interface GridCell extends TableCell {
  readonly key: string;
  readonly row: number;
  readonly column: number;
  /** +1, or −1 for a total of one line: every row and column then adds up to zero. */
  readonly sign: 1 | -1;
  /** Not among what is published of the part: a total that no reader sees. */
  readonly isUnseen: boolean;
}

export interface Grid {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Row by row, the total row and the total column last. */
  readonly cells: readonly GridCell[];
}

export const cellKey = (territory: string, sector: string): string => `${territory}|${sector}`;

const nation = 'FR';
const levels = new Map(territories.map((territory) => [territory.id, territory]));
export const levelOf = (territory: string) => levels.get(territory)?.kind;
export const regionOf = (territory: string) => levels.get(territory)?.region ?? undefined;
/** Corsica and overseas, whose totals may be withheld (privacy.md A1.11). */
export const isMainland = (territory: string): boolean =>
  territory !== 'REG-94' && levels.get(territory)?.overseas === false;

/** Stands for what is published of no cell: the sectors of a region, or the regions of a sector. */
const nowhere = '*';

/**
 * The tables of a part and month in which cells add up: regions × sectors, or, where no region is told
 * by sector, regions and sectors each by themselves.
 */
export function gridsOf(cells: readonly TableCell[]): Grid[] {
  const own = cells.filter(({ territory }) => levelOf(territory) !== 'department');
  if (own.some(({ territory, sector }) => territory !== nation && sector !== '')) {
    return [gridOf(own)];
  }
  const regions = own.filter(({ sector }) => sector === '');
  const sectors = own.filter(({ territory }) => territory === nation);
  return [
    gridOf(regions, (cell) => ({ ...cell, sector: nowhere })),
    gridOf(sectors, (cell) => ({ ...cell, territory: nowhere })),
  ].filter(({ cells: some }) => some.length > 0);
}

/**
 * One table. A region's cell that is not given is nothing; a total that is not given is what its line
 * adds up to, seen by no one, and so is what stands for cells that are not published.
 */
function gridOf(cells: readonly TableCell[], unseenOf?: (cell: TableCell) => TableCell): Grid {
  const hidden = unseenOf ? cells.map(unseenOf) : [];
  const isGiven = new Set(cells.map(({ territory, sector }) => cellKey(territory, sector)));
  const given = new Map(
    [...hidden, ...cells].map((cell) => [cellKey(cell.territory, cell.sector), cell]),
  );
  const sorted = (values: Iterable<string>) => [...new Set(values)].filter(Boolean).sort();
  const rows = sorted([...given.values()].map(({ territory }) => territory)).filter(
    (territory) => territory !== nation,
  );
  const columns = sorted([...given.values()].map(({ sector }) => sector));
  const inner = (territory: string, sector: string): TableCell[] =>
    (territory === nation ? rows : [territory]).flatMap((row) =>
      (sector === '' ? columns : [sector]).flatMap(
        (column) => given.get(cellKey(row, column)) ?? [],
      ),
    );
  const grid = [...rows, nation].flatMap((territory, row) =>
    [...columns, ''].map((sector, column): GridCell => {
      const isTotal = territory === nation || sector === '';
      const key = cellKey(territory, sector);
      const parts = isTotal ? inner(territory, sector) : [];
      const cell = given.get(key) ?? { ...nothing, territory, sector, sum: sumOf(parts) };
      const vendors = sector === '' ? vendorsOf(parts, cell.vendors) : cell.vendors;
      return {
        ...{ ...cell, vendors, key, row, column },
        sign: (territory === nation) === (sector === '') ? 1 : -1,
        isUnseen: !isGiven.has(key) && (isTotal || given.has(key)),
      };
    }),
  );
  return {
    rows: [...rows, nation],
    columns: [...columns, ''],
    cells: cells.length > 0 ? grid : [],
  };
}

/** Cells of tables by key; of one that is in two, that which tells its vendors. */
export const indexOf = (grids: readonly Grid[]): ReadonlyMap<string, GridCell> =>
  new Map(grids.flatMap(({ cells }) => cells.map((cell) => [cell.key, cell])));

const nothing = { x1: 0, reason: 'lt11', vendors: [] } as const;

const sumOf = (cells: readonly TableCell[]): number =>
  cells.reduce((total, { sum }) => total + sum, 0);

/** Vendors of a total where only those of its sectors are given. */
function vendorsOf(cells: readonly TableCell[], given: readonly VendorSum[]): readonly VendorSum[] {
  if (given.length > 0) return given;
  const sums = new Map<string, number>();
  for (const { vendor, sum } of cells.flatMap(({ vendors }) => vendors)) {
    sums.set(vendor, (sums.get(vendor) ?? 0) + sum);
  }
  return [...sums].map(([vendor, sum]) => ({ vendor, sum }));
}
