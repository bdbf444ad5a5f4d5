import { irritants, nomenclature, releases, sectors } from '@vigie/seeds/reference';
import { z } from 'zod';
import { leverIds } from '../levers/lever-ids.js';
import { load, month, share } from './load.js';

const positive = z.number().positive();
const idsOf = (list: readonly { id: string }[]) => z.enum(list.map(({ id }) => id));
const sector = idsOf(sectors);
const bySector = z.partialRecord(sector, z.number().nonnegative());
const stage = idsOf(nomenclature('stage'));
const irritant = idsOf(irritants.filter(({ parent }) => parent === null));

const sentinelleSchema = z.strictObject({
  reports: z.strictObject({
    source: z.string(),
    /** Nothing is reported before. */
    from: month,
    /** Reports a month of one cause of weight 1, where everything fails, at full attention. */
    rate: share,
    /** How readily one reports: it rises with the committee and the form, then fades. */
    attention: z.strictObject({
      before: share,
      middle: month,
      width: positive,
      peak: month,
      tail: share,
      fade: positive,
    }),
    /** Failed documents of a month at which half of the full rate is reached. */
    half: positive,
    /** What a module that is off counts for against one that fails all the time. */
    off: share,
    /** Electronic prescriptions that give trouble. */
    friction: share,
    /** Days in which the troubles of an installation fall to a third. */
    settling_days: positive,
    stage_weight: z.partialRecord(stage, z.number().nonnegative()),
    /** Months, at most, after the lever until a report is resolved; share of those that are. */
    resolution_months: z.int().positive(),
    resolved: share,
    channels: z.record(
      idsOf(nomenclature('report_channel')),
      z.strictObject({
        weight: positive,
        from: month.optional(),
        /** Only in the months of a satisfaction survey. */
        waves: z.literal(true).optional(),
        factor: bySector.optional(),
      }),
    ),
  }),
  /** What is met beside the barriers: share of the actors of each sector that meet it. */
  causes: z.array(
    z.strictObject({
      irritant,
      stage,
      cleared_by: z.array(z.enum(leverIds)).min(1),
      sectors: bySector,
      weight: positive,
    }),
  ),
  regressions: z.strictObject({
    source: z.string(),
    /** Share of the resolved reports that such a release opens again. */
    share,
    /** Weeks from its date until a correction, by release. */
    releases: z.partialRecord(idsOf(releases), z.int().positive()),
  }),
  surveys: z.strictObject({
    source: z.string(),
    answers: z.strictObject({ rate: share, keenness: bySector }),
    /** Logit of having met a malfunction: by barrier left, and by how new the release is. */
    malfunction: z.strictObject({
      level: z.number(),
      barriers: z.number(),
      newness: z.number(),
      days: positive,
      /** For sectors without barriers. */
      others: z.number(),
    }),
    satisfied: z.strictObject({
      level: z.number(),
      barriers: z.number(),
      malfunction: z.number(),
      habit: z.number(),
    }),
  }),
  trainings: z.strictObject({
    source: z.string(),
    from: month,
    /** Sessions in the month of a new release, how long that lasts, and sessions at other times. */
    at_start: z.number(),
    days: positive,
    usual: z.number(),
    /** Visits of delegates, after listening to the field (LEV-12) has reached the actor. */
    visit: z.strictObject({ share, days: positive }),
    sectors: bySector,
    /** Shares of the sessions, beside visits; they make up the whole. */
    formats: z.partialRecord(idsOf(nomenclature('training_format')), share).refine((formats) => {
      const sum = Object.values(formats).reduce<number>((a, b) => a + (b ?? 0), 0);
      return Math.abs(sum - 1) < 1e-9;
    }, 'shares of formats that do not sum to 1'),
  }),
  incidents: z.strictObject({
    source: z.string(),
    from: month,
    /** Incidents a month (of a vendor, for software) and their median hours. */
    services: z.record(
      idsOf(nomenclature('incident_service')),
      z.strictObject({ rate: share, hours: positive }),
    ),
    after_release: z.strictObject({ months: z.int(), factor: positive }),
    /** Share by which incidents become rarer in the end. */
    maturing: z.strictObject({ middle: month, width: positive, gain: share }),
  }),
});

/** What users report, answer and learn, and the incidents that they meet. */
export const sentinelle = load('sentinelle.json', sentinelleSchema);
