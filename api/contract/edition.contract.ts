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

/** An edition that was taken back: readers are told when and why, never by whom. */
export const withdrawalShape = z.object({
  edition: z.int(),
  feed_day: dayShape,
  withdrawn_at: z.iso.datetime(),
  /** The operator's sentence, in the language it was written in. */
  because: z.string(),
});
export type Withdrawal = z.infer<typeof withdrawalShape>;

/**
 * `GET /v1/edition`: an edition, and the notice of the one that it stands in for where a later one
 * was withdrawn and no other has come since.
 */
export const noticedEditionShape = editionShape.extend({
  withdrawal: withdrawalShape.nullable(),
});
export type NoticedEdition = z.infer<typeof noticedEditionShape>;

/** Query of `GET /v1/editions`. */
export const editionsQueryShape = z.strictObject({
  limit: z.coerce.number().int().positive().max(5_000).default(100).meta({
    description: 'Nombre d’éditions, les plus récentes. / How many editions, the latest ones.',
  }),
});
export type EditionsQuery = z.infer<typeof editionsQueryShape>;

/**
 * What the protection of an edition costs its readers, over its last closed months. `masked`: by
 * measure, shares in percent of the region × sector cells, and of the volume in them, that are
 * withheld; `_unit` without the rules on vendors. `error`: median of |published ÷ exact − 1| over all
 * sectors, in percent, by level of territory.
 */
export const editionQualityShape = z.object({
  months: z.int(),
  masked: z.record(
    z.string(),
    z.object({
      cells_unit: z.number(),
      cells: z.number(),
      volume_unit: z.number(),
      volume: z.number(),
    }),
  ),
  error: z.record(z.string(), z.number()),
});
export type EditionQuality = z.infer<typeof editionQualityShape>;

/** One edition of the calendar. Of a withdrawn one no figure can be read any more. */
export const listedEditionShape = editionShape.omit({ source: true }).extend({
  state: z.enum(['current', 'past', 'withdrawn']),
  withdrawal: withdrawalShape.nullable(),
  /** Null for an edition of before it was counted. */
  quality: editionQualityShape.nullable(),
});
export type ListedEdition = z.infer<typeof listedEditionShape>;

/** A period that an edition of a day to come publishes, for the first time, again, or for good. */
export const dueShape = z.object({
  due_on: dayShape,
  period: z.union([monthShape, dayShape]),
  publication: z.int().min(1).max(3),
});
export type Due = z.infer<typeof dueShape>;

/** `GET /v1/editions`: editions, latest first, and what the next 31 days are to publish. */
export const editionsShape = z.object({
  editions: z.array(listedEditionShape),
  upcoming: z.array(dueShape),
});
export type Editions = z.infer<typeof editionsShape>;

/** `GET /health`. */
export const healthShape = z.object({
  status: z.enum(['ok', 'starting', 'unavailable']),
  edition: z.int().nullable(),
  detail: z.string().optional(),
});
export type Health = z.infer<typeof healthShape>;
