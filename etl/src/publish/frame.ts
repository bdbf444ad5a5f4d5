import {
  categoryIds,
  valuesOf,
  type CategoryId,
  type Cuboid,
  type Part,
} from '@vigie/seeds/catalogue';
import { territories } from '@vigie/seeds/reference';

const columnOf = (category: CategoryId): KeyColumn => (category === 'reason' ? 'motive' : category);

/** Categories as the warehouse names their columns. */
export const keyColumns = [
  'sector',
  'generation',
  'age_band',
  'irritant',
  'channel',
  'motive',
  'lever',
  'profession',
  'document_type',
  'detail',
] as const;
type KeyColumn = (typeof keyColumns)[number];

/** Values of the dimensions of one cell; the empty text where the cuboid does not cross one. */
export type CellKey = { territory: string } & Record<KeyColumn, string>;

/**
 * Every cell that a cuboid has in one period, whether or not anything happened in it: an absent
 * row would tell a true zero from a withheld value.
 * @param part whose own columns are the values of a category, where it is made of them
 */
export function frame(cuboid: Cuboid, part: Part): CellKey[] {
  const nothing = Object.fromEntries(keyColumns.map((column) => [column, '']));
  let keys = territories
    .filter((territory) => territory.kind === cuboid.level)
    .map(({ id }) => ({ ...nothing, territory: id }) as CellKey);
  for (const category of categoryIds) {
    if (!cuboid.categories.includes(category)) continue;
    const values = valuesOf(part, category, cuboid);
    keys = keys.flatMap((key) => values.map((value) => ({ ...key, [columnOf(category)]: value })));
  }
  return keys;
}

export const keyText = (key: CellKey): string =>
  [key.territory, ...keyColumns.map((column) => key[column])].join('|');
