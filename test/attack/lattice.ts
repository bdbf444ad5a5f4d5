import {
  cuboids,
  measures,
  parts,
  valuesOf,
  type Cuboid,
  type Measure,
  type Part,
} from '@vigie/seeds/catalogue';
import { territories } from '@vigie/seeds/reference';
import type { Actor } from './world.js';

/** Categories that synthetic actors have, in the order of a cell's key. */
export const categories = ['sector', 'generation', 'profession'] as const;
type Category = (typeof categories)[number];

/** Place of one cell: its territory, then its categories, empty where the cuboid crosses none. */
export interface Place extends Readonly<Record<Category, string>> {
  readonly territory: string;
}
export const textOf = (place: Place): string =>
  [place.territory, ...categories.map((category) => place[category])].join('|');

/** A part of the catalogue, as it follows from what an actor did. */
export interface AttackedPart {
  readonly part: Part;
  readonly amount: (actor: Actor) => number;
  readonly cuboids: readonly Cuboid[];
}

const amounts: Readonly<Record<string, (actor: Actor) => number>> = {
  'documents.accepted': ({ accepted }) => accepted,
  'documents.produced': ({ produced }) => produced,
  'documents.feeders': ({ accepted }) => (accepted > 0 ? 1 : 0),
  'roster.listed': () => 1,
  'documents.accepted_by_professionals': ({ accepted, unit }) => (unit === 'person' ? accepted : 0),
  'documents.produced_by_professionals': ({ produced, unit }) => (unit === 'person' ? produced : 0),
};

/** Measures all of whose parts follow from the synthetic microdata, but for those about vendors. */
export const attackedMeasures: readonly Measure[] = measures.filter(
  ({ kind, numerator, denominator }) =>
    kind !== 'quantile' &&
    numerator in amounts &&
    (denominator === undefined || denominator in amounts),
);

/** Parts with every month cuboid that any role may read, but for those by vendor. */
export const attackedParts: readonly AttackedPart[] = Object.entries(amounts).map(
  ([id, amount]) => {
    const part = parts.find((one) => one.id === id);
    if (!part) throw new Error(`the catalogue has no part ${id}`);
    const made = attackedMeasures.filter((one) => [one.numerator, one.denominator].includes(id));
    const ids = new Set(made.flatMap((one) => one.cuboids));
    return {
      part,
      amount,
      cuboids: cuboids.filter(
        (cuboid) => ids.has(cuboid.id) && cuboid.grain === 'month' && isCovered(cuboid),
      ),
    };
  },
);

function isCovered(cuboid: Cuboid): boolean {
  return cuboid.categories.every((name) => (categories as readonly string[]).includes(name));
}

/** Place of an actor in a cuboid; undefined where the cuboid has none for it. */
export function placeIn(cuboid: Cuboid, actor: Actor): Place | undefined {
  const territory =
    cuboid.level === 'nation' ? 'FR' : cuboid.level === 'region' ? actor.region : actor.department;
  if (territory === '') return undefined;
  const of = (category: Category): string =>
    cuboid.categories.includes(category) ? actor[category] : '';
  return {
    territory,
    sector: of('sector'),
    generation: of('generation'),
    profession: of('profession'),
  };
}

/** Every place of a part's cuboid, whether or not anyone is there. */
export function placesOf(part: Part, cuboid: Cuboid): Place[] {
  let places: Place[] = territories
    .filter(({ kind }) => kind === cuboid.level)
    .map(({ id }) => ({ territory: id, sector: '', generation: '', profession: '' }));
  for (const category of categories) {
    if (!cuboid.categories.includes(category)) continue;
    const values = valuesOf(part, category, cuboid);
    places = places.flatMap((place) => values.map((value) => ({ ...place, [category]: value })));
  }
  return places;
}

/** A published total and the cells that it is the sum of. */
export interface Line {
  readonly part: string;
  readonly kind: 'geography' | 'category';
  /** Not all of the total is in the cells: the part has no value of a category for some. */
  readonly isPartial: boolean;
  readonly parent: string;
  readonly children: readonly string[];
}

export const cellId = (part: string, cuboid: string, place: Place): string =>
  `${part}/${cuboid}/${textOf(place)}`;

const regionOf = new Map(territories.map(({ id, region }) => [id, region]));
const isWithin = (child: string, parent: string): boolean =>
  child === parent || parent === 'FR' || regionOf.get(child) === parent;

/**
 * Lines of the lattice: one level of territory down, or one category more.
 */
export function linesOf({ part, cuboids: own }: AttackedPart): Line[] {
  return own.flatMap((above) =>
    own
      .filter((below) => refines(above, below))
      .flatMap((below): Line[] => {
        const more = below.categories.filter((name) => !above.categories.includes(name));
        // Where the new category keeps some values only, they do not add up to the total.
        if (more.some((name) => below.values?.[name as Category] !== undefined)) return [];
        const children = placesOf(part, below);
        const kind = below.level === above.level ? 'category' : 'geography';
        const isPartial = more.some((name) => part.values?.[name as Category] !== undefined);
        const lines = placesOf(part, above).map((parent): Line => ({
          part: part.id,
          kind,
          isPartial,
          parent: cellId(part.id, above.id, parent),
          children: children
            .filter(
              (child) =>
                isWithin(child.territory, parent.territory) &&
                categories.every((name) => parent[name] === '' || parent[name] === child[name]),
            )
            .map((child) => cellId(part.id, below.id, child)),
        }));
        return lines.filter((line) => line.children.length > 0);
      }),
  );
}

function refines(above: Cuboid, below: Cuboid): boolean {
  const more = below.categories.filter((name) => !above.categories.includes(name));
  if (above.categories.some((name) => !below.categories.includes(name))) return false;
  const levels = ['nation', 'region', 'department'];
  const down = levels.indexOf(below.level) - levels.indexOf(above.level);
  return more.length === 0 ? down === 1 || down === 2 : more.length === 1 && down === 0;
}
