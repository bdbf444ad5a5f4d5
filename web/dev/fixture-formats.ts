import { categoryIds, seriesColumns, type Cell } from '@vigie/contract';
import { states, territories } from './fixture-data.ts';
import { categoryValues, dimensions } from './fixture-reference.ts';
import type { SeriesAnswer } from './fixture-series.ts';

type Value = string | number | boolean | null;

/** CSV for tools: comma, ISO dates, dots. */
export function csvOf({ measure, rows }: SeriesAnswer, edition: number): string {
  const lines = rows.map((row) => {
    const whole: Record<string, Value> = {
      ...row,
      measure: measure.id,
      unit: measure.unit.id,
      edition,
      simulated: true,
      error_class: row.value === null ? '' : 'A',
    };
    return seriesColumns.map((column) => String(whole[column] ?? '')).join(',');
  });
  return [seriesColumns.join(','), ...lines, ''].join('\n');
}

const dimensionLabels = new Map(dimensions.map(({ id, label }) => [id, label.fr]));
const names = new Map(territories.map(({ id, name }) => [id, name]));
const stateLabels = new Map(states.map(({ id, label }) => [id, label.fr]));
const number = (value: number | null): string =>
  value === null ? '' : String(value).replace('.', ',');
const yes = (value: boolean): string => (value ? 'oui' : 'non');

type Columns = [
  header: string,
  value: (row: Cell, answer: SeriesAnswer, edition: number) => string,
][];

/** The columns of the API, in its order. */
const frenchColumns: Columns = [
  ['Indicateur', (_, { measure }) => measure.label.fr],
  ['Code de l’indicateur', (_, { measure }) => measure.id],
  ['Période', ({ period }) => period.split('-').reverse().join('/')],
  ['Territoire', ({ territory }) => territory],
  ['Nom du territoire', ({ territory }) => names.get(territory) ?? territory],
  ...categoryIds.map((category): Columns[number] => [
    dimensionLabels.get(category) ?? category,
    (row) =>
      categoryValues[category].find(({ id }) => id === row[category])?.label.fr ??
      row[category] ??
      '',
  ]),
  ['Valeur', ({ value }) => number(value)],
  ['Numérateur', ({ numerator }) => number(numerator)],
  ['Dénominateur', ({ denominator }) => number(denominator)],
  ['Unité', (_, { measure }) => measure.unit.label.fr],
  ['État', ({ state }) => stateLabels.get(state) ?? state],
  ['Provisoire', ({ provisional }) => yes(provisional)],
  ['Rectifié', ({ errata }) => yes(errata)],
  ['Précision', ({ value }) => (value === null ? '' : 'À 1 % près')],
  ['Édition', (_row, _answer, edition) => String(edition)],
  ['Données simulées', () => 'oui'],
];

/** CSV that French Excel opens: byte order mark, semicolons, decimal comma, French dates. */
export function frenchCsvOf(answer: SeriesAnswer, edition: number): string {
  const lines = answer.rows.map((row) =>
    frenchColumns.map(([, value]) => value(row, answer, edition)).join(';'),
  );
  return `\uFEFF${[frenchColumns.map(([header]) => header).join(';'), ...lines, ''].join('\r\n')}`;
}
