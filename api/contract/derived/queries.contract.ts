import { z } from 'zod';
import { monthShape, territoryIdShape } from '../common.contract.js';
import { seriesQueryShape } from '../series.contract.js';
import { categoryIds } from '../vocabulary.js';

/** What every derived figure is asked of: a measure, filters of its categories, an edition. */
const asked = seriesQueryShape.omit({ split: true, territory: true, period: true, format: true });

const territory = territoryIdShape.meta({
  description: 'Un territoire : `REG-84`, `DEP-69`. / One territory.',
});
const month = monthShape.optional().meta({
  description:
    'Mois à lire, le dernier mois définitif par défaut. / Month to read, the last final one by default.',
});
const level = z.enum(['region', 'department']).meta({
  description: 'Niveau des territoires comparés. / Level of the territories compared.',
});
const by = z.enum(categoryIds).meta({
  description:
    'Catégorie dont les valeurs sont les strates. / Category whose values are the strata.',
});

/** Query of `GET /v1/derived/lag`. */
export const lagQueryShape = asked.extend({ territory, month });
/** Query of `GET /v1/derived/trends`. */
export const trendsQueryShape = seriesQueryShape
  .omit({ period: true, format: true })
  .extend({ month });
/** Query of `GET /v1/derived/funnel`. */
export const funnelQueryShape = asked.extend({ split: level, month });
/** Query of `GET /v1/derived/decomposition`: from a month to another, by default over a year. */
export const decompositionQueryShape = asked.extend({
  territory: territory.optional(),
  by: by.optional(),
  from: monthShape.optional().meta({
    description:
      'Mois de départ, un an avant par défaut. / Month to start from, a year before by default.',
  }),
  to: month,
});
/** Query of `GET /v1/derived/comparison`. */
export const comparisonQueryShape = asked.extend({ split: level, by, month });
/** Query of `GET /v1/derived/gap`. */
export const gapQueryShape = asked.extend({
  split: z.enum(['nation', 'region']).optional().meta({
    description:
      'Niveau des territoires, la région par défaut. / Level of the territories, the region by default.',
  }),
  month,
});
/** Query of `GET /v1/derived/nowcast`. */
export const nowcastQueryShape = asked.extend({ territory: territory.optional() });

export type LagQuery = z.infer<typeof lagQueryShape>;
export type TrendsQuery = z.infer<typeof trendsQueryShape>;
export type FunnelQuery = z.infer<typeof funnelQueryShape>;
export type DecompositionQuery = z.infer<typeof decompositionQueryShape>;
export type ComparisonQuery = z.infer<typeof comparisonQueryShape>;
export type GapQuery = z.infer<typeof gapQueryShape>;
export type NowcastQuery = z.infer<typeof nowcastQueryShape>;
