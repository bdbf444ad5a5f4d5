import type { Cuboid } from '@vigie/seeds/catalogue';
import { cuboidById, partById } from '../cells/made-of.js';
import { sumsAcross } from '../cells/part-sums.js';
import type { UnitReason } from '../protect/index.js';
import { levelOf, regionOf } from './sector-table.js';
import type { VendorSum } from './vendor-rule.js';

/** One cell of a part as some measure shows it. */
export interface PartCell {
  readonly id: string;
  readonly part: string;
  readonly stream: string;
  readonly cuboid: string;
  readonly territory: string;
  /** Values of the categories that its cuboid crosses. */
  readonly values: Readonly<Record<string, string>>;
  readonly reason: UnitReason;
  /** Contributors, their raw sum, the largest that must not be told, and the sum of their keys. */
  readonly n: number;
  readonly sum: number;
  readonly x1: number;
  readonly keySum: bigint;
  /** By vendor, where the rule on vendors is about the cell; else empty. */
  readonly vendors: readonly VendorSum[];
  /** Of another stream, where it is decided whether it is withheld. */
  readonly isDecided?: boolean;
}

/** A total and the cells that it is the sum of. */
export interface CellLine {
  readonly total: PartCell;
  readonly parts: readonly PartCell[];
  /** Between parts, what the sum is of. */
  readonly across?: 'columns' | 'values';
}

const levels = ['nation', 'region', 'department'] as const;
/** Values that make less than this share of a total are not all of its values. */
const wholeFrom = 0.5;

/** Every line among the cells of one part: from one level of territory, or one category, to more. */
export function linesOfPart(cells: readonly PartCell[]): CellLine[] {
  const tables = [...Map.groupBy(cells, ({ cuboid }) => cuboid)];
  return tables.flatMap(([above, totals]) =>
    tables.flatMap(([below, parts]) => linesBetween([above, totals], [below, parts])),
  );
}

/** Every line between parts of one stream, and of those that break its figures down. */
export const linesAcrossParts = (cells: readonly PartCell[]): CellLine[] =>
  sumsAcross(cells, (cell) => ({ ...cell, part: partById.get(cell.part) })).map(
    ({ total, parts, of }) => ({ total, parts, across: of }),
  );

type Table = readonly [cuboid: string, cells: readonly PartCell[]];

function linesBetween([aboveId, totals]: Table, [belowId, parts]: Table): CellLine[] {
  const above = cuboidById.get(aboveId);
  const below = cuboidById.get(belowId);
  if (!above || !below || !isFiner(below, above)) return [];
  const nameOf = (territory: string, { values }: PartCell): string =>
    [territory, ...above.categories.map((category) => values[category] ?? '')].join('|');
  const groups = Map.groupBy(parts, (cell) => nameOf(raised(cell.territory, above.level), cell));
  return totals.flatMap((total) => {
    const own = groups.get(nameOf(total.territory, total)) ?? [];
    const sum = own.reduce((all, cell) => all + cell.sum, 0);
    return sum >= wholeFrom * total.sum ? [{ total, parts: own }] : [];
  });
}

/** Whether cells of a cuboid add up to those of another: one category more, or a level lower. */
function isFiner(below: Cuboid, above: Cuboid): boolean {
  if (above.categories.some((category) => !below.categories.includes(category))) return false;
  const more = below.categories.length - above.categories.length;
  const down = levels.indexOf(below.level) - levels.indexOf(above.level);
  return more === 0 ? down > 0 : more === 1 && down === 0;
}

function raised(territory: string, level: Cuboid['level']): string {
  if (level === 'nation') return 'FR';
  return levelOf(territory) === 'department' ? (regionOf(territory) ?? '') : territory;
}
