import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readJson } from '../../files.js';
import { territories } from '../../reference/reference.js';
import { cuboids, measures } from '../catalogue.js';
import { categoryValues } from '../categories.js';
import { categoryIds } from '../schema.js';

export const numberedKinds = ['measures', 'cuboids', 'territories', 'categories'] as const;
export type NumberedKind = (typeof numberedKinds)[number];
export type NumberedNames = Readonly<Record<NumberedKind, readonly string[]>>;

const byKind = (list: (kind: NumberedKind) => unknown): NumberedNames =>
  z
    .record(z.enum(numberedKinds), z.array(z.string()))
    .parse(Object.fromEntries(numberedKinds.map((kind) => [kind, list(kind)])));

/**
 * What references name by a number: the place of a name in its list. Names are only ever appended, so
 * that a reference written years ago is still read; what the catalogue drops keeps its number.
 */
export const numberedNames = byKind((kind) => readJson(`catalogue/numbers/${kind}.json`));

/** A measure with the version of its definition: another definition has another number. */
export const measureName = (id: string, version: number): string => `${id} ${version}`;
/** A value of a category: categories share one list. */
export const categoryName = (category: string, value: string): string => `${category} ${value}`;

/** All that needs a number today. */
export const namesToNumber: NumberedNames = {
  measures: measures.map(({ id, version }) => measureName(id, version)),
  cuboids: cuboids.map(({ id }) => id),
  territories: territories.map(({ id }) => id),
  categories: categoryIds.flatMap((category) =>
    categoryValues[category].map(({ id }) => categoryName(category, id)),
  ),
};

/** How many names each list had when it was last sealed, and what they hashed to. */
export const sealsShape = z.record(
  z.enum(numberedKinds),
  z.strictObject({ count: z.int().nonnegative(), sha256: z.string() }),
);
export type Seals = z.infer<typeof sealsShape>;

export const sealOf = (names: readonly string[]): Seals[NumberedKind] => ({
  count: names.length,
  sha256: createHash('sha256').update(names.join('\n')).digest('hex'),
});

/** Why lists may not be used as they are: a sealed name that changed, one that stands twice. */
export function faultsOf(names: NumberedNames, seals: Seals): string[] {
  return numberedKinds.flatMap((kind) => {
    const list = names[kind];
    const { count, sha256 } = seals[kind];
    const faults: string[] = [];
    if (sealOf(list.slice(0, count)).sha256 !== sha256)
      faults.push(`the first ${count} names of ${kind}.json are not those that were numbered`);
    if (new Set(list).size !== list.length) faults.push(`a name stands twice in ${kind}.json`);
    return faults;
  });
}

/** The lists with what has no number yet at their ends. */
export const appended = (names: NumberedNames, wanted: NumberedNames): NumberedNames =>
  byKind((kind) => [...new Set([...names[kind], ...wanted[kind]])]);
