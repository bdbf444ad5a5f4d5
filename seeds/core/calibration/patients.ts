import { insuranceDocumentTypes } from '@vigie/seeds/reference';
import { z } from 'zod';
import { load, share } from './load.js';

const byId = z.record(z.string(), z.number().nonnegative());
const visitsSchema = z.strictObject({ visits: z.number(), notice: z.number() });

/** A step taken once by some users: on activation, each month after, and for each notice. */
const stepSchema = z.strictObject({ at_activation: share, hazard: share, notice: share });

/** Documents for one open profile: when it opens, each month, in autumn; months of fading. */
const insuranceSchema = z.strictObject({
  at_opening: z.number(),
  monthly: z.number(),
  autumn: z.number(),
  fade: z.number(),
});

const patientsSchema = z.strictObject({
  source: z.string(),
  /** How much more readily an age band fills in its profile. */
  involvement: byId,
  completion: stepSchema,
  measurement: stepSchema,
  downloads: z.strictObject({
    /** Share of the users without the application who download it in a month. */
    later: share,
    /** Share of them who go on using it. */
    kept: share,
    android: share,
  }),
  /** Visits of a user in a month, by channel: of itself, and for one notice of a document. */
  sessions: z.strictObject({ app: visitsSchema, web: visitsSchema, age: byId, noise: z.number() }),
  /** Documents of a user, on activation and each month after. */
  documents: z.strictObject({
    at_activation: z.number(),
    later: z.number(),
    /** Medical profiles sent anew, for one completed before, in a year. */
    profile_updates: z.number(),
    types: byId,
    directives_age: byId,
    noise: z.number(),
  }),
  insurance: z.strictObject({
    /** Parts of what is done each autumn that fall in each month of the year. */
    autumn_months: z.array(share).length(12),
    types: z.record(z.enum(insuranceDocumentTypes.map(({ id }) => id)), insuranceSchema),
    age: byId,
  }),
});

export type Step = z.infer<typeof stepSchema>;

/** What the holders of a profile do with it. */
export const patientRates = load('patients.json', patientsSchema);
