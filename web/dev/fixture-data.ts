import { readFileSync, readdirSync } from 'node:fs';
import type { Cell, MeasureDescription, Measures, TerritoryDescription } from '@vigie/contract';
import { addMonths, monthsBetween } from '../src/lib/format/date.ts';

/**
 * A small world for working on the pages without the rest of the stack: the real territories and
 * measures, and figures that are a plain function of territory and month.
 */
const seeds = new URL('../../seeds/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, seeds), 'utf8');
const readJson = (path: string): unknown => JSON.parse(read(path));

export const firstMonth = '2022-01';
export const lastComplete = '2026-09';
export const lastMonth = addMonths(lastComplete, 1);

export const territories: TerritoryDescription[] = read('reference/territories.csv')
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => {
    const [id = '', kind = '', code = '', name = '', region = '', overseas = '', people = ''] =
      row.split(',');
    return {
      id,
      kind: kind as TerritoryDescription['kind'],
      code,
      name: name.replaceAll('"', ''),
      region: region === '' ? null : region,
      overseas: overseas === 'true',
      population: Number(people),
    };
  });

const levels = ['nation', 'region', 'department'] as const;

type Declared = Omit<MeasureDescription, 'cuboids'> & { cuboids: string[] };
const declared = readdirSync(new URL('catalogue/measures/', seeds))
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => readJson(`catalogue/measures/${name}`) as Declared[]);

export const measures: MeasureDescription[] = declared.map((measure) => ({
  id: measure.id,
  version: measure.version,
  theme: measure.theme,
  label: measure.label,
  definition: measure.definition,
  unit: measure.unit,
  kind: measure.kind,
  polarity: measure.polarity,
  ...(measure.target === undefined ? {} : { target: measure.target }),
  cuboids: measure.cuboids.map((id) => {
    const dimensions = id.split('.');
    return {
      id,
      grain: dimensions.includes('day') ? 'day' : 'month',
      level: levels.find((level) => dimensions.includes(level)) ?? 'nation',
      categories: dimensions.filter((dimension) => ['sector', 'age_band'].includes(dimension)),
    };
  }),
}));

type State = Measures['states'][number];
export const states = readJson('catalogue/reason-codes.json') as State[];

/** 0 to 1, the same for the same text. */
function drawn(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
  return (hash >>> 0) / 2 ** 32;
}

function share(theme: string, territory: TerritoryDescription, month: string): number {
  const elapsed = monthsBetween(firstMonth, month).length;
  const ceiling =
    (theme === 'activation' ? 0.36 : 0.55) * (0.8 + 0.4 * drawn(territory.id + theme));
  const middle = 26 + 10 * drawn(theme + territory.name);
  const season = theme === 'activation' ? 1 : 1 - (month.endsWith('-08') ? 0.06 : 0);
  return (ceiling * season) / (1 + Math.exp((middle - elapsed) / 9));
}

/** Numerator and denominator of a measure in a territory and month. */
function partsOf(id: string, territory: TerritoryDescription, month: string): [number, number] {
  const own = territory.population;
  const people = Math.round(own * 0.98);
  const documents = Math.round(own * 0.42);
  const actors = Math.round(own / 190);
  const rate = share(id.split('.')[0] ?? '', territory, month);
  switch (id) {
    case 'activation.open':
      return [people, 0];
    case 'activation.rate':
    case 'activation.activated':
      return [Math.round(people * rate), people];
    case 'activation.activations':
      return [Math.round(people * rate * 0.03), 0];
    case 'equipment.installed':
      return [actors, 0];
    case 'feeding.feeders':
    case 'feeding.feeder_share':
      return [Math.round(actors * rate), actors];
    default:
      return [Math.round(documents * rate), documents];
  }
}

function stateOf(id: string, territory: TerritoryDescription, month: string): string {
  if (id.startsWith('feeding') && territory.id === 'REG-06' && month < '2024-03') return 'lt11';
  if (territory.id === 'DEP-976' && month < '2025-01') return 'not_received';
  if (id.startsWith('feeding') && territory.id === 'DEP-15' && month === lastComplete)
    return 'lt11';
  return 'ok';
}

export function cellOf(
  measure: MeasureDescription,
  territory: TerritoryDescription,
  month: string,
): Cell {
  const state = stateOf(measure.id, territory, month);
  const [numerator, denominator] = partsOf(measure.id, territory, month);
  const rate = measure.kind === 'ratio';
  const shown = state === 'ok';
  return {
    period: month,
    territory: territory.id,
    sector: null,
    generation: null,
    age_band: null,
    value: shown ? (rate ? (100 * numerator) / denominator : numerator) : null,
    numerator: shown && rate ? numerator : null,
    denominator: shown && rate ? denominator : null,
    state,
    provisional: month > lastComplete,
    errata: false,
  };
}
