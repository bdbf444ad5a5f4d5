import { type CategoryId, categoryIds } from '@vigie/contract';
import { type Bilingual, type TerritoryLevel } from '@vigie/seeds/catalogue';
import { nearest } from '../../problems/nearest.js';
import { InvalidParameterError, NotInLatticeError } from '../../problems/request-errors.js';
import { type Declaration, readableCuboids } from '../measures/declaration.js';
import { type CellReader } from './cell-reader.js';

/**
 * The measure of a request, if a figure can be computed of it.
 * @param why what such a measure must be
 * @throws InvalidParameterError with the nearest measures that will do
 */
export function suitedMeasure(
  cells: CellReader,
  id: string,
  suits: (measure: Declaration) => boolean,
  why: Bilingual,
): Declaration {
  const measure = cells.measure(id);
  if (suits(measure)) return measure;
  const others = cells.measures().filter(suits);
  throw new InvalidParameterError(
    {
      fr: `L’indicateur « ${measure.label.fr} » ne se prête pas à ce calcul : ${why.fr}.`,
      en: `The measure “${measure.label.en}” does not lend itself to this: ${why.en}.`,
    },
    {
      field: 'measure',
      allowed: nearest(
        id,
        others.map((one) => one.id),
      ),
    },
  );
}

/** Categories that a request keeps one value of. */
export const filtersOf = (query: Partial<Record<CategoryId, unknown>>): CategoryId[] =>
  categoryIds.filter((id) => query[id] !== undefined);

/** One value for each category at most: a figure of one curve is told of one curve. */
export function oneOfEach(query: Partial<Record<CategoryId, string[] | undefined>>): void {
  for (const id of categoryIds) {
    const values = query[id];
    if (values !== undefined && values.length > 1) {
      throw new InvalidParameterError(
        {
          fr: `« ${id} » ne peut avoir ici qu’une valeur.`,
          en: `“${id}” can have one value only here.`,
        },
        { field: id, allowed: values },
      );
    }
  }
}

/**
 * Strata that a figure can be told by: a category that the measure crosses, month by month, at every
 * level that is read, besides the filters.
 * @throws NotInLatticeError with the categories that will do
 */
export function publishedStrata(
  cells: CellReader,
  measure: Declaration,
  levels: readonly TerritoryLevel[],
  by: CategoryId,
  filters: readonly string[],
): void {
  const { role } = cells.source.scope;
  const published = new Set(readableCuboids(measure, role).map(({ id }) => id));
  const cuboid = (level: TerritoryLevel, category: CategoryId): string =>
    [...new Set(['month', level, category, ...filters])].sort().join('.');
  const isPublished = (category: CategoryId): boolean =>
    levels.every((level) => published.has(cuboid(level, category)));
  if (isPublished(by)) return;
  const missing = levels.map((level) => cuboid(level, by)).find((id) => !published.has(id));
  throw new NotInLatticeError(missing ?? by, measure.id, {
    field: 'by',
    allowed: categoryIds.filter(isPublished),
  });
}
