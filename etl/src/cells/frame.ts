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
export type CellPlace = { territory: string } & Record<KeyColumn, string>;

/**
 * Every cell that a cuboid has in one period, whether or not anything happened in it: an absent
 * row would tell a true zero from a withheld value.
 * @param part whose own columns are the values of a category, where it is made of them
 */
export function frame(cuboid: Cuboid, part: Part): readonly CellPlace[] {
  const crossed = categoryIds
    .filter((category) => cuboid.categories.includes(category))
    .map((category) => ({ category, values: valuesOf(part, category, cuboid) }));
  // Parts that cross the same values share their keys, which are many.
  const name = `${cuboid.level}|${crossed.map(({ category, values }) => `${category}:${values.join()}`).join('|')}`;
  let keys = frames.get(name);
  if (!keys) {
    keys = territories
      .filter((territory) => territory.kind === cuboid.level)
      .map(({ id }) => ({ ...nowhere, territory: id }));
    for (const { category, values } of crossed) {
      keys = keys.flatMap((key) =>
        values.map((value) => ({ ...key, [columnOf(category)]: value })),
      );
    }
    frames.set(name, keys);
  }
  return keys;
}

const frames = new Map<string, readonly CellPlace[]>();
/** The place of a cell whose cuboid crosses nothing; its territory is still to be said. */
export const nowhere = Object.fromEntries(keyColumns.map((column) => [column, ''])) as Record<
  KeyColumn,
  string
>;

/** The key as one text, worked out once for each key. */
export function keyText(key: CellPlace): string {
  let text = texts.get(key);
  if (text === undefined) {
    text = [key.territory, ...keyColumns.map((column) => key[column])].join('|');
    texts.set(key, text);
  }
  return text;
}

const texts = new WeakMap<CellPlace, string>();

/** What one cell of a part is called within its period. */
export const cellName = ({ id }: Part, cuboid: Cuboid, key: CellPlace): string =>
  `${id}|${cuboid.id}|${keyText(key)}`;

/** Values of the categories that a cuboid crosses, under the catalogue's names. */
export const valuesOfKey = (cuboid: Cuboid, key: CellPlace): Record<string, string> =>
  Object.fromEntries(
    categoryIds
      .filter((category) => cuboid.categories.includes(category))
      .map((category) => [category, key[columnOf(category)]]),
  );
