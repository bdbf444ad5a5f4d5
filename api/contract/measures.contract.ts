import { z } from 'zod';
import { bilingualShape, termShape, territoryLevelShape } from './common.contract.js';

/** A split that the visitor may ask for: what to cross, at which level and grain. */
export const cuboidShape = z.object({
  id: z.string(),
  grain: z.enum(['day', 'month']),
  level: territoryLevelShape,
  categories: z.array(z.string()),
});

export const measureShape = z.object({
  id: z.string(),
  version: z.int(),
  theme: z.string(),
  label: bilingualShape,
  definition: bilingualShape,
  unit: termShape,
  /**
   * `ratio`: a share, in percent. `mean`: the numerator for each of the denominator.
   * `quantile`: of a ratio over the software products of the cell.
   */
  kind: z.enum(['count', 'ratio', 'mean', 'quantile']),
  polarity: z.enum(['higher_is_better', 'lower_is_better', 'none']),
  target: z
    .object({
      value: z.number(),
      period: z.string(),
      source: z.string(),
      label: bilingualShape,
    })
    .optional(),
  /** What the two counts of a ratio or a mean are. */
  parts: z.object({ numerator: bilingualShape, denominator: bilingualShape }).optional(),
  /** Values of its categories, by category; those that are left out have all of theirs. */
  values: z.record(z.string(), z.array(z.string())).optional(),
  /** Cuboids of this measure that the visitor's role may read. */
  cuboids: z.array(cuboidShape),
});

/** `GET /v1/measures`: the dictionary of what can be asked. */
export const measuresShape = z.object({
  measures: z.array(measureShape),
  dimensions: z.array(
    termShape.extend({
      /** The values of a category with their labels; empty for time and territory. */
      values: z.array(termShape),
    }),
  ),
  states: z.array(termShape.extend({ sentence: bilingualShape })),
});
export type MeasureDescription = z.infer<typeof measureShape>;
export type Measures = z.infer<typeof measuresShape>;
