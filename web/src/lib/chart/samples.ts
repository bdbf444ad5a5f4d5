import { monthsBetween } from '../format/date.ts';
import type {
  BandChart,
  BandPanel,
  BarsChart,
  FunnelChart,
  MapChart,
  TrendChart,
} from './chart-spec.ts';
import { outlines, overseas } from './map.geometry.ts';

/** Charts of each kind with made-up figures, for tests. */
export const sampleMonths = monthsBetween('2022-01', '2026-10');

/** A curve that rises from nothing to `top`, steepest in the middle. */
export const rise = (top: number, middle = 30, months = sampleMonths.length): number[] =>
  Array.from({ length: months }, (_, index) => top / (1 + Math.exp((middle - index) / 7)));

const frame = {
  locale: 'fr',
  unit: 'percent',
  unitLabel: '%',
  months: sampleMonths,
  provisionalFrom: 57,
} as const;
const lineWords = { provisional: 'Provisoire', simulated: 'Données simulées' };

export function sampleTrend(changes: Partial<TrendChart> = {}): TrendChart {
  return {
    kind: 'trend',
    ...frame,
    lines: [
      { id: 'city', name: 'Médecine de ville', role: 'nation', values: rise(62), holes: {} },
      { id: 'hospital', name: 'Hôpital', role: 'second', values: rise(58, 22), holes: {} },
      { id: 'labs', name: 'Laboratoires', role: 'third', values: rise(91, 18), holes: {} },
    ],
    marks: [
      { month: '2022-01', label: 'Lancement de Mon espace santé', kind: 'milestone' },
      { month: '2023-04', label: 'Ségur vague 2', kind: 'milestone' },
      { month: '2023-11', label: 'Qualification de l’INS en un clic', kind: 'lever' },
      { month: '2024-02', label: 'Envoi automatique à la validation du document', kind: 'lever' },
      { month: '2025-09', label: 'Procédure d’exception', kind: 'lever' },
    ],
    target: { value: 80, label: 'Objectif' },
    words: lineWords,
    ...changes,
  };
}

export function samplePanel(id: string, name: string, top: number): BandPanel {
  const median = rise(top);
  return {
    id,
    name,
    median: median.map((value, index) => (index < 8 ? null : value)),
    firstQuartile: median.map((value, index) => (index < 8 ? null : value * 0.7)),
    thirdQuartile: median.map((value, index) => (index < 8 ? null : Math.min(value * 1.25, 100))),
    holes: Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [index, 'Trop peu de produits']),
    ),
  };
}

export function sampleBand(changes: Partial<BandChart> = {}): BandChart {
  return {
    kind: 'band',
    ...frame,
    panels: [
      samplePanel('hospital', 'Hôpital', 70),
      samplePanel('city', 'Médecine de ville', 52),
      samplePanel('labs', 'Biologie médicale', 78),
      samplePanel('imaging', 'Imagerie', 64),
      samplePanel('medico', 'Médico-social', 22),
    ],
    words: { ...lineWords, median: 'Médiane', quartiles: 'Du premier au troisième quartile' },
    ...changes,
  };
}

const ok = { state: 'ok', stateLabel: '' } as const;
const hidden = { value: null, state: 'lt11', stateLabel: 'Moins de 11 (zéro compris)' } as const;

export function sampleBars(changes: Partial<BarsChart> = {}): BarsChart {
  return {
    kind: 'bars',
    locale: 'fr',
    unit: 'percent',
    unitLabel: '%',
    rows: [
      {
        id: 'DEP-15',
        name: 'Cantal',
        value: 21.4,
        ...ok,
        href: '/territoires/DEP-15',
        detail: '412 sur 1 925',
      },
      {
        id: 'DEP-03',
        name: 'Allier',
        value: 28.9,
        ...ok,
        href: '/territoires/DEP-03',
        detail: '950 sur 3 287',
      },
      { id: 'DEP-69', name: 'Rhône', value: 37.2, ...ok, role: 'own', href: '/territoires/DEP-69' },
      { id: 'DEP-63', name: 'Puy-de-Dôme', value: 39.4, ...ok, provisional: true },
      { id: 'DEP-38', name: 'Isère', value: 44.8, ...ok },
      { id: 'DEP-43', name: 'Haute-Loire', ...hidden },
      { id: 'DEP-07', name: 'Ardèche', value: null, state: 'not_received', stateLabel: 'Non reçu' },
    ],
    reference: { value: 36, label: 'France' },
    target: { value: 50, label: 'Objectif' },
    words: { simulated: 'Données simulées', provisional: 'Provisoire' },
    ...changes,
  };
}

export function sampleFunnel(changes: Partial<FunnelChart> = {}): FunnelChart {
  return {
    kind: 'funnel',
    locale: 'fr',
    unit: 'professionals',
    unitLabel: 'professionnels et structures',
    steps: [
      { id: 'ordered', name: 'Ont commandé', value: 18_420, ...ok },
      { id: 'installed', name: 'Sont équipés', value: 15_011, ...ok },
      {
        id: 'qualified',
        name: 'Ont qualifié une INS',
        value: 9_204,
        ...ok,
        href: '/irritants/ins',
      },
      { id: 'fed', name: 'Ont alimenté le DMP', value: 6_930, ...ok },
      { id: 'sent', name: 'Ont écrit à un patient', ...hidden },
    ],
    reference: { name: 'France, part de la première étape', shares: [100, 84, 60, 41, 12] },
    words: { simulated: 'Données simulées', ofPrevious: '{share} de l’étape précédente' },
    ...changes,
  };
}

export function sampleMap(changes: Partial<MapChart> = {}): MapChart {
  const names: Record<string, string> = {
    'DEP-971': 'Guadeloupe',
    'DEP-972': 'Martinique',
    'DEP-973': 'Guyane',
    'DEP-974': 'La Réunion',
    'DEP-976': 'Mayotte',
  };
  const holes: Record<string, [string, string]> = {
    'DEP-48': ['lt11', 'Moins de 11 (zéro compris)'],
    'DEP-09': ['complement', 'Secret par recoupement'],
    'DEP-52': ['not_received', 'Non reçu'],
    'DEP-2A': ['small_denominator', 'Dénominateur trop petit'],
    'DEP-976': ['not_expected', 'Pas attendu'],
  };
  const ids = [...outlines().keys(), ...overseas];
  return {
    kind: 'map',
    locale: 'fr',
    unit: 'percent',
    unitLabel: '%',
    areas: ids.map((id, index) => {
      const [state, stateLabel] = holes[id] ?? ['ok', ''];
      const value = state === 'ok' ? 18 + ((index * 37) % 41) + index / 10 : null;
      return {
        id,
        name: names[id] ?? `Département ${id.slice(4)}`,
        value,
        state,
        stateLabel,
        href: `/territoires/${id}`,
        ...(id === 'DEP-69' ? { own: true } : {}),
        ...(id === 'DEP-29' ? { provisional: true } : {}),
      };
    }),
    words: {
      simulated: 'Données simulées',
      legend: 'Taux d’alimentation, septembre 2026',
      provisional: 'Provisoire',
      inset: 'Paris et petite couronne',
    },
    ...changes,
  };
}
