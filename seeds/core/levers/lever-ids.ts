import { levers } from '@vigie/seeds/reference';

/** The levers in the order of the reference: bit n of a set of levers is the nth. */
export const leverIds = levers.map((lever) => lever.id);
