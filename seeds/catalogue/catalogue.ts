import { z } from 'zod';
import { readJson } from '../files.js';

/** A text that users read: French first, English second. */
export const bilingual = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) });

export const roles = ['public', 'agency', 'analyst', 'vendor', 'sentinelle', 'operator'] as const;
const role = z.enum(roles);
const grain = z.enum(['day', 'month']);
const territoryLevel = z.enum(['nation', 'region', 'department']);

const dimensionSchema = z.strictObject({
  id: z.string(),
  axis: z.enum(['time', 'territory', 'category']),
  label: bilingual,
  roles: z.array(role).min(1),
});

const cuboidSchema = z
  .strictObject({ id: z.string(), roles: z.array(role).min(1) })
  .transform((cuboid) => {
    const names = cuboid.id.split('.');
    return {
      ...cuboid,
      /** Sorted dimension ids, time and territory included. */
      dimensions: names,
      grain: grain.parse(names.find((name) => name === 'day' || name === 'month')),
      level: territoryLevel.parse(names.find((name) => territoryLevel.safeParse(name).success)),
      /** What is left once time and territory are set aside. */
      categories: names.filter(
        (name) => !grain.safeParse(name).success && !territoryLevel.safeParse(name).success,
      ),
    };
  });

/** Categories that a published cell may cross, in the order in which answers carry them. */
export const categoryIds = [
  'sector',
  'generation',
  'age_band',
  'irritant',
  'channel',
  'reason',
  'lever',
] as const;
export type CategoryId = (typeof categoryIds)[number];

const partSchema = z
  .strictObject({
    id: z.string(),
    stream: z.string(),
    /**
     * `volume`: sum of the column, contributors are the actors whose sum is above zero.
     * `actors`: distinct actors whose sum of the column is above zero.
     * `persons`: the column already counts persons, each one a contributor.
     * `distinct`: persons counted by the source over each cell, under the name in `column`.
     * `events`: what has no contributor to protect, counted as it is.
     */
    kind: z.enum(['volume', 'actors', 'persons', 'distinct', 'events']),
    column: z.string().optional(),
    /** Columns that are the values of a category: one wide row is so many narrow ones. */
    by: z
      .strictObject({ dimension: z.enum(categoryIds), columns: z.array(z.string()).min(1) })
      .optional(),
    grains: z.array(grain).min(1),
  })
  .refine(({ column, by }) => (column === undefined) !== (by === undefined), {
    message: 'a part is made of one column, or of one for each value of a category',
  });

const measureSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z]+(\.[a-z_]+)+$/),
    version: z.int().positive(),
    theme: z.string(),
    label: bilingual,
    definition: bilingual,
    unit: z.strictObject({ id: z.string(), label: bilingual }),
    /** `quantile`: of the ratio over the vendors of the cell. */
    kind: z.enum(['count', 'ratio', 'quantile']),
    numerator: z.string(),
    denominator: z.string().optional(),
    quantile: z.enum(['first_quartile', 'median', 'third_quartile']).optional(),
    cuboids: z.array(z.string()).min(1),
    disclosure_units: z
      .array(z.enum(['professional', 'structure', 'patient', 'vendor', 'none']))
      .min(1),
    target: z
      .strictObject({ value: z.number(), period: z.string(), source: z.string(), label: bilingual })
      .optional(),
    polarity: z.enum(['higher_is_better', 'lower_is_better', 'none']),
    author: z.string(),
    reviewed: z.iso.date(),
  })
  .refine((m) => (m.kind === 'count') === (m.denominator === undefined), {
    message: 'all but a count have a denominator',
  })
  .refine((m) => (m.kind === 'quantile') === (m.quantile !== undefined), {
    message: 'a quantile, and only a quantile, says which one',
  });

const reasonCodeSchema = z.strictObject({ id: z.string(), label: bilingual, sentence: bilingual });

export type Bilingual = z.infer<typeof bilingual>;
export type Role = z.infer<typeof role>;
export type Grain = z.infer<typeof grain>;
export type TerritoryLevel = z.infer<typeof territoryLevel>;
export type Dimension = z.infer<typeof dimensionSchema>;
export type Cuboid = z.infer<typeof cuboidSchema>;
export type Part = z.infer<typeof partSchema>;
export type Measure = z.infer<typeof measureSchema>;
export type ReasonCode = z.infer<typeof reasonCodeSchema>;

const load = <T>(file: string, schema: z.ZodType<T>): readonly T[] =>
  z.array(schema).parse(readJson(`catalogue/${file}`));

export const dimensions = load('dimensions.json', dimensionSchema);
export const cuboids = load('cuboids.json', cuboidSchema);
export const parts = load('parts.json', partSchema);
export const measures = [
  'activation',
  'equipment',
  'feeding',
  'identity',
  'irritants',
  'levers',
  'market',
  'messaging',
  'reach',
  'usage',
].flatMap((theme) => load(`measures/${theme}.json`, measureSchema));
/** The one list of states of a cell; `ok` is the only one that carries a value. */
export const reasonCodes = load('reason-codes.json', reasonCodeSchema);

/** The cell budget of one period, over all measures (architecture.md, "Measures"). */
export const cellBudget: Readonly<Record<Grain, number>> = { month: 60_000, day: 5_000 };
