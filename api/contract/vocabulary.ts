import { roles, reasonCodes } from '@vigie/seeds/catalogue';

export { roles };
export const territoryLevels = ['nation', 'region', 'department'] as const;
/** Ids of the states of a cell, in the order of the catalogue. */
export const states = reasonCodes.map((code) => code.id) as [string, ...string[]];
