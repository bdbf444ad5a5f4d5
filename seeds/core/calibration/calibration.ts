import { z } from 'zod';
import { day, load, month, share } from './load.js';

const week = z.array(z.number().positive()).length(7);
const byId = z.record(z.string(), z.number().positive());
const byGeneration = z.strictObject({
  segur_v1: z.number(),
  sentinelle: z.number().optional(),
  segur_v2: z.number(),
});

const practiceSchema = z.strictObject({
  source: z.string(),
  count: z.int().positive(),
  /** Shares of the count; activity and keenness to order against the others. */
  professions: z.array(
    z.strictObject({ id: z.string(), share, activity: z.number(), keenness: z.number() }),
  ),
  traits: z.strictObject({
    secretary: share,
    old_computer: share,
    nominative_cpe: share,
    general_practice: share,
    seats: share,
  }),
  /** Whether its professionals meet the barriers of use; structures send by their systems. */
  barriers: z.boolean(),
  orders: z.strictObject({
    main: share,
    centre: day,
    spread: z.number(),
    late: share,
    late_from: day,
    late_to: day,
    /** Last day of the funded installation, and share of those still without it that meet it. */
    deadline: day,
    met: share,
  }),
  lag: byGeneration,
  stuck: share,
  produced: z.strictObject({ mean: z.number(), sigma: z.number(), growth: z.number() }),
  /** What is produced, and on the logit scale how much more readily it is sent. */
  types: z.array(
    z.strictObject({
      id: z.string(),
      weight: share,
      effect: z.number(),
      /** Professions that produce it (default: all). */
      professions: z.array(z.string()).optional(),
    }),
  ),
  /** Logit of the share of patients whose INS is qualified. */
  qualified: z.strictObject({
    level: z.number(),
    sigma: z.number(),
    gain: z.number(),
    days: z.number(),
  }),
  share: z.strictObject({
    cap: share,
    level: byGeneration,
    sigma: z.number(),
    habit: z.strictObject({ gain: z.number(), days: z.number() }),
    drift: z.strictObject({ gain: z.number(), middle: month, width: z.number() }),
  }),
  paused: share,
  never_on: share,
  week,
  holiday: z.number().positive(),
});

const ratesSchema = z.strictObject({
  source: z.string(),
  season: z.array(z.number().positive()).length(12),
  strikes: z.array(z.strictObject({ sector: z.string(), from: day, to: day, weight: share })),
  acceptance: z.strictObject({
    from: share,
    to: share,
    start: month,
    end: month,
    spread: z.number(),
  }),
  /** Share of the attempts by reason of rejection, domain.md 6. */
  rejections: z.record(z.string(), share),
  old_computer_network: z.number(),
  withholding: z.strictObject({ opposition: share, no_card: share }),
  web: z.strictObject({ source: z.string(), share }),
  noise: z.strictObject({ month: z.number(), share: z.number(), day: share }),
  delivery: z.strictObject({
    vendor_late: share,
    vendor_late_days: z.int().max(4),
    late: share,
    late_days: z.int().max(9),
    corrected: share,
    corrected_days: z.int().max(6),
    redelivered: share,
    redelivered_days: z.int().max(7),
    phantom: share,
  }),
});

const territoriesSchema = z.strictObject({
  source: z.string(),
  gps: byId,
  activation: z.strictObject({
    spread: z.number(),
    lowest: z.number(),
    highest: z.number(),
    department_spread: z.number(),
    fixed: byId,
    within_region: byId,
    below: byId,
    below_highest: z.number(),
  }),
  feeding: z.strictObject({ correlation: z.number(), spread: z.number(), vendor_tilt: z.number() }),
});

const barriersSchema = z.strictObject({
  source: z.string(),
  /** Share of the doctors who meet it; cost in logit units, or factor on the lag of installing. */
  barriers: z.record(
    z.string(),
    z.strictObject({ share, costs: z.number().optional(), delays: z.number().optional() }),
  ),
});

const leversSchema = z.strictObject({
  source: z.string(),
  /** Share of the actors ever reached, and mean days that it takes. */
  national: z.record(z.string(), z.strictObject({ from: day, uptake: share, lag: z.number() })),
  /** Logit units that a lever adds to the inclination to send of those it reaches. */
  gains: z.record(z.string(), z.number()),
});

/** What becomes of a lever: taken away, some days later (earlier if negative), or from a date on. */
const leverChangeSchema = z
  .strictObject({
    without: z.literal(true).optional(),
    shift_days: z.int().min(-9999).max(9999).optional(),
    from: day.optional(),
  })
  .refine((change) => Object.keys(change).length === 1, 'one of without, shift_days, from');

export const scenarioSchema = z.strictObject({
  source: z.string(),
  history_from: month.refine((text) => text >= '2019-01' && text <= '2026-10', {
    message: 'a month from 2019-01 to 2026-10',
  }),
  /** Actors of a sector, in place of those of the country. */
  counts: z.record(z.string(), z.int().positive().max(200_000)),
  levers: z.record(z.string(), leverChangeSchema).default({}),
});

export type Practice = z.infer<typeof practiceSchema>;
export type Scenario = z.infer<typeof scenarioSchema>;

/** Behaviour of each sector: who orders and installs when, what is produced, what is sent. */
export const practices = load('practice.json', z.record(z.string(), practiceSchema));
/** Season, strikes, acceptance, noise, and how rows are delivered. */
export const rates = load('rates.json', ratesSchema);
/** General practitioners by region and regional factors. */
export const territoryFactors = load('territories.json', territoriesSchema);
/** How many doctors meet each barrier and what it costs them. */
export const barrierRates = load('barriers.json', barriersSchema);
/** How the national levers reach their users. */
export const leverRates = load('levers.json', leversSchema);
export { profileRates } from './profiles.js';
/** Named worlds: where history begins, and counts of actors that replace the usual ones. */
export const scenarios = load('scenarios.json', z.record(z.string(), scenarioSchema));
