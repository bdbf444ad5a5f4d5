import {
  categoryIds,
  cuboids,
  measures,
  parts,
  type Cuboid,
  type Grain,
  type Measure,
  type Part,
} from '@vigie/seeds/catalogue';
import type { StreamCells } from '../pipeline/stream.js';
import { followedBy, type Followed, type Tracker } from './tracker.js';

/** What tells an exact cell's rows apart and is never published. */
export const hiddenCategories: readonly string[] = ['unit', 'vendor', 'release'];
/** Categories of an exact cell: the catalogue's, and those that are never published. */
export const cellCategories: readonly string[] = [...categoryIds, ...hiddenCategories];

/** What is to be computed of one stream in one grain. */
export interface CellPlan {
  readonly grain: Grain;
  readonly cells: StreamCells;
  readonly trackers: readonly Tracker[];
  readonly sets: readonly CellSet[];
}

/**
 * Cuboids that cross the same changing categories. Only where a cuboid crosses one does a contributor
 * have a sum for each of its values; elsewhere it is one contributor with one sum.
 */
export interface CellSet {
  /** Columns that tell its partial cells apart, the department first where there is one. */
  readonly dimensions: readonly string[];
  readonly cuboids: readonly PlannedCuboid[];
}

export interface PlannedCuboid {
  readonly cuboid: Cuboid;
  /** Column of the stream that each of its categories is read from, but for one made of columns. */
  readonly columns: Readonly<Record<string, string>>;
  readonly parts: readonly { readonly part: Part; readonly followed: readonly Followed[] }[];
}

/** The exact cuboid behind a published one: a quantile over vendors needs each vendor's cell. */
export const exactCuboidId = (measure: Measure, cuboid: string): string =>
  measure.kind === 'quantile' ? withVendor(cuboid) : cuboid;

export const withVendor = (cuboid: string): string =>
  [...cuboid.split('.'), 'vendor'].sort().join('.');

/** Cuboids of which no volume is published that would let a vendor guess another's (privacy.md A1.5). */
const heldAgainstVendors: readonly string[] = ['month.nation.sector', 'month.region.sector'];

/**
 * The exact cuboid of vendors that the rule on vendors looks at before it lets a part's cuboid be
 * published; undefined where the rule has nothing to say, as of streams that know no vendor.
 */
export const vendorCuboidId = (
  part: Part,
  cuboid: string,
  { fixed = [] }: StreamCells,
): string | undefined =>
  part.kind === 'volume' && fixed.includes('vendor') && heldAgainstVendors.includes(cuboid)
    ? withVendor(cuboid)
    : undefined;

/**
 * Cuboids that a part is aggregated by, in its grains: those of every measure made of it, those that
 * the rule on vendors needs, and those that only a vendor will see of itself.
 */
export function cuboidsOfPart(part: Part, cells: StreamCells): Cuboid[] {
  const wanted = new Set(
    measures
      .filter((measure) => measure.numerator === part.id || measure.denominator === part.id)
      .flatMap((measure) => [
        ...measure.cuboids.map((id) => exactCuboidId(measure, id)),
        ...measure.cuboids.map((id) => vendorCuboidId(part, id, cells)),
        ...(measure.own_cuboids ?? []),
      ]),
  );
  return cuboids.filter((cuboid) => wanted.has(cuboid.id) && part.grains.includes(cuboid.grain));
}

interface Planned {
  readonly name: string;
  readonly cells?: StreamCells;
}

/** Parts of a stream with their cuboids: the catalogue's, and those of its own declaration. */
function partsOf({ name, cells }: Planned): { part: Part; cuboids: readonly Cuboid[] }[] {
  const own = cells?.parts ?? [];
  return [
    ...parts
      .filter((part) => part.stream === name)
      .map((part) => ({ part, cuboids: cells ? cuboidsOfPart(part, cells) : [] })),
    ...own.map(({ part, cuboids: ids }) => ({
      part,
      cuboids: cuboids.filter(({ id }) => ids.includes(id)),
    })),
  ];
}

/** Grains that a stream is aggregated in; the month even where no cell is made of it. */
export const grainsOf = (stream: Planned): Grain[] =>
  (['day', 'month'] as const).filter(
    (grain) => grain === 'month' || partsOf(stream).some(({ part }) => part.grains.includes(grain)),
  );

/** The plan of a stream in a grain; undefined where nothing is made of it. */
export function cellPlan(stream: Planned, grain: Grain): CellPlan | undefined {
  const { cells } = stream;
  if (!cells) return undefined;
  const planned = partsOf(stream)
    .filter(({ part }) => part.grains.includes(grain))
    .flatMap(({ part, cuboids: own }) =>
      own
        .filter((cuboid) => cuboid.grain === grain)
        .map((cuboid) => ({
          part,
          cuboid,
          followed: followedBy(part, cuboid),
          columns: columnsOfCuboid(part, cuboid),
        })),
    );
  if (planned.length === 0) return undefined;
  const trackers = new Map(
    planned.flatMap(({ followed }) => followed.map(({ tracker }) => [tracker.id, tracker])),
  );
  const { changing = [], of } = cells;
  const crossed = (columns: Readonly<Record<string, string>>): string[] =>
    changing.filter((column) => Object.values(columns).includes(column));
  const sets = Map.groupBy(planned, ({ columns }) => crossed(columns).join());
  return {
    grain,
    cells,
    trackers: [...trackers.values()],
    sets: [...sets.values()].map((own): CellSet => {
      const alike = Map.groupBy(
        own,
        ({ cuboid, columns }) => `${cuboid.id} ${Object.values(columns).join()}`,
      );
      return {
        dimensions: [
          ...(of === 'nation' ? [] : ['department']),
          ...new Set([
            ...own.flatMap(({ columns }) => Object.values(columns)),
            ...(tellsUnits(cells) ? ['sector'] : []),
          ]),
        ],
        cuboids: [...alike.values()].flatMap((same) =>
          same.slice(0, 1).map(({ cuboid, columns }) => ({ cuboid, columns, parts: same })),
        ),
      };
    }),
  };
}

/** Whether it is known of a stream's contributors which unit of disclosure each is: by its sector. */
export const tellsUnits = ({ of, fixed = [] }: StreamCells): boolean =>
  of === 'actor' && fixed.includes('sector');

/** Column that each category of a cuboid is read from, for a part. */
function columnsOfCuboid(part: Part, cuboid: Cuboid): Record<string, string> {
  const from: Readonly<Record<string, string | undefined>> = part.from ?? {};
  return Object.fromEntries(
    cuboid.categories
      .filter((category) => part.by?.dimension !== category)
      .map((category) => [category, from[category] ?? category]),
  );
}

/** What a plan computes, as `mart.aggregated.covers` lists it. */
export const coversOf = ({ sets }: CellPlan): string[] =>
  sets
    .flatMap((set) =>
      set.cuboids.flatMap(({ cuboid, parts: own }) =>
        own.map(({ part }) => coverId(part.id, cuboid.id)),
      ),
    )
    .sort();

export const coverId = (part: string, cuboid: string): string => `${part}/${cuboid}`;
