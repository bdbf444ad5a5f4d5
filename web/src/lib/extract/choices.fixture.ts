import type { Cuboid, ExtractChoices, Level } from './choices.ts';

const cuboid = (id: string): Cuboid => {
  const names = id.split('.');
  const levels: readonly Level[] = ['nation', 'region', 'department'];
  return {
    grain: names.includes('day') ? 'day' : 'month',
    level: levels.find((level) => names.includes(level)) ?? 'nation',
    categories: ['sector', 'generation', 'age_band', 'irritant', 'channel'].filter((name) =>
      names.includes(name),
    ),
  };
};
const usual = ['month.nation', 'month.region', 'department.month'];
const measure = (id: string, label: string, cuboids: string[]) => ({
  id,
  label,
  theme: id.split('.')[0] ?? '',
  cuboids: cuboids.map(cuboid),
});

/** Few measures, territories and values, of each sort that a page of extraction meets. */
export const choices: ExtractChoices = {
  measures: [
    measure('activation.rate', 'Taux d’activation', [...usual, 'age_band.month.region']),
    measure('feeding.rate', 'Taux d’alimentation', [
      ...usual,
      'month.nation.sector',
      'month.region.sector',
      'generation.month.nation',
    ]),
    measure('feeding.documents', 'Documents alimentés', [
      ...usual,
      'day.nation',
      'day.region',
      'month.region.sector',
    ]),
    measure('irritants.reports', 'Difficultés signalées', [
      ...usual,
      'irritant.month.nation',
      'irritant.month.region',
      'channel.irritant.month.nation',
    ]),
    measure('market.feeding_rate_median', 'Médiane du marché', [
      'month.nation.sector',
      'generation.month.nation.sector',
    ]),
  ],
  categories: [
    {
      id: 'sector',
      label: 'Secteur',
      values: ['mdv', 'hopital', 'officine'].map((id) => ({ id, label: id })),
    },
    {
      id: 'generation',
      label: 'Génération',
      values: ['pre', 'segur_v1'].map((id) => ({ id, label: id })),
    },
    { id: 'age_band', label: 'Âge', values: ['0-17', '75+'].map((id) => ({ id, label: id })) },
    {
      id: 'irritant',
      label: 'Irritant',
      values: ['IRR-1', 'IRR-2'].map((id) => ({ id, label: id })),
    },
    { id: 'channel', label: 'Canal', values: ['visit', 'form'].map((id) => ({ id, label: id })) },
  ],
  territories: [
    { id: 'FR', kind: 'nation', code: 'FR', name: 'France', region: null, population: 1 },
    {
      id: 'REG-84',
      kind: 'region',
      code: '84',
      name: 'Auvergne-Rhône-Alpes',
      region: null,
      population: 1,
    },
    { id: 'REG-53', kind: 'region', code: '53', name: 'Bretagne', region: null, population: 1 },
    {
      id: 'DEP-84',
      kind: 'department',
      code: '84',
      name: 'Vaucluse',
      region: 'REG-93',
      population: 1,
    },
    { id: 'DEP-01', kind: 'department', code: '01', name: 'Ain', region: 'REG-84', population: 1 },
  ],
  spans: {
    month: { first: '2022-01', last: '2026-10', from: '2024-10', to: '2026-09' },
    day: { first: '2022-01-01', last: '2026-11-10', from: '2026-10-11', to: '2026-11-10' },
  },
};
