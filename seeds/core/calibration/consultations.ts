import { z } from 'zod';
import { day, load, month, share } from './load.js';

const positive = z.number().positive();
const fading = z.strictObject({ from: share, to: share, months: positive });

const schema = z.strictObject({
  sectors: z.record(
    z.string(),
    z.strictObject({
      source: z.string(),
      /** Share of the actors of each profession that ever consult. */
      ceilings: z.record(z.string(), share),
      /** Month by which half of those who ever consult have begun. */
      middle: month,
      width: positive,
      /** Requests of a consulter in a month of mean activity of 2025, and their spread (log). */
      volume: positive,
      sigma: positive,
      /** Requests by breaking the glass, among all. */
      emergency: share,
    }),
  ),
  use: z.strictObject({
    source: z.string(),
    /** Use at the start, and months until it is full. */
    rise: z.strictObject({ from: share, months: positive }),
    /** Growth of the use of each over a year. */
    growth: z.number(),
    /** Share of the actors who consult there once their software gives access, and how much more. */
    integrated: z.strictObject({ boost: positive, share }),
    hospital_integrated_from: month,
  }),
  /** Hospital sites that host an emergency call centre, and its requests in a month. */
  call_centre: z.strictObject({ source: z.string(), share, volume: positive }),
  consent: z.strictObject({ source: z.string(), from: day }),
  /** Shares of the requests that are denied, by reason. */
  denials: z.strictObject({
    source: z.string(),
    non_opposition: share,
    /** Months since the rule came into force. */
    consent: fading,
    blocked: share,
    /** For professions other than doctors, whom the matrix lets read nearly everything. */
    matrix: share,
    closed: share,
  }),
  /** Share of the consultations that are the first of that professional for the patient. */
  first_access: fading.extend({ source: z.string() }),
  noise: share,
});

/** Consultation of the DMP by professionals. */
export const consulting = load('consultations.json', schema);
