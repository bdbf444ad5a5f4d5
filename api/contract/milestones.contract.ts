import { z } from 'zod';
import { bilingualShape, territoryIdShape } from './common.contract.js';

export const milestoneShape = z.object({
  id: z.string(),
  /** `2022-01`, or a day where one is known. */
  date: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/),
  /** `expected`: announced, and perhaps missed since. */
  kind: z.enum(['event', 'deadline', 'expected']),
  name: bilingualShape,
  /** Where it took place; empty for all of France. */
  territories: z.array(territoryIdShape),
});
export type Milestone = z.infer<typeof milestoneShape>;

/** `GET /v1/milestones`: dates of the rollout to annotate curves with, oldest first. */
export const milestonesShape = z.array(milestoneShape);
export type Milestones = z.infer<typeof milestonesShape>;
