import { z } from 'zod';
import { load, month, share } from './load.js';

const count = z.int().nonnegative();
const settled = { entered: share, paid: share };
const year = z.int().min(2020).max(2040);

const programmesSchema = z.strictObject({
  sun_es: z.strictObject({
    source: z.string(),
    /** Length of the target period, which ends with the deadline of the window. */
    target_months: count,
    /** Applicants among the legal entities, retained among them, target reached among these. */
    windows: z.record(
      z.string(),
      z.strictObject({ applied: share, retained: share, reached: share }),
    ),
    /** Months over which applications come in once the window opens. */
    application_months: count,
    /** Share of the applicants that apply for each strand. */
    strands: z.record(z.string(), share),
    /** How much the size of a hospital weighs against chance in who applies first. */
    size_tilt: z.number(),
    /** Share of the legal entities that are university hospitals: the largest. */
    university_hospitals: share,
    ...settled,
    /** Months after the deadline by which indicators are entered, then files paid and closed. */
    entry_months: count,
    payment_months: count,
    open_months: count,
  }),
  sons: z.strictObject({
    source: z.string(),
    retained: share,
    ...settled,
    /** Mean days from the installation to its proof, and from the proof to the payment. */
    entry_days: z.number(),
    payment_days: z.number(),
    /** Last month in which the files of a wave are on record. */
    closes: z.strictObject({ V1: month, V2: month }),
    esms_closes: month,
    /** Days between the order of a wave 2 release and its installation. */
    order_lead: z.strictObject({ from: count, to: count }),
  }),
  esms_numerique: z.strictObject({
    source: z.string(),
    window: z.string(),
    closes: month,
    /** Share of the ESMS that equip themselves within a project. */
    in_project: share,
    retained: share,
    ...settled,
    entry_days: z.number(),
    payment_days: z.number(),
    /** Days from the installation to active records, and share that gets there. */
    active_days: z.number(),
    active: share,
  }),
  forfait_structure: z.strictObject({
    source: z.string(),
    years: z.strictObject({ from: year, to: year }),
    declares: share,
    /** Shares of the consultations to be fed or followed by a message to the patient. */
    fed: share,
    messaged: share,
    documents_per_visit: z.number(),
    /** Messages to the patient of a visit that is followed by one. */
    messages_per_visit: z.number(),
    ...settled,
    /** Share of those who declare that meet the four criteria of equipment. */
    equipped: share,
    long_term_patients: z.number(),
    /** Shares of the long-term patients, and of the summaries, in the one year in which they pay. */
    summaries: z.strictObject({ year, half: share, nearly_all: share, structured: share }),
    /** Spread of the actors' share of structured summaries (logit). */
    structured_spread: z.number(),
  }),
  donum: z.strictObject({
    source: z.string(),
    from: year,
    declares: share,
    up_to_date: share,
    /** Mean use of teleservices to be reached, by year; the last one holds on. */
    thresholds: z.record(z.string(), share),
    /** Logit of the mean use of teleservices: level, slope by share fed, spread of the actors. */
    use: z.strictObject({ level: z.number(), of_feeding: z.number(), spread: z.number() }),
    ...settled,
  }),
});

/** Who applies to the funding programmes, and what becomes of the files. */
export const funding = load('programmes.json', programmesSchema);
