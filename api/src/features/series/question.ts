import { type CategoryId, categoryIds, type SeriesQuery } from '@vigie/contract';
import { type Dimension, dimensions, type Role, type TerritoryLevel } from '@vigie/seeds/catalogue';
import { mayRead } from '../../access/role.js';
import { nearest } from '../../problems/nearest.js';
import {
  NotInLatticeError,
  DimensionNotAllowedError,
  NoEditionYetError,
  UnknownCategoryError,
  UnknownDimensionError,
  UnknownMeasureError,
} from '../../problems/request-errors.js';
import { type EditionContent } from '../edition/edition.service.js';
import {
  type DeclaredCuboid,
  type Declaration,
  isLevel,
  readableCuboids,
  readableDeclarations,
} from '../measures/declaration.js';
import { monthsOf, type Period, readPeriod } from './period.js';
import { chooseTerritories } from './territory-filter.js';

/** A request once understood: one published cuboid of one edition, and what to keep of it. */
export interface Question {
  declaration: Declaration;
  edition: number;
  cuboid: DeclaredCuboid;
  period: Period;
  /** Null for all; else sorted by code point, like the values of the filters. */
  territories: readonly string[] | null;
  filters: Readonly<Partial<Record<CategoryId, readonly string[]>>>;
}

/** All cells of a cuboid. A period without an end says nothing of days, so theirs begins before any. */
export const wholeSeries = (
  declaration: Declaration,
  cuboid: DeclaredCuboid,
  edition: number,
): Question => ({
  ...{ declaration, cuboid, edition },
  period: { grain: cuboid.grain, from: cuboid.grain === 'day' ? firstDay : null, to: null },
  ...{ territories: null, filters: {} },
});
const firstDay = '2000-01-01';

/** Understands a request, or throws the error that says what to change. */
export function resolveQuestion(query: SeriesQuery, content: EditionContent, role: Role): Question {
  if (content.edition === null) throw new NoEditionYetError();
  const declaration = findMeasure(query.measure, content, role);
  const split = readSplit(query.split ?? [], role);
  const filters = readFilters(query, content, role);
  const { level, territories } = chooseTerritories(
    split.level,
    query.territory,
    content.territories,
  );
  const period = readPeriod(query.period, content.edition.data_through_month);
  const crossed = new Set([...split.categories, ...Object.keys(filters)]);
  const id = [period.grain, level, ...crossed].sort().join('.');
  return {
    declaration,
    edition: content.edition.id,
    cuboid: findCuboid(id, period, declaration, role),
    period,
    territories,
    filters,
  };
}

/** The measure of that id, if the edition holds it and the role may read it. */
export function findMeasure(
  id: string,
  { declarations, edition }: EditionContent,
  role: Role,
): Declaration {
  const known = readableDeclarations(declarations, role);
  const found = known.find((one) => one.id === id);
  if (found !== undefined) return found;
  const choices = known.map((one) => ({
    id: one.id,
    names: [one.label.fr, one.label.en],
  }));
  throw new UnknownMeasureError(id, edition?.id ?? 0, nearest(id, choices));
}

/** Time is no split: the form of the period says whether months or days are meant. */
const splittable = dimensions.filter((dimension) => dimension.axis !== 'time');

function readSplit(
  split: readonly string[],
  role: Role,
): { level?: TerritoryLevel; categories: string[] } {
  const open = splittable.filter((one) => mayRead(role, one.roles));
  for (const name of split) {
    if (open.some(({ id }) => id === name)) continue;
    const refused = splittable.find(({ id }) => id === name);
    if (refused === undefined) {
      throw new UnknownDimensionError(
        name,
        nearest(
          name,
          open.map(({ id }) => id),
        ),
      );
    }
    // What may stand in for it is of the same kind.
    const alike = open.toSorted((a, b) => distanceTo(refused, a) - distanceTo(refused, b));
    throw new DimensionNotAllowedError(
      name,
      'split',
      alike.map(({ id }) => id),
    );
  }
  // A second level is crossed like a category, and no such cuboid is published.
  const level = split.find(isLevel);
  const categories = split.filter((name) => name !== level);
  return { ...(level !== undefined && { level }), categories };
}

const distanceTo = (refused: Dimension, other: Dimension): number =>
  refused.axis === other.axis ? 0 : 1;

function readFilters(query: SeriesQuery, content: EditionContent, role: Role): Question['filters'] {
  const filters: Partial<Record<CategoryId, readonly string[]>> = {};
  const open = splittable.filter(({ axis, roles }) => axis === 'category' && mayRead(role, roles));
  for (const dimension of categoryIds) {
    const asked = query[dimension];
    if (asked === undefined) continue;
    if (!open.some(({ id }) => id === dimension)) {
      throw new DimensionNotAllowedError(
        dimension,
        dimension,
        open.map(({ id }) => id),
      );
    }
    const values = content.categories.filter((value) => value.dimension === dimension);
    for (const value of asked) {
      if (values.some(({ id }) => id === value)) continue;
      const choices = values.map(({ id, nameFr, nameEn }) => ({ id, names: [nameFr, nameEn] }));
      throw new UnknownCategoryError(value, dimension, nearest(value, choices));
    }
    filters[dimension] = [...new Set(asked)].sort();
  }
  return filters;
}

function findCuboid(
  id: string,
  period: Period,
  declaration: Declaration,
  role: Role,
): DeclaredCuboid {
  const published = readableCuboids(declaration, role);
  const found = published.find((cuboid) => cuboid.id === id);
  if (found !== undefined) return found;
  const crossed = id.split('.').filter((name) => name !== period.grain);
  const sameGrain = published.filter(({ grain }) => grain === period.grain);
  const byMonth = [...crossed, 'month'].sort().join('.');
  // The split is published, only not by day: the period is what to change.
  const daily = period.grain === 'day' && published.some((cuboid) => cuboid.id === byMonth);
  throw new NotInLatticeError(
    id,
    declaration.id,
    daily
      ? { field: 'period', allowed: [monthsOf(period)] }
      : { field: 'split', allowed: nearestCuboids(crossed, sameGrain).map(splitOf) },
  );
}

/** Cuboids by how many dimensions they have more or less than was asked, in their order else. */
function nearestCuboids(
  asked: readonly string[],
  cuboids: readonly DeclaredCuboid[],
): DeclaredCuboid[] {
  const distance = ({ level, categories }: DeclaredCuboid): number => {
    const own = [level, ...categories];
    const common = asked.filter((name) => own.includes(name)).length;
    return asked.length + own.length - 2 * common;
  };
  return cuboids.toSorted((a, b) => distance(a) - distance(b));
}

/** The `split` that asks for a cuboid. */
const splitOf = ({ level, categories }: DeclaredCuboid): string => [level, ...categories].join(',');
