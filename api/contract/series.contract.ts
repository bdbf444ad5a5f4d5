import { z } from 'zod';
import { bilingualShape, editionNumberShape, territoryIdShape } from './common.contract.js';
import { editionShape } from './edition.contract.js';
import { measureShape } from './measures.contract.js';
import { states } from './vocabulary.js';

export const formats = ['json', 'csv', 'arrow'] as const;
export type Format = (typeof formats)[number];

/** Media type of each format, what `Accept` may ask for. */
export const mediaTypes = {
  json: 'application/json',
  csv: 'text/csv',
  arrow: 'application/vnd.apache.arrow.file',
} as const satisfies Record<Format, string>;

/** Raised when the columns, their order, their types or their encoding change. */
export const seriesFormatVersion = 1;

const list = (what: string, description: string) =>
  z
    .string()
    .max(2_000)
    .meta({ description })
    .transform((value) => value.split(',').map((item) => item.trim()))
    .pipe(z.array(z.string().min(1, `an empty ${what}`)).max(200));

/**
 * Query of `GET /v1/series`.
 *
 * `split` names the dimensions to cross (`region`, `region,sector`); a filter on a category
 * crosses it too. Rows come from exactly one published cuboid; nothing is ever added up.
 * `territory` keeps the named territories, or, with a finer split, the parts of one.
 * `period` is `2026-10`, `2024-01..2026-10`, or the same with days.
 */
export const seriesQueryShape = z.strictObject({
  measure: z.string().max(200).meta({
    description: 'Identifiant de l’indicateur (/v1/measures). / Id of the measure.',
  }),
  split: list(
    'dimension',
    'Dimensions à croiser : `region`, `region,sector`. / Dimensions to cross.',
  ).optional(),
  territory: list(
    'territory',
    'Territoires à garder : `FR`, `REG-84`, `DEP-69`. / Territories to keep.',
  ).optional(),
  sector: list('sector', 'Secteurs à garder. / Sectors to keep.').optional(),
  generation: list(
    'generation',
    'Générations de logiciel à garder. / Software generations to keep.',
  ).optional(),
  age_band: list('age band', 'Tranches d’âge à garder. / Age bands to keep.').optional(),
  period: z
    .string()
    .max(50)
    .meta({
      description:
        'Mois ou jours : `2026-10`, `2024-01..2026-10`, `2024-01..`, `2026-10-31`. / Months or days.',
    })
    .optional(),
  as_of: editionNumberShape.optional(),
  format: z
    .enum(formats)
    .meta({ description: 'Passe avant l’en-tête Accept. / Comes before the Accept header.' })
    .optional(),
});
export type SeriesQuery = z.infer<typeof seriesQueryShape>;

/**
 * One cell. `value` is null unless `state` is `ok`. For a ratio `value` is in percent and
 * `numerator` and `denominator` are the published counts it was divided from; for a count they
 * are null.
 */
export const cellShape = z.object({
  period: z.string(),
  territory: territoryIdShape,
  sector: z.string().nullable(),
  generation: z.string().nullable(),
  age_band: z.string().nullable(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  state: z.enum(states),
  provisional: z.boolean(),
  errata: z.boolean(),
});
export type Cell = z.infer<typeof cellShape>;

/** JSON answer of `GET /v1/series`; rows sorted by period, territory, then categories. */
export const seriesShape = z.object({
  measure: measureShape,
  cuboid: z.string(),
  grain: z.enum(['day', 'month']),
  edition: editionShape,
  /** Sentence to cite the figure with; it begins with "Données simulées" where they are. */
  citation: bilingualShape,
  row_count: z.int(),
  rows: z.array(cellShape),
});
export type Series = z.infer<typeof seriesShape>;

/** Columns of the CSV and Arrow answers, in order; every row repeats what the figure needs. */
export const seriesColumns = [
  'measure',
  'period',
  'territory',
  'sector',
  'generation',
  'age_band',
  'value',
  'numerator',
  'denominator',
  'unit',
  'state',
  'provisional',
  'errata',
  'edition',
  'simulated',
] as const;
