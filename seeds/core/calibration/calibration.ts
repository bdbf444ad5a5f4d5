import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const folder = join(
  dirname(createRequire(import.meta.url).resolve('@vigie/core/package.json')),
  'calibration',
);
const load = <T>(file: string, schema: z.ZodType<T>): T =>
  schema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));

const share = z.number().min(0).max(1);
const day = z.iso.date();
const month = z.string().regex(/^\d{4}-\d{2}$/);
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
  profession: z.string(),
  orders: z.strictObject({
    main: share,
    centre: day,
    spread: z.number(),
    late: share,
    late_from: day,
    late_to: day,
  }),
  lag: byGeneration,
  stuck: share,
  produced: z.strictObject({ mean: z.number(), sigma: z.number(), growth: z.number() }),
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

const profilesSchema = z.strictObject({
  source: z.string(),
  age_shares: byId,
  overseas_age_tilt: byId,
  age_hazard: byId,
  opening: z.strictObject({
    eligible: share,
    opposed: share,
    pilots: z.array(z.string()),
    pilots_on: day,
    first_on: day,
    last_on: day,
    days: z.int().positive(),
    shape: z.number().positive(),
    births: share,
    closures: share,
  }),
  activation: z.strictObject({
    at_opening: share,
    launch: z.strictObject({ hazard: share, from: month, until: month, fade: z.number() }),
    fed: z.strictObject({ hazard: share, middle: month, width: z.number(), floor: share }),
    month_noise: z.number(),
  }),
  week,
});

const scenarioSchema = z.strictObject({
  source: z.string(),
  history_from: month,
  counts: z.record(z.string(), z.int().positive()),
});

export type Practice = z.infer<typeof practiceSchema>;
export type Scenario = z.infer<typeof scenarioSchema>;

/** Behaviour of each sector: who orders and installs when, what is produced, what is sent. */
export const practices = load('practice.json', z.record(z.string(), practiceSchema));
/** Season, strikes, acceptance, noise, and how rows are delivered. */
export const rates = load('rates.json', ratesSchema);
/** General practitioners by region and regional factors. */
export const territoryFactors = load('territories.json', territoriesSchema);
/** Opening and activation of profiles. */
export const profileRates = load('profiles.json', profilesSchema);
/** Named worlds: where history begins, and counts of actors that replace the usual ones. */
export const scenarios = load('scenarios.json', z.record(z.string(), scenarioSchema));
