import { z } from 'zod';
import { load, month, share } from './load.js';

const positive = z.number().positive();

const prescribingSchema = z.strictObject({
  medical_summaries: z.strictObject({
    source: z.string(),
    before: z.number(),
    rise: month,
    peak: month,
    peak_height: z.number(),
    after: z.number(),
    fall: z.number(),
    long_term: share,
    structured: share,
  }),
  e_prescription: z.strictObject({
    source: z.string(),
    /** Month by which half of those who ever take the module up have done so. */
    middle: month,
    width: positive,
    /** Share of the doctors who ever take it up. */
    uptake: share,
    /** E-prescriptions of a doctor of mean activity in a month, once the module is used. */
    created: positive,
    failed: share,
    coded: share,
  }),
  dispensations: z.strictObject({
    source: z.string(),
    /** Share of the pharmacies that have executed since the experimentation. */
    pilots: share,
    pilots_from: month,
    /** Month by which half of the pharmacies have begun. */
    middle: month,
    width: positive,
    /** E-prescriptions that a pharmacy of mean size is handed in a month, once all is in place. */
    presented: z.strictObject({ mean: positive, middle: month, width: positive }),
    /** Share of them that it executes as such. */
    executed: z.strictObject({ from: share, to: share, middle: month, width: positive }),
  }),
});

/** Medical summaries, electronic prescriptions and their execution. */
export const prescribing = load('prescribing.json', prescribingSchema);
