import { z } from 'zod';
import { load, month, share } from './load.js';

const positive = z.number().positive();
/** A value that goes from one level to another on a logistic curve. */
const curve = <T extends z.ZodType>(level: T) =>
  z.strictObject({ from: level, to: level, middle: month, width: positive });
/** Shape of the gamma law, and shares of the persons counted in several territories. */
const located = z.strictObject({ shape: positive, region: share, nation: share });

const distinctsSchema = z.strictObject({
  source: z.string(),
  documents: z.strictObject({
    source: z.string(),
    insured: located,
    hospitals: located,
    community: located,
    summaries: located,
  }),
  patients: z.strictObject({
    source: z.string(),
    shape: z.record(z.string(), positive),
    /** Share of the patients of a sector who are also seen in a busier one. */
    sectors: share,
    region: share,
    nation: share,
  }),
  users: z.strictObject({
    source: z.string(),
    /** Shape of the sessions: the lower, the more they are those of the same few. */
    shape: curve(positive),
    /** Share of the users of the rarer channel who use the other one too. */
    both: share,
    /** Share of the users of a month who come back in the next one. */
    returning: z.strictObject({ all: curve(share), app: curve(share), web: curve(share) }),
    enriching: curve(share),
  }),
});

/** Distinct persons: how events concentrate on them, and how often they are counted twice. */
export const distinctRates = load('distincts.json', distinctsSchema);
