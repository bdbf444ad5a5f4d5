import { territories } from '@vigie/seeds/reference';
import { keyColumns, valuesOfKey, type CellPlace } from '../cells/frame.js';
import { sumsAcross } from '../cells/part-sums.js';
import { sumOf, type ShownCell } from './shown-cells.js';

/** A total and the cells that it is the sum of, both read by someone. */
export interface Line {
  readonly total: ShownCell;
  readonly cells: readonly ShownCell[];
  /** No part of the total lies outside of all values of the category. */
  readonly isWhole: boolean;
  /** What of the total lies in no cell, where that is known; it is as uncertain as what is withheld. */
  readonly rest?: number;
}

const levels = ['nation', 'region', 'department'] as const;
const regionOf = new Map(territories.map(({ id, region }) => [id, region]));

/** Every line of each part: one level of territory, or one category more. */
export function linesOf(cells: Iterable<ShownCell>): Line[] {
  const byPart = Map.groupBy(cells, ({ part }) => part.id);
  return [...byPart.values()].flatMap((own) => {
    const tables = Map.groupBy(own, ({ cuboid }) => cuboid.id);
    return [...tables.values()].flatMap((totals) =>
      [...tables.values()].flatMap((parts) => linesBetween(totals, parts)),
    );
  });
}

/** Every line between parts of one stream, and of those that break its figures down. */
export const linesAcross = (cells: Iterable<ShownCell>): Line[] =>
  sumsAcross(cells, ({ part, cuboid, key }) => ({
    part,
    territory: key.territory,
    values: valuesOfKey(cuboid, key),
  })).map(({ total, parts, of }) => ({
    ...{ total, cells: parts, isWhole: true },
    rest: of === 'values' ? besides(total, parts) : 0,
  }));

/** What of a total is in none of its parts; two streams may differ a little while a month is open. */
const besides = (total: ShownCell, parts: readonly ShownCell[]): number =>
  Math.max(
    0,
    parts.reduce((sum, part) => sum - sumOf(part), sumOf(total)),
  );

function linesBetween(totals: readonly ShownCell[], parts: readonly ShownCell[]): Line[] {
  const above = totals[0]?.cuboid;
  const below = parts[0]?.cuboid;
  if (!above || !below) return [];
  if (above.categories.some((name) => !below.categories.includes(name))) return [];
  const names = below.categories.filter((name) => !above.categories.includes(name));
  // Where the new category keeps some values only, they do not add up to the total.
  const kept: Readonly<Record<string, unknown>> = below.values ?? {};
  if (names.some((name) => kept[name] !== undefined)) return [];
  const down = levels.indexOf(below.level) - levels.indexOf(above.level);
  if (!(names.length === 0 ? down > 0 : names.length === 1 && down === 0)) return [];
  const crossed = keyColumns.filter((column) => totals.some(({ key }) => key[column] !== ''));
  const nameOf = (key: CellPlace, territory: string): string =>
    [territory, ...crossed.map((column) => key[column])].join('|');
  const groups = Map.groupBy(parts, ({ key }) => nameOf(key, raised(key.territory, above.level)));
  return totals.flatMap((total): Line[] => {
    const cells = groups.get(nameOf(total.key, total.key.territory)) ?? [];
    if (cells.length === 0) return [];
    const isWhole = names.every((name) => !isLimited(total, name));
    return [{ total, cells, isWhole }];
  });
}

/** Whether a part has no value of a category for some of its contributors. */
const isLimited = ({ part }: ShownCell, name: string): boolean =>
  (part.values as Readonly<Record<string, unknown>> | undefined)?.[name] !== undefined;

/** The territory of a level that one lies in. */
function raised(territory: string, level: (typeof levels)[number]): string {
  if (level === 'nation') return 'FR';
  return territory.startsWith('DEP') ? (regionOf.get(territory) ?? '') : territory;
}
