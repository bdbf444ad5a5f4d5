import { generations, nomenclature, sectors } from '@vigie/seeds/reference';
import { z } from 'zod';
import { load, month, share } from './load.js';

const positive = z.number().positive();
const by = <T extends z.ZodType>(terms: readonly { id: string }[], value: T) =>
  z.record(z.enum(terms.map(({ id }) => id)), value);
const byGeneration = <T extends z.ZodType>(value: T) => by(generations, value);
const logistic = { middle: month, width: positive };

const messagesSchema = z.strictObject({
  mailboxes: z.strictObject({
    source: z.string(),
    /** Share of the actors that come to have a mailbox, and when half of them do. */
    sectors: by(sectors, z.strictObject({ share, ...logistic })),
    /** Factor on that share for the professions of general practice. */
    professions: z.record(z.string(), share),
  }),
  professional: z.strictObject({
    source: z.string(),
    /** Messages that a mailbox of mean size receives in a month before Ségur. */
    received: by(sectors, positive),
    month_noise: share,
    growth: z.strictObject({ gain: positive, ...logistic }),
    formats: z.strictObject({
      source: z.string(),
      /** Logit of the share in CDA, and what the senders add to it in time. */
      cda: byGeneration(z.number()),
      cda_rise: z.strictObject({ gain: positive, ...logistic }),
      /** Share of HPRIM in what is not in CDA. */
      hprim: share,
    }),
    integrated: z.strictObject({
      source: z.string(),
      cda: byGeneration(share),
      hprim: byGeneration(share),
      pdf: byGeneration(share),
    }),
    failed: byGeneration(share),
    api: z.strictObject({ source: z.string(), uptake: share, lag: positive, share }),
    /** How many times more readily one chooses an operator that is made for one's kind. */
    focus: positive,
  }),
  patient: z.strictObject({
    source: z.string(),
    /** Messages for each document produced for a patient whose INS is qualified. */
    per_document: by(sectors, positive),
    /** Documents for patients with a qualified INS below which an actor writes to none. */
    least_documents: positive,
    /** Share of those who write to patients who do in a month: for the expected rows. */
    writing: share,
    uptake: z.strictObject({ share, ...logistic }),
    /** Use in the month of uptake, and months until it is full. */
    rise: z.strictObject({ from: share, months: positive }),
    /** Shares of the mailboxes that send. */
    mailboxes: by(
      sectors,
      z.partialRecord(z.enum(nomenclature('mailbox').map(({ id }) => id)), share),
    ),
    read: by(nomenclature('mailbox'), share),
    replied: by(nomenclature('mailbox'), share),
    closed: share,
  }),
});

/** Mailboxes, messages between professionals, messages to patients. */
export const messaging = load('messages.json', messagesSchema);
