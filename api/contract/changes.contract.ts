import { z } from 'zod';
import { bilingualShape, editionNumberShape, termShape } from './common.contract.js';
import { editionShape } from './edition.contract.js';
import {
  cellFigureShape,
  cellPlaceShape,
  seriesQueryShape,
  seriesShape,
} from './series.contract.js';

/**
 * Why a cell differs between two editions. `withdrawn`: it was published by an edition that was
 * taken back, and what it said then is not told any more.
 */
export const changeCauses = [
  'first_published',
  'source_revised',
  'definition_changed',
  'protection_changed',
  'withdrawn',
] as const;
export type ChangeCause = (typeof changeCauses)[number];

/** Query of `GET /v1/changes`: a question, as `GET /v1/series` takes it, and two editions. */
export const changesQueryShape = seriesQueryShape
  .omit({ as_of: true, format: true, files: true })
  .extend({
    from: editionNumberShape.meta({
      description:
        'Édition de départ ; elle peut avoir été retirée. / Edition to start from; it may have been withdrawn.',
    }),
    to: editionNumberShape.optional().meta({
      description:
        'Édition d’arrivée, l’édition en cours par défaut. / Edition to arrive at, the current one by default.',
    }),
  });
export type ChangesQuery = z.infer<typeof changesQueryShape>;

/** A cell that two editions tell otherwise; a side that is null is not published, or not any more. */
export const changeShape = cellPlaceShape.extend({
  before: cellFigureShape.nullable(),
  after: cellFigureShape.nullable(),
  cause: z.enum(changeCauses),
});
export type Change = z.infer<typeof changeShape>;

/** `GET /v1/changes`: cells whose value, counts, state or erratum differ, in the order of series. */
export const changesShape = seriesShape
  .omit({ edition: true, citation: true, reference: true })
  .extend({
    from: editionShape,
    to: editionShape,
    causes: z.array(termShape.extend({ id: z.enum(changeCauses), sentence: bilingualShape })),
    rows: z.array(changeShape),
  });
export type Changes = z.infer<typeof changesShape>;
