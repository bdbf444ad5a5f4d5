import { z } from 'zod';
import { assumed, ids, load, monthOrDay, named, optional, optionalNumber } from './load.js';

const day = optional.pipe(z.iso.date().nullable());
const programmeSchema = z
  .strictObject({
    programme: z.string(),
    strand: z.string(),
    /** A period of the strand, or null for the strand as a whole. */
    window: optional,
    territory: z.string(),
    opens_on: day,
    /** Day by which the target is due. */
    deadline: day,
    /** What must be reached; null where no threshold was published. */
    target: optionalNumber,
    unit: optional,
    /** Budget of a national programme, payment per professional of the others; euros. */
    amount: optionalNumber,
    assumed,
    source: z.string(),
  })
  .readonly();
const milestoneSchema = z
  .strictObject({
    ...named,
    date: monthOrDay,
    kind: z.enum(['event', 'deadline', 'expected']),
    /** Where it took place; empty for all of France. */
    territories: ids,
    source: z.string(),
  })
  .readonly();
const ruleSchema = z
  .strictObject({
    ...named,
    kind: z.enum(['target', 'count', 'penalty']),
    sector: optional,
    /** Month by which a target is due. */
    due: optional.pipe(monthOrDay.nullable()),
    value: z.coerce.number(),
    unit: z.string(),
    source: z.string(),
  })
  .readonly();

/** Funding programmes by strand and window, with what they ask for and what they pay. */
export const programmes = load('programmes.csv', programmeSchema);
/** Dates of the rollout, in their order; those only `expected` may have been missed. */
export const milestones = load('milestones.csv', milestoneSchema);
/** Numbers that a text or a plan fixes: targets, counts and penalties. */
export const rules = load('rules.csv', ruleSchema);
