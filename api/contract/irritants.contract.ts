import { z } from 'zod';
import { bilingualShape, monthShape, termShape } from './common.contract.js';

/**
 * Where the work on an irritant stands, as the published cells show it: reported by professionals,
 * a national decision in force, a first release that corrects it, its rollout, settled, or back.
 */
export const irritantStatuses = [
  'reported',
  'action',
  'available',
  'deploying',
  'resolved',
  'reopened',
] as const;
export const irritantStatusShape = z.enum(irritantStatuses);
export type IrritantStatus = z.infer<typeof irritantStatusShape>;

const tracked = {
  id: z.string(),
  name: bilingualShape,
  /** Step of the professional's path, an id of `stages`. */
  stage: z.string(),
  /** Who can act on it. */
  owner: termShape,
};

export const irritantShape = z.object({
  ...tracked,
  sub_irritants: z.array(z.object(tracked)),
  barriers: z.array(
    z.object({ ...tracked, /** Ids of levers. */ cleared_by: z.array(z.string()) }),
  ),
  /** Ids of the levers that act on it. */
  levers: z.array(z.string()),
  /** Null while nothing of it is published. */
  status: irritantStatusShape.nullable(),
  status_since: monthShape.nullable(),
});
export type Irritant = z.infer<typeof irritantShape>;

export const leverShape = z.object({
  ...tracked,
  kind: z.enum(['release', 'national', 'programme', 'campaign']),
  /** Ids of the irritants that it acts on. */
  irritants: z.array(z.string()),
  /** Ids of the barriers that it clears. */
  barriers: z.array(z.string()),
  /** Month of its first published deployment, null while there is none: what curves are annotated with. */
  first_on: monthShape.nullable(),
  /** Releases published so far that bring it; null for what no release brings. */
  releases: z.int().nullable(),
});
export type Lever = z.infer<typeof leverShape>;

/** `GET /v1/irritants`: the seven irritants in their order, with what is done about them. */
export const irritantsShape = z.object({
  irritants: z.array(irritantShape),
  levers: z.array(leverShape),
  /** Steps from ordering to use, in the order of the funnel. */
  stages: z.array(termShape),
  /** Every status with its words, in the order in which they usually come. */
  statuses: z.array(termShape),
});
export type Irritants = z.infer<typeof irritantsShape>;

/** A status that began in a month, and the published numbers that it follows from. */
export const statusChangeShape = z.object({
  month: monthShape,
  status: irritantStatusShape,
  because: bilingualShape,
});
export type StatusChange = z.infer<typeof statusChangeShape>;

/** `GET /v1/irritants/{id}`: one irritant with its history, oldest first. */
export const irritantWithHistoryShape = irritantShape.extend({
  history: z.array(statusChangeShape),
});
export type IrritantWithHistory = z.infer<typeof irritantWithHistoryShape>;

/** `GET /v1/levers`: every lever in the order of the reference. */
export const leversShape = z.object({
  levers: z.array(leverShape),
  kinds: z.array(termShape),
});
export type Levers = z.infer<typeof leversShape>;
