import {
  ageBands,
  generations,
  irritants,
  levers,
  nomenclature,
  sectors,
  vendors,
} from '../reference/reference.js';
import type { CategoryId, Part } from './catalogue.js';

/** A value of a category, named for readers. */
export interface CategoryValue {
  readonly id: string;
  readonly name_fr: string;
  readonly name_en: string;
}

/** Values of each category, in the order in which they are shown. */
export const categoryValues: Readonly<Record<CategoryId | 'vendor', readonly CategoryValue[]>> = {
  sector: sectors,
  generation: generations,
  age_band: ageBands,
  irritant: irritants.filter(({ parent }) => parent === null),
  channel: nomenclature('report_channel'),
  reason: ['insi_return', 'ins_mismatch', 'withholding_reason', 'rejection_code'].flatMap(
    nomenclature,
  ),
  lever: levers,
  vendor: vendors.map(({ id, name }) => ({ id, name_fr: name, name_en: name })),
};

/** Values of a category that a part can have: those of its own columns where it is made of them. */
export function valuesOf(part: Part, category: CategoryId | 'vendor'): readonly string[] {
  return part.by?.dimension === category
    ? part.by.columns
    : categoryValues[category].map(({ id }) => id);
}
