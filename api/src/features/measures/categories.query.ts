import { category } from '@vigie/warehouse/schema';
import { type Scope } from '../../access/scope.js';

export interface CategoryValue {
  dimension: string;
  id: string;
  nameFr: string;
  nameEn: string;
}

/** Values of the category dimensions, in the order in which they are shown. */
export function categories({ db }: Scope): Promise<CategoryValue[]> {
  return db
    .select({
      dimension: category.dimension,
      id: category.id,
      nameFr: category.nameFr,
      nameEn: category.nameEn,
    })
    .from(category)
    .orderBy(category.dimension, category.rank);
}
