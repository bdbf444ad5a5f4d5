import { dimensions, errorClasses, reasonCodes } from '@vigie/seeds/catalogue';
import { type EditionContent } from '../../edition/edition.service.js';

/** What French readers call the codes of an answer; a code that has no name stands for itself. */
export interface Words {
  territory(id: string): string;
  category(dimension: string, id: string): string;
  dimension(id: string): string;
  state(id: string): string;
  errorClass(id: string | null): string | null;
}

/** The words of an edition. */
export function frenchWords({
  territories,
  categories,
}: Pick<EditionContent, 'territories' | 'categories'>): Words {
  const names = new Map(territories.map(({ id, name }) => [id, name]));
  const values = new Map(categories.map((one) => [`${one.dimension} ${one.id}`, one.nameFr]));
  return {
    territory: (id) => names.get(id) ?? id,
    category: (dimension, id) => values.get(`${dimension} ${id}`) ?? id,
    dimension: (id) => dimensionLabels.get(id) ?? id,
    state: (id) => stateLabels.get(id) ?? id,
    errorClass: (id) => (id === null ? null : (errorClassLabels.get(id) ?? id)),
  };
}

const dimensionLabels = new Map(dimensions.map(({ id, label }) => [id, label.fr]));
const errorClassLabels = new Map(errorClasses.map(({ id, label }) => [id, label.fr]));
const stateLabels = new Map(reasonCodes.map(({ id, label }) => [id, label.fr]));
