import { nomenclature } from '@vigie/seeds/reference';
import { z } from 'zod';
import { load, month, share } from './load.js';

const by = <T extends z.ZodType>(ids: readonly string[], value: T) => z.record(z.enum(ids), value);
const words = (dimension: string): string[] => nomenclature(dimension).map(({ id }) => id);
const modes = words('insi_mode');
const source = z.string();
const latency = z.array(share).length(words('insi_latency').length);
const clicks = z.array(share).length(words('ins_clicks').length);
const settling = z.strictObject({ from: share, to: share, days: z.number().positive() });

const schema = z.strictObject({
  source,
  /** Shares of the calls that do not answer one identity. */
  answers: by(modes, z.strictObject({ none: share, several: share, technical: share })),
  /** Shares of the calls; factor on the slow ones where the computer is old. */
  latency: z.strictObject({
    source,
    old_computer: z.number().positive(),
    modes: by(modes, latency),
  }),
  calls: z.strictObject({
    source,
    /** With LEV-01: calls by visit, share made without anyone, share of the others that block. */
    automatic: z.strictObject({ share, of_calls: share, blocking: share }),
    /** Without: calls for each identity to qualify, for each visit besides, share that blocks, share of what
     * is found that is not qualified yet. */
    manual: z.strictObject({ per_new: z.number(), idle: share, blocking: share, unsettled: share }),
    /** Identities verified in the monthly batch, by visit. */
    verified: share,
  }),
  /**
   * Shares of the calls that are not made with the Vitale card, in the end; of the actors who call
   * in every way, the others keeping to one; of those who verify the identities they hold.
   */
  modes: z.record(
    z.string(),
    z.strictObject({ traits: share, datamatrix: share, mixed: share, verifies: share }),
  ),
  /** Spread of the Datamatrix. */
  datamatrix: z.strictObject({ source, middle: month, width: z.number().positive() }),
  /** By sector: from the first day of use, down to a mean with time. */
  fresh: z.record(z.string(), settling),
  outcome: z.strictObject({
    source,
    /** Share of the identities found whose traits differ, without LEV-02 and with it. */
    mismatch: share,
    mismatch_sentinelle: share,
    verification_mismatch: share,
    /** Share of the identities found, not qualified and without a gap, whose status moves. */
    retrieved: share,
    mismatches: by(words('ins_mismatch'), share),
  }),
  /** Share of the new patients. */
  registered: z.strictObject({ source, manual: share, automatic: share, validated: share }),
  clicks: z.strictObject({ source, one_click: clicks, before: clicks }),
  evidence: z.strictObject({
    source,
    shares: z.record(z.enum(words('ins_evidence')).exclude(['exception']), share),
  }),
  exception: z.strictObject({ source, from: month, sector: z.string(), share }),
  cards: z.strictObject({
    source,
    /** Of the qualifications on evidence: by a secretary, or else by the certificate. */
    delegated: share,
    certificate: share,
    structures: z.strictObject({ cps: share, cpe_nominative: share, certificate: share }),
  }),
});

/** INSi calls and INS statuses. */
export const identityRates = load('identity.json', schema);
