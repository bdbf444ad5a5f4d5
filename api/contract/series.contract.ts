import { z } from 'zod';
import { bilingualShape, editionNumberShape, territoryIdShape } from './common.contract.js';
import { editionShape } from './edition.contract.js';
import { cuboidShape, measureShape } from './measures.contract.js';
import { dimensions } from '@vigie/seeds/catalogue';
import { byCategory, categoryIds, states } from './vocabulary.js';

/**
 * `csv` is for tools (UTF-8, commas, ISO), `csv_fr` for Excel set to French (mark, semicolons,
 * decimal commas, jj/mm/aaaa); `arrow` is the file of Arrow IPC, `arrow_stream` its stream; `zip` is
 * a package of the others with what makes sense of them; `count` answers how many rows there are,
 * without any.
 */
export const formats = [
  'json',
  'csv',
  'csv_fr',
  'xlsx',
  'parquet',
  'arrow',
  'arrow_stream',
  'zip',
  'count',
] as const;

export type Format = (typeof formats)[number];

/** Formats of the files of data that a package may hold. */
export const packedFormats = [
  'csv',
  'csv_fr',
  'xlsx',
  'parquet',
  'arrow',
  'arrow_stream',
] as const satisfies readonly Format[];
export type PackedFormat = (typeof packedFormats)[number];

/**
 * Media type of each format. `Accept` chooses the first format of a type: the others are to be
 * named.
 */
export const mediaTypes = {
  json: 'application/json',
  csv: 'text/csv',
  csv_fr: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.file',
  arrow_stream: 'application/vnd.apache.arrow.stream',
  zip: 'application/zip',
  count: 'application/json',
} as const satisfies Record<Format, string>;

/** Raised when the columns, their order, their types or their encoding change. */
export const seriesFormatVersion = 5;

const list = (what: string, description: string) =>
  z
    .string()
    .max(2_000)
    .meta({ description })
    .transform((value) => value.split(',').map((item) => item.trim()))
    .pipe(z.array(z.string().min(1, `an empty ${what}`)).max(200));

const categoryLabel = (id: string): { fr: string; en: string } =>
  dimensions.find((dimension) => dimension.id === id)?.label ?? { fr: id, en: id };

/** A filter for each category. */
const categoryFilters = byCategory((id) => {
  const { fr, en } = categoryLabel(id);
  return list(en, `${fr} : valeurs à garder. / ${en}: values to keep.`).optional();
});

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
  ...categoryFilters,
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
    .meta({
      description:
        'Passe avant l’en-tête Accept. `csv_fr` : CSV pour Excel (France) ; `zip` : un paquet ; `count` : le nombre de lignes seul. / ' +
        'Comes before the Accept header. `csv_fr`: CSV for Excel set to French; `zip`: a package; `count`: the number of rows alone.',
    })
    .optional(),
  files: list(
    'format',
    'Formats des données du paquet `zip`, tous par défaut : `csv_fr,parquet`. / Formats of the data in the package `zip`, all by default.',
  )
    .pipe(z.array(z.enum(packedFormats)))
    .optional(),
});
export type SeriesQuery = z.infer<typeof seriesQueryShape>;

/** Which cell. A category that the cuboid does not cross is null. */
export const cellPlaceShape = z.object({
  period: z.string(),
  territory: territoryIdShape,
  ...byCategory(() => z.string().nullable()),
});

/**
 * What an edition says of a cell. `value` is null unless `state` is `ok`. For a ratio `value` is in percent; for it and
 * for a mean `numerator` and `denominator` are the published counts it was divided from; for a
 * count or a quantile they are null.
 */
export const cellFigureShape = z.object({
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  state: z.enum(states),
  provisional: z.boolean(),
  errata: z.boolean(),
});

/** One cell. */
export const cellShape = cellPlaceShape.extend(cellFigureShape.shape);
export type Cell = z.infer<typeof cellShape>;

/** JSON answer of `GET /v1/series`; rows sorted by period, territory, then categories in order. */
export const seriesShape = z.object({
  measure: measureShape,
  cuboid: z.string(),
  grain: cuboidShape.shape.grain,
  edition: editionShape,
  /** Sentence to cite the figure with; it begins with "Données simulées" where they are. */
  citation: bilingualShape,
  /** What reopens the figure at `/v1/references`; null where it keeps too much for one to say. */
  reference: z.string().nullable(),
  row_count: z.int(),
  rows: z.array(cellShape),
});
export type Series = z.infer<typeof seriesShape>;

/** Answer of `format=count`: all that the answer says, without its rows. */
export const seriesCountShape = seriesShape.omit({ rows: true });
export type SeriesCount = z.infer<typeof seriesCountShape>;

/**
 * Columns of the CSV and Arrow answers, in order; every row repeats what the figure needs.
 * `error_class` tells how far a value may be from the exact one, by its size alone; `reference` reopens
 * the answer that the row is of.
 */
export const seriesColumns = [
  'measure',
  'period',
  'territory',
  ...categoryIds,
  'value',
  'numerator',
  'denominator',
  'unit',
  'state',
  'provisional',
  'errata',
  'error_class',
  'edition',
  'definition_version',
  'reference',
  'simulated',
] as const;
