import type { LabelledParameter } from '../filters/filter-fields.ts';
import { curveIds, curveName, defaultCurve, mapMeasures } from './flows.ts';
import { sectorsOf } from './sectors.figure.ts';
import { measureLabel, monthChoices, type Site } from './site.ts';

/** The parameters that pages about territories share, with what their forms offer. */

export const regionParameter = (site: Site): LabelledParameter<'region'> => ({
  name: 'region',
  kind: 'choice',
  label: site.words.filter_region(),
  none: site.words.filter_region_none(),
  standard: null,
  choices: site.territories
    .filter(({ kind }) => kind === 'region')
    .map(({ id, name }) => ({ id, label: name }))
    .sort((a, b) => a.label.localeCompare(b.label, 'fr')),
});

export const periodParameter = (site: Site): LabelledParameter<'period'> => ({
  name: 'period',
  kind: 'month',
  label: site.words.filter_period(),
  none: site.words.filter_period_default(),
  standard: null,
  choices: monthChoices(site.edition, site.locale),
});

export const flowParameter = (site: Site): LabelledParameter<'flow'> => ({
  name: 'flow',
  kind: 'choice',
  label: site.words.filter_flow(),
  none: null,
  standard: defaultCurve,
  choices: curveIds.map((id) => ({ id, label: curveName(id, site.words) })),
});

export const measureParameter = (site: Site): LabelledParameter<'measure'> => ({
  name: 'measure',
  kind: 'choice',
  label: site.words.filter_measure(),
  none: null,
  standard: mapMeasures[0],
  choices: mapMeasures.map((id) => ({ id, label: measureLabel(site, id) })),
});

export const sectorParameter = (site: Site): LabelledParameter<'sector'> => ({
  name: 'sector',
  kind: 'choice',
  label: site.words.filter_sector(),
  none: site.words.filter_sector_none(),
  standard: null,
  choices: sectorsOf(site).map(({ id, name }) => ({ id, label: name })),
});

export const levelParameter = (site: Site): LabelledParameter<'level'> => ({
  name: 'level',
  kind: 'choice',
  label: site.words.filter_level(),
  none: null,
  standard: 'region',
  choices: [
    { id: 'region', label: site.words.territories_regions() },
    { id: 'department', label: site.words.territories_of() },
  ],
});
