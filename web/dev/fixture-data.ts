import { readFileSync } from 'node:fs';
import {
  byCategory,
  categoryIds,
  type CategoryId,
  type Cell,
  type MeasureDescription,
  type TerritoryDescription,
} from '@vigie/contract';
import { addMonths, monthsBetween } from '../src/lib/format/date.ts';
import { territories } from './fixture-reference.ts';

export { measures, states, territories } from './fixture-reference.ts';

/**
 * A small world for working on the pages without the rest of the stack: the real territories and
 * measures, and figures that are a plain function of territory, month and category. A region is
 * the sum of its departments, and France the sum of all.
 */
export const firstMonth = '2022-01';
export const lastComplete = '2026-09';
export const lastMonth = addMonths(lastComplete, 1);

export type Categories = Partial<Record<CategoryId, string>>;

/** A count of the world: per inhabitant, or a share of another that is constant or grows. */
interface Part {
  per_person?: number;
  seasonal?: boolean;
  of?: string;
  share?: number;
  ceiling?: number;
  middle?: number;
  pace?: number;
}

interface World {
  parts: Record<string, Part>;
  measures: Record<string, [numerator: string, denominator?: string]>;
  weights: Record<string, Record<string, number>>;
}
const world = JSON.parse(
  readFileSync(new URL('fixture-world.json', import.meta.url), 'utf8'),
) as World;

/** 0 to 1, the same for the same text. */
export function drawn(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507);
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

const elapsedMonths = new Map(monthsBetween(firstMonth, '2030-12').map((month, n) => [month, n]));

function grown(name: string, part: Part, department: string, month: string, key: string): number {
  const { ceiling = 1, middle = 0, pace = 8, share } = part;
  const drift = 0.98 + 0.04 * drawn(name + department + month + key);
  if (share !== undefined) return share * (0.8 + 0.4 * drawn(name + department + key)) * drift;
  const elapsed = elapsedMonths.get(month) ?? 0;
  const height = ceiling * (0.84 + 0.28 * drawn(`${name}${department}h${key}`));
  const shifted = middle + 14 * (drawn(`${name}${department}m`) - 0.5) + 8 * drawn(name + key);
  return Math.min(0.985, (height * drift) / (1 + Math.exp((shifted - elapsed) / pace)));
}

const counts = new Map<string, number>();

/** A count in one place and month, before anything is hidden. */
function inPlace(
  name: string,
  department: TerritoryDescription,
  month: string,
  key: string,
): number {
  const id = `${name}|${department.id}|${month}|${key}`;
  const known = counts.get(id);
  if (known !== undefined) return known;
  const part = world.parts[name] ?? {};
  let count: number;
  if (part.of === undefined) {
    const low = month.endsWith('-08') ? 0.72 : month.endsWith('-05') ? 0.93 : 1;
    count = department.population * (part.per_person ?? 0.01) * (part.seasonal === true ? low : 1);
    count *= weightOf(key);
  } else {
    count = inPlace(part.of, department, month, key);
    count *= grown(name, part, department.id, month, key);
  }
  counts.set(id, count);
  return count;
}

/** The share of a category among all: given for some, drawn for the rest. */
function weightOf(key: string): number {
  if (key === '') return 1;
  return key.split('&').reduce((weight, pair) => {
    const [dimension = '', value = ''] = pair.split('=');
    const size = { age_band: 6, irritant: 7, channel: 8, reason: 7, lever: 15 }[dimension] ?? 6;
    return weight * (world.weights[dimension]?.[value] ?? (0.35 + 1.3 * drawn(value)) / size);
  }, 1);
}

const partsOf = new Map<string, TerritoryDescription[]>(
  territories.map((territory) => [
    territory.id,
    territories.filter(
      (one) =>
        one.kind === 'department' &&
        (territory.kind === 'nation' || one.region === territory.id || one.id === territory.id),
    ),
  ]),
);

function total(name: string, territory: TerritoryDescription, month: string, key: string): number {
  const id = `${name}|${territory.id}|${month}|${key}|`;
  const known = counts.get(id);
  if (known !== undefined) return known;
  // Categories are not summed over departments: there are too many of them for a page to wait.
  const all = key === '' ? (partsOf.get(territory.id) ?? []) : [territory];
  const sum = Math.round(all.reduce((added, one) => added + inPlace(name, one, month, key), 0));
  counts.set(id, sum);
  return sum;
}

/** Why a cell is not shown, here and there, as the real cube would have it. */
function stateOf(
  measure: string,
  territory: TerritoryDescription,
  month: string,
  categories: Categories,
): string {
  const { id } = territory;
  if (measure.startsWith('irritants') && month < '2023-01') return 'not_expected';
  if (measure.startsWith('messaging') && month < '2022-06') return 'not_expected';
  if (measure.startsWith('market.feeding_rate')) {
    const few = categories.sector === 'esms' || categories.sector === 'imagerie';
    return few && (month < '2025-01' || categories.generation !== undefined) ? 'vendor_rule' : 'ok';
  }
  if (measure.startsWith('feeding') && id === 'REG-06' && month < '2024-03') return 'lt11';
  if (id === 'DEP-976' && month < '2025-01') return 'not_received';
  if (measure.startsWith('feeding') && id === 'DEP-15' && month === lastComplete) return 'lt11';
  if (measure.startsWith('identity') && id === 'DEP-48' && month > '2025-06') return 'complement';
  if (measure === 'messaging.visit_rate' && id === 'DEP-2A') return 'small_denominator';
  if (categories.sector === 'imagerie' && id === 'REG-94') return 'lt3';
  if (categories.sector === 'esms' && id === 'REG-02') return 'dominated';
  return 'ok';
}

/** The cell of a measure in a territory and a month or day, in the categories given. */
export function cellOf(
  measure: MeasureDescription,
  territory: TerritoryDescription,
  period: string,
  categories: Categories = {},
): Cell {
  const month = period.slice(0, 7);
  const { value, numerator, denominator } = valueOf(measure, territory, period, categories);
  let state = stateOf(measure.id, territory, month, categories);
  const counted = numerator ?? value;
  // Levers are counted exactly; everything else is hidden below eleven, zero included.
  if (state === 'ok' && counted < 11 && measure.unit.id !== 'percent' && !isExact(measure.id)) {
    state = 'lt11';
  }
  const shown = state === 'ok';
  const rate = measure.kind === 'ratio' || measure.kind === 'mean';
  return {
    period,
    territory: territory.id,
    ...byCategory((id) => categories[id] ?? null),
    value: shown ? value : null,
    numerator: shown && rate ? numerator : null,
    denominator: shown && rate ? denominator : null,
    state,
    provisional: month > lastComplete,
    errata: measure.id.startsWith('feeding') && territory.id === 'REG-53' && month === '2026-03',
  };
}

const isExact = (measure: string): boolean => measure === 'levers.deployed';

function valueOf(
  measure: MeasureDescription,
  territory: TerritoryDescription,
  period: string,
  categories: Categories,
): { value: number; numerator: number | null; denominator: number | null } {
  const month = period.slice(0, 7);
  const key = categoryIds
    .flatMap((id) => (categories[id] === undefined ? [] : [`${id}=${categories[id]}`]))
    .join('&');
  const none = { numerator: null, denominator: null };
  if (isExact(measure.id)) return { value: deployments(categories.lever ?? '', month), ...none };
  if (measure.kind === 'quantile') return { value: market(measure.id, month, key), ...none };
  const known = world.measures[measure.id];
  const usual = ['accepted', measure.kind === 'mean' ? 'feeders' : 'produced'] as const;
  const [over, under] = known ?? usual;
  // A measure that the world does not tell of is a share of its documents, the same everywhere.
  const scale = known === undefined ? 0.05 + 0.9 * drawn(measure.id) : 1;
  const numerator = Math.round(total(over, territory, month, key) * scale);
  if (measure.kind !== 'count' && under !== undefined) {
    const denominator = total(under, territory, month, key);
    const ratio = denominator === 0 ? 0 : numerator / denominator;
    // Published rates have one decimal, means three figures.
    const value =
      measure.kind === 'mean' ? Number(ratio.toPrecision(3)) : Math.round(1000 * ratio) / 10;
    return { value, numerator, denominator };
  }
  if (period.length === 7) return { value: numerator, ...none };
  const weekday = new Date(`${period}T00:00:00Z`).getUTCDay();
  const rest = weekday === 0 ? 0.1 : weekday === 6 ? 0.4 : 1.3;
  return { value: Math.round((numerator / 30.4) * rest), ...none };
}

/** A quartile or the median of the feeding rates of a sector's software. */
function market(measure: string, month: string, key: string): number {
  const elapsed = elapsedMonths.get(month) ?? 0;
  const middle = 52 * (0.6 + 0.7 * drawn(key)) * (1 / (1 + Math.exp((26 - elapsed) / 9)));
  const spread = 0.25 + 0.2 * drawn(`${key}s`);
  if (measure.endsWith('first_quartile')) return middle * (1 - spread);
  return measure.endsWith('third_quartile') ? Math.min(98, middle * (1 + spread)) : middle;
}

/** Releases or decisions of the month by which a lever came: few, and most in one year. */
function deployments(lever: string, month: string): number {
  const elapsed = elapsedMonths.get(month) ?? 0;
  const start = 8 + Math.floor(40 * drawn(lever));
  if (elapsed < start || elapsed > start + 12) return 0;
  return Math.floor(5 * drawn(lever + month));
}
