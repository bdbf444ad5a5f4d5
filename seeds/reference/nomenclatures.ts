import { z } from 'zod';
import { ids, load, named } from './load.js';

const termSchema = z
  .strictObject({
    ...named,
    dimension: z.string(),
    /** Position within the dimension, from 0. */
    rank: z.coerce.number().int().nonnegative(),
    /** Codes of the national or IHE nomenclatures that it stands for. */
    public_code: ids,
    /** Sectors that it is meant for; empty where it holds for all. */
    sectors: ids,
  })
  .readonly();

/** One value of a dimension. */
export type Term = z.infer<typeof termSchema>;

/** Values of the dimensions that have no reference file of their own. */
export const nomenclatures = load('nomenclatures.csv', termSchema);

const byDimension = Map.groupBy(nomenclatures, (term) => term.dimension);

/** Values of a dimension in their order; throws if there is no such dimension. */
export function nomenclature(dimension: string): readonly Term[] {
  const terms = byDimension.get(dimension);
  if (!terms) throw new Error(`No nomenclature is called ${dimension}`);
  return terms;
}
