import { z } from 'zod';
import { dayShape, monthShape } from './common.contract.js';

/** The world that the figures come from, as the feed declares it. */
export const sourceShape = z.object({
  world: z.string(),
  simulated: z.boolean(),
  seed: z.string(),
  scenario: z.string(),
  /** Sampled fraction of the professionals, 1 when complete. */
  scale: z.number(),
  /** Expansion factor of each stratum: a sampled unit stands for that many. */
  strata: z.array(z.object({ id: z.string(), factor: z.number() })),
});

/** `GET /v1/edition`: the vintage that answers come from, and how far the data go. */
export const editionShape = z.object({
  id: z.int(),
  /** Feed day of the vintage: everything the source had sent by that day. */
  feed_day: dayShape,
  /** When the vintage was published, an instant in UTC ("Actualisé le"). */
  published_at: z.iso.datetime(),
  /** Latest complete month over all measures, null before the first ("Données jusqu'au"). */
  data_through_month: monthShape.nullable(),
  source: sourceShape,
});
export type Edition = z.infer<typeof editionShape>;

/** `GET /health`. */
export const healthShape = z.object({
  status: z.enum(['ok', 'starting', 'unavailable']),
  edition: z.int().nullable(),
  detail: z.string().optional(),
});
export type Health = z.infer<typeof healthShape>;
