import { z } from 'zod';
import { load } from './load.js';

const publishedFigureSchema = z
  .strictObject({
    id: z.string().regex(/^PF\d{3}$/),
    metric: z.string(),
    definition_en: z.string(),
    /** `national`, the INSEE code of a region, `dept:NN` or `sector:xxx`. */
    scope: z.string(),
    /** A year and month, or a day. */
    period: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/),
    value: z.coerce.number(),
    unit: z.string(),
    confidence: z.enum(['quoted', 'approx']),
    source: z.string(),
  })
  .readonly();

/** One published figure, in the unit that it names. */
export type PublishedFigure = z.infer<typeof publishedFigureSchema>;

/** What was published about the rollout, each figure with its source: what the core is held to. */
export const publishedFigures = load('published-figures.csv', publishedFigureSchema);
