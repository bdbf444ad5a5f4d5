import { z } from 'zod';
import { editionNumberShape } from './common.contract.js';
import { editionShape } from './edition.contract.js';
import { cuboidShape, measureShape } from './measures.contract.js';
import { cellFigureShape, cellShape, seriesQueryShape } from './series.contract.js';

export const ownFormats = ['json', 'csv'] as const;

/** Query of `GET /v1/own`. Rows come from one cuboid of the vendor's, by month. */
export const ownQueryShape = z.strictObject({
  measure: seriesQueryShape.shape.measure,
  vendor: z
    .string()
    .max(100)
    .meta({
      description:
        'Éditeur à lire : le sien sans précision. / Vendor to read: one’s own where none is named.',
    })
    .optional(),
  split: seriesQueryShape.shape.split,
  territory: seriesQueryShape.shape.territory,
  period: seriesQueryShape.shape.period,
  as_of: editionNumberShape.optional(),
  format: z.enum(ownFormats).default('json'),
});
export type OwnQuery = z.infer<typeof ownQueryShape>;

/** A cell as in a series, and what only a vendor's own has. */
export const ownCellShape = cellShape.extend({
  /** The vendor's release; null where the cuboid does not cross releases. */
  release: z.string().nullable(),
  /** Its place among the vendors of the cell: the bin, from the lowest values on, of so many. */
  bin: z.int().nullable(),
  bins: z.int().nullable(),
});
export type OwnCell = z.infer<typeof ownCellShape>;

/** JSON answer of `GET /v1/own`; rows sorted by period, territory, categories and release. */
export const ownSeriesShape = z.object({
  vendor: z.object({ id: z.string(), name: z.string() }),
  measure: measureShape.omit({ cuboids: true }),
  cuboid: z.string(),
  grain: cuboidShape.shape.grain,
  edition: editionShape,
  row_count: z.int(),
  rows: z.array(ownCellShape),
});
export type OwnSeries = z.infer<typeof ownSeriesShape>;

/** Columns of the CSV, in order. */
export const ownColumns = [
  ...['simulated', 'edition', 'vendor', 'release', 'measure', 'period', 'territory'],
  ...['sector', 'generation', ...Object.keys(cellFigureShape.shape), 'bin', 'bins'],
] as const;
