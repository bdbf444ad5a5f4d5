import { z } from 'zod';
import { bilingualShape, editionNumberShape, territoryIdShape } from './common.contract.js';
import { editionShape } from './edition.contract.js';
import { measureShape } from './measures.contract.js';
import { seriesQueryShape } from './series.contract.js';
import { byCategory, states } from './vocabulary.js';

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
export const changesQueryShape = seriesQueryShape.omit({ as_of: true, format: true }).extend({
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

/** What an edition says of a cell. */
export const sideShape = z.object({
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  state: z.enum(states),
  provisional: z.boolean(),
  errata: z.boolean(),
});

/** A cell that two editions tell otherwise; a side that is null is not published, or not any more. */
export const changeShape = z.object({
  period: z.string(),
  territory: territoryIdShape,
  ...byCategory(() => z.string().nullable()),
  before: sideShape.nullable(),
  after: sideShape.nullable(),
  cause: z.enum(changeCauses),
});
export type Change = z.infer<typeof changeShape>;

/** `GET /v1/changes`: cells whose value, counts, state or erratum differ, in the order of series. */
export const changesShape = z.object({
  measure: measureShape,
  cuboid: z.string(),
  grain: z.enum(['day', 'month']),
  from: editionShape,
  to: editionShape,
  causes: z.array(
    z.object({ id: z.enum(changeCauses), label: bilingualShape, sentence: bilingualShape }),
  ),
  row_count: z.int(),
  rows: z.array(changeShape),
});
export type Changes = z.infer<typeof changesShape>;
