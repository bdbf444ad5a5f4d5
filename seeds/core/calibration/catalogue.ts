import { nomenclature, sectors } from '@vigie/seeds/reference';
import { z } from 'zod';
import { load, month, share } from './load.js';

const positive = z.number().positive();
const pipeline = z.strictObject({
  /** Files, vendors or services in the end. */
  total: positive,
  /** Month before which there is nothing. */
  from: month,
  /** Logistic curve. */
  middle: month,
  width: positive,
  /** Share that does not renew after the first term. */
  lapsed: share.optional(),
});

const catalogueSchema = z.strictObject({
  source: z.string(),
  /** Months of a first referencing. */
  term: z.int().positive(),
  steps: z.record(z.enum(nomenclature('catalogue_step').map(({ id }) => id)), pipeline),
  /** Software referenced beside the solutions of wave 1 in the reference. */
  referencing: z.strictObject({
    source: z.string(),
    sectors: z.record(z.enum(sectors.map(({ id }) => id)), z.array(pipeline)),
  }),
});

/** How services enter the catalogue, and software the referencing of Ségur. */
export const catalogueRates = load('catalogue.json', catalogueSchema);
export type Pipeline = z.infer<typeof pipeline>;
