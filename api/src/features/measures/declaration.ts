import { measureShape, type MeasureDescription } from '@vigie/contract';
import {
  cuboids as catalogueCuboids,
  dimensions,
  measures as catalogueMeasures,
  type Grain,
  type Role,
  type TerritoryLevel,
} from '@vigie/seeds/catalogue';
import { z } from 'zod';
import { cuboidReaders } from '../../access/permissions.js';
import { mayRead } from '../../access/role.js';

/** A measure as it was declared when an edition was published; its cuboids by id. */
export const declarationShape = measureShape
  .omit({ cuboids: true })
  .extend({ cuboids: z.array(z.string()) });
export type Declaration = z.infer<typeof declarationShape>;

export interface DeclaredCuboid {
  id: string;
  grain: Grain;
  level: TerritoryLevel;
  /** Category dimensions that it crosses. */
  categories: readonly string[];
}

/** What the catalogue of this release declares, for measures that no edition holds yet. */
export const catalogueDeclarations: readonly Declaration[] = catalogueMeasures.map((measure) =>
  declarationShape.parse(measure),
);

/**
 * The cuboid behind an id, the sorted dimensions joined by `.`. A past edition may name one that
 * the catalogue has dropped since, so the id is read, not looked up.
 */
export function cuboidOf(id: string): DeclaredCuboid {
  const names = id.split('.');
  const grain = names.find((name) => name === 'day' || name === 'month');
  const level = names.find(isLevel);
  if (grain === undefined || level === undefined) throw new Error(`no cuboid is called ${id}`);
  return { id, grain, level, categories: names.filter((name) => name !== grain && name !== level) };
}

export const isLevel = (name: string): name is TerritoryLevel =>
  name === 'nation' || name === 'region' || name === 'department';

/** Whether the role may read a cuboid: the cuboid itself and every dimension that it crosses. */
export function mayReadCuboid(role: Role, id: string): boolean {
  const declared = catalogueCuboids.find((cuboid) => cuboid.id === id);
  // Whom one was open to that the catalogue has dropped is not known any more.
  if (!mayRead(role, declared?.roles ?? cuboidReaders.detailed)) return false;
  return id
    .split('.')
    .every((name) =>
      dimensions.some((dimension) => dimension.id === name && mayRead(role, dimension.roles)),
    );
}

/** Cuboids of a measure that the role may read, in the order of the declaration. */
export const readableCuboids = (declaration: Declaration, role: Role): DeclaredCuboid[] =>
  declaration.cuboids.filter((id) => mayReadCuboid(role, id)).map(cuboidOf);

/** Measures that the role may read by some cuboid; of the others it is not told that they exist. */
export const readableDeclarations = (
  declarations: ReadonlyMap<string, Declaration>,
  role: Role,
): Declaration[] =>
  [...declarations.values()].filter((one) => readableCuboids(one, role).length > 0);

/** A measure as the contract describes it to that role. */
export const describeMeasure = (declaration: Declaration, role: Role): MeasureDescription => ({
  ...declaration,
  cuboids: readableCuboids(declaration, role).map((cuboid) => ({
    ...cuboid,
    categories: [...cuboid.categories],
  })),
});
