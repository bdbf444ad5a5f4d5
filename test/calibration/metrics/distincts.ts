import type { Observation } from '../observation.js';

/** Distinct persons of the nation, counted at the source over one cell, never summed. */
export const distinct = (feed: Observation, measure: string, month: number): number =>
  feed.total('distincts', 'value', month, { measure, cuboid: 'month.nation', territory: 'FR' });
