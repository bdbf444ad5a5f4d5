import { categoryIds, type CategoryId, reasonCodes, roles } from '@vigie/seeds/catalogue';

export { categoryIds, type CategoryId, roles };
export const territoryLevels = ['nation', 'region', 'department'] as const;
/** Ids of the states of a cell, in the order of the catalogue. */
export const states = reasonCodes.map((code) => code.id) as [string, ...string[]];
/** Ids of the states by which a value is withheld to protect someone. */
export const secretStates: ReadonlySet<string> = new Set(
  reasonCodes.filter(({ secret }) => secret).map(({ id }) => id),
);

/** One entry for each category of a cell, in their order. */
export const byCategory = <T>(entry: (id: CategoryId) => T): Record<CategoryId, T> =>
  Object.fromEntries(categoryIds.map((id) => [id, entry(id)])) as Record<CategoryId, T>;
