import { z } from 'zod';

/** A text that users read: French first, English second. */
export const bilingual = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) });

export const roles = ['public', 'agency', 'analyst', 'vendor', 'sentinelle', 'operator'] as const;
const role = z.enum(roles);
const grain = z.enum(['day', 'month']);
const territoryLevel = z.enum(['nation', 'region', 'department']);

export const dimensionSchema = z.strictObject({
  id: z.string(),
  axis: z.enum(['time', 'territory', 'category']),
  label: bilingual,
  roles: z.array(role).min(1),
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
  'profession',
  'document_type',
  'detail',
] as const;
export type CategoryId = (typeof categoryIds)[number];

const category = z.enum(categoryIds);
const columns = z.array(z.string()).min(1);

export const cuboidSchema = z
  .strictObject({
    id: z.string(),
    roles: z.array(role).min(1),
    /** Values of a category that are published by it, where they are not all of them. */
    values: z.partialRecord(category, z.array(z.string()).min(1)).optional(),
  })
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

export const partSchema = z
  .strictObject({
    id: z.string(),
    /** What it counts, as the numerator or the denominator of a rate is said. */
    label: bilingual.optional(),
    stream: z.string(),
    /**
     * `volume`: sum of the column, contributors are the actors whose sum is above zero.
     * `actors`: distinct actors whose sum of the column is above zero, or passes the bound.
     * `persons`: the column already counts persons, each one a contributor.
     * `distinct`: persons counted by the source over each cell, under the name in `column`.
     * `events`: what the source counts without saying whose it is, or what is no one's.
     */
    kind: z.enum(['volume', 'actors', 'persons', 'distinct', 'events']),
    column: z.string().optional(),
    /** Columns added to it and taken from it, row by row. */
    plus: columns.optional(),
    minus: columns.optional(),
    /** Columns that are the values of a category: one wide row is so many narrow ones. */
    by: z.strictObject({ dimension: category, columns }).optional(),
    /** Columns that hold a category under another name than its own. */
    from: z.partialRecord(category, z.string()).optional(),
    /** Values to keep of some columns: the part is made of these rows alone. */
    where: z.record(z.string(), z.array(z.string()).min(1)).optional(),
    /** Actors count from this sum on: with 0, whoever has a row. */
    at_least: z.int().nonnegative().optional(),
    /** Actors count where the sum of the column exceeds a share of another's, in hundredths. */
    above: z
      .strictObject({ of: z.string(), share: z.number().positive().multipleOf(0.01) })
      .optional(),
    /** Values of a category that the part can have, where they are not all of them. */
    values: z.partialRecord(category, z.array(z.string()).min(1)).optional(),
    grains: z.array(grain).min(1),
  })
  .refine(({ column, by }) => (column === undefined) !== (by === undefined), {
    message: 'a part is made of one column, or of one for each value of a category',
  })
  .refine(
    ({ kind, at_least: least, above }) => kind === 'actors' || (least ?? above) === undefined,
    {
      message: 'only actors are counted from a bound on',
    },
  )
  .refine(({ at_least: least, above }) => least === undefined || above === undefined, {
    message: 'a part has one bound',
  })
  .refine(
    ({ kind, column, plus, minus }) =>
      (plus ?? minus) === undefined || (column !== undefined && kind !== 'actors'),
    { message: 'columns are added to the column of a sum' },
  );

export const measureSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z]+(\.[a-z_]+)+$/),
    version: z.int().positive(),
    theme: z.string(),
    label: bilingual,
    definition: bilingual,
    unit: z.strictObject({ id: z.string(), label: bilingual }),
    /**
     * `ratio`: a share, in percent. `mean`: the numerator for each of the denominator.
     * `quantile`: of the ratio over the vendors of the cell.
     */
    kind: z.enum(['count', 'ratio', 'mean', 'quantile']),
    numerator: z.string(),
    denominator: z.string().optional(),
    /** For how many of the denominator a mean is told, where one is too few. */
    times: z.int().positive().optional(),
    quantile: z.enum(['first_quartile', 'median', 'third_quartile']).optional(),
    cuboids: z.array(z.string()).min(1),
    /** Computed besides and not published: what a vendor may see of its own, and rules about them. */
    own_cuboids: z.array(z.string()).min(1).optional(),
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
  .refine((m) => m.times === undefined || m.kind === 'mean', {
    message: 'only a mean is told for more than one',
  })
  .refine((m) => (m.kind === 'quantile') === (m.quantile !== undefined), {
    message: 'a quantile, and only a quantile, says which one',
  });

export const reasonCodeSchema = z.strictObject({
  id: z.string(),
  /** Whether a value is withheld by it to protect someone. */
  secret: z.boolean(),
  label: bilingual,
  sentence: bilingual,
});

export const errorClassSchema = z.strictObject({
  id: z.string(),
  /** Largest error of the class, in percent of the value; null for all that is beyond. */
  at_most: z.number().nonnegative().nullable(),
  label: bilingual,
});

export type Bilingual = z.infer<typeof bilingual>;
export type Role = z.infer<typeof role>;
export type Grain = z.infer<typeof grain>;
export type TerritoryLevel = z.infer<typeof territoryLevel>;
export type Dimension = z.infer<typeof dimensionSchema>;
export type Cuboid = z.infer<typeof cuboidSchema>;
export type Part = z.infer<typeof partSchema>;
export type Measure = z.infer<typeof measureSchema> & {
  /** What the two counts of a rate are. */
  readonly parts?: Readonly<Record<'numerator' | 'denominator', Bilingual>>;
  /** Values of the categories that it crosses, where it cannot have them all. */
  readonly values?: Readonly<Partial<Record<CategoryId, readonly string[]>>>;
};
export type ReasonCode = z.infer<typeof reasonCodeSchema>;
export type ErrorClass = z.infer<typeof errorClassSchema>;
