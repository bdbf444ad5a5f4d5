import { z } from 'zod';
import { dayShape, monthShape } from './common.contract.js';
import { editionShape } from './edition.contract.js';

/** How far one stream of the source is loaded. */
export const loadedStreamShape = z.object({
  stream: z.string(),
  /** Latest month of which reading has begun. */
  last_month: monthShape,
  /** Day of the feed up to which that month is read; its end where it was read whole. */
  last_day: dayShape.nullable(),
  /** Whether nothing more will come for the last month. */
  complete: z.boolean(),
  /** Loaded months that may still change, oldest first. */
  provisional_months: z.array(monthShape),
  /** Rows set aside because they could not be read, to be replayed. */
  quarantined: z.int(),
  /** Periods, months or days, that a failed check keeps from being published. */
  held_back: z.int(),
});
export type LoadedStream = z.infer<typeof loadedStreamShape>;

/**
 * How much of what was awaited came, counted in submissions over the nation: never how many, for
 * that would tell which vendor is late with how large a share (privacy.md A1.6).
 */
export const receivedBands = ['complete', 'at_least_80', 'under_80'] as const;

/** What was sent of a stream for its latest complete month, against what was awaited. */
export const sourceStreamShape = z.object({
  stream: z.string(),
  /** Null for a stream that one national service sends for all sectors. */
  sector: z.string().nullable(),
  month: monthShape,
  received: z.enum(receivedBands),
  /** Latest day on which anything came. */
  last_sent_on: dayShape.nullable(),
});
export type SourceStream = z.infer<typeof sourceStreamShape>;

/** `GET /v1/status`: how fresh and how complete the figures are. */
export const statusShape = z.object({
  /** The current edition, null before the first. */
  edition: editionShape.nullable(),
  /** Latest day of the feed that every stream has reached; null before the first load. */
  feed_day: dayShape.nullable(),
  /** Latest day that the source had to offer when it was last asked. */
  source_day: dayShape.nullable(),
  /** When anything was last loaded, an instant in UTC. */
  last_load_at: z.iso.datetime().nullable(),
  /**
   * Days by which `feed_day` is behind the source, and days since the source last answered; 0 when
   * up to date, null before it was ever asked.
   */
  lag_days: z.int().nonnegative().nullable(),
  loaded: z.array(loadedStreamShape),
  sources: z.array(sourceStreamShape),
});
export type Status = z.infer<typeof statusShape>;
