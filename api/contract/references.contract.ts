import { z } from 'zod';
import { changeShape, changesShape } from './changes.contract.js';
import { editionShape } from './edition.contract.js';
import { measureShape } from './measures.contract.js';
import { seriesShape } from './series.contract.js';

/**
 * `GET /v1/references/{id}`: exactly the figure as its edition told it and, where a later edition is
 * current, what that one tells otherwise of the same cells and why. Cells that are not among the rows of
 * `today` are what they were.
 */
export const reopenedShape = z.object({
  reference: z.string(),
  /** Address that asks the same of `/v1/series`. */
  permanent_link: z.string(),
  figure: seriesShape,
  /** Null while the edition of the figure is the current one. */
  today: z
    .object({
      edition: editionShape,
      /** The measure as it is declared today; null where it is published no more. */
      measure: measureShape.nullable(),
      causes: changesShape.shape.causes,
      row_count: z.int(),
      rows: z.array(changeShape),
    })
    .nullable(),
});
export type Reopened = z.infer<typeof reopenedShape>;
