import { z } from 'zod';
import { day, load, month, share } from './load.js';

const byId = z.record(z.string(), z.number().positive());

const profilesSchema = z.strictObject({
  source: z.string(),
  age_shares: byId,
  overseas_age_tilt: byId,
  age_hazard: byId,
  /** Notices of the coming opening: e-mails and letters, then letters to those not reached. */
  informing: z.strictObject({
    per_inhabitant: z.number().positive(),
    email: share,
    first_on: day,
    last_on: day,
    days: z.int().positive(),
    letters: share,
    letters_on: day,
    letters_days: z.int().positive(),
  }),
  opening: z.strictObject({
    eligible: share,
    opposed: share,
    opposed_by_email: share,
    pilots: z.array(z.string()),
    pilots_on: day,
    first_on: day,
    last_on: day,
    days: z.int().positive(),
    shape: z.number().positive(),
    births: share,
    /** Share of the inhabitants still without a profile below which ever fewer open. */
    room: share,
    closures: share,
  }),
  /** Hazards are a month's, for a profile open and not yet activated. */
  activation: z.strictObject({
    at_opening: share,
    /** While it lasts; then the part of it that is left fades, in months. */
    launch: z.strictObject({
      hazard: share,
      from: month,
      until: month,
      left: share,
      fade: z.number().positive(),
    }),
    visits: share,
    messages: z.strictObject({ hazard: share, middle: month, width: z.number().positive() }),
    /**
     * For one notice of a document a month, in the mean of the last months; spoken: part that
     * comes from the professional who feeds; gain: slow drift of what a notice does.
     */
    notices: z.strictObject({
      memory: z.int().positive(),
      spoken: share,
      hazard: share,
      gain: z.number(),
      middle: month,
      width: z.number().positive(),
    }),
    /** Power of the share not yet activated: who is left is less and less inclined. */
    reluctance: z.number().nonnegative(),
    /** Power of the regional factors, which are ratios of stocks and not of hazards. */
    regional_power: z.number().positive(),
    month_noise: z.number(),
  }),
  /** Share of the activations of each trigger made in the mobile application, and its rise. */
  app: z.strictObject({
    from: month,
    mail: share,
    consultation: share,
    campaign: share,
    feeding_notice: share,
    message_notice: share,
    /** Highest share that any trigger reaches in any age band. */
    cap: share,
    gain: z.number(),
    middle: month,
    width: z.number().positive(),
    age: byId,
  }),
  week: z.array(z.number().positive()).length(7),
});

/** Opening and activation of profiles. */
export const profileRates = load('profiles.json', profilesSchema);
