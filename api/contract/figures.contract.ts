import { z } from 'zod';
import { bilingualShape, territoryIdShape } from './common.contract.js';

/**
 * What comparing came to: `within` or `outside` the tolerance; a bound `holds` or is `broken`; a
 * constant `agrees` with what was published, or is `explained` where it knowingly differs; `not
 * expressible` where the simulation has no such number.
 */
export const figureVerdicts = [
  'within',
  'outside',
  'holds',
  'broken',
  'agrees',
  'explained',
  'not expressible',
] as const;
export const figureVerdictShape = z.enum(figureVerdicts);
export type FigureVerdict = z.infer<typeof figureVerdictShape>;

export const figureShape = z.object({
  id: z.string(),
  metric: z.string(),
  /** The French text only where the source gives one. */
  definition: z.object({ fr: z.string().optional(), en: z.string() }),
  /** As the reference writes it: `national`, the code of a region, `dept:NN` or `sector:xxx`. */
  scope: z.string(),
  /** The territory that the scope stands for; null where it is narrower than all of one. */
  territory: territoryIdShape.nullable(),
  sector: z.string().nullable(),
  /** A month or a day. */
  period: z.string(),
  /** In `unit`, like the simulated one. */
  published: z.number(),
  unit: z.string(),
  simulated: z.number().nullable(),
  /** Relative, in percent of the published figure. */
  difference: z.number().nullable(),
  tolerance: z.string(),
  verdict: figureVerdictShape,
  /** Kept out of the tuning: what the simulation is judged by. */
  held_out: z.boolean(),
  source: z.string(),
});
export type Figure = z.infer<typeof figureShape>;

const tallyShape = z.object({
  figures: z.int(),
  /** Simulated, and held to a tolerance or a bound. */
  compared: z.int(),
  /** Of those, within the tolerance or on the right side of the bound. */
  good: z.int(),
  /** Constants, put into the simulation rather than found in it: not counted as compared. */
  constants: z.int(),
});

/** `GET /v1/figures`: every published figure beside the simulated one. */
export const figuresShape = z.object({
  figures: z.array(figureShape),
  summary: z.object({
    all: tallyShape,
    /** Used to tune the simulation. */
    tuned: tallyShape,
    held_out: tallyShape,
    verdicts: z.array(
      z.object({ id: figureVerdictShape, label: bilingualShape, figures: z.int() }),
    ),
  }),
});
export type Figures = z.infer<typeof figuresShape>;
