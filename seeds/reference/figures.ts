import { z } from 'zod';
import { readJson } from '../files.js';
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

const calibratedFigureSchema = z
  .strictObject({
    id: z.string(),
    metric: z.string(),
    definition_en: z.string(),
    scope: z.string(),
    period: z.string(),
    published: z.number(),
    unit: z.string(),
    /** Null where no stream carries the metric. */
    simulated: z.number().nullable(),
    /** Relative difference in percent, to 0.1. */
    difference: z.number().nullable(),
    /** `±5 %`, or the side of a bound. */
    tolerance: z.string(),
    verdict: z.enum([
      'within',
      'outside',
      'holds',
      'broken',
      'not expressible',
      'agrees',
      'explained',
    ]),
    /** Whether it was kept out of the tuning of the core. */
    held_out: z.boolean(),
    source: z.string(),
  })
  .readonly();

/** A published figure beside what the simulated core says of it. */
export type CalibratedFigure = z.infer<typeof calibratedFigureSchema>;

/** Every published figure with the simulated one: written by `npm run calibrate -- --write`. */
export const calibratedFigures: readonly CalibratedFigure[] = z
  .array(calibratedFigureSchema)
  .parse(readJson('reference/calibrated-figures.json'));
