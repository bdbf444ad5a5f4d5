import { z } from 'zod';
import { load, share } from './load.js';

const schema = z.strictObject({
  source: z.string(),
  /** Visits of an actor of mean size: in a month, or for each document that it produces. */
  visits: z.number().positive().optional(),
  per_document: z.number().positive().optional(),
  /** Factor by profession, 1 where none is given. */
  professions: z.record(z.string(), z.number().positive()),
  /** How visits follow what is produced, both against their means (log-log slope). */
  elasticity: z.number(),
  /** Spread of the actors around that slope (log). */
  sigma: z.number(),
  /** Share of the visits of patients seen before. */
  known: share,
  /** Further documents of a visit that gave one, at one accepted document for each visit. */
  several: z.number(),
  /** Whether actors without a Ségur release declare their visits. */
  unequipped: z.boolean(),
});

export type VisitRates = z.infer<typeof schema>;

/** Visits by sector: consultations, stays, requests for biology or imaging. */
export const visitRates = load('visits.json', z.record(z.string(), schema));
