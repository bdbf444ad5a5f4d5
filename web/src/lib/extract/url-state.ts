import {
  defaultCuboid,
  defaultMeasure,
  measureOf,
  type Cuboid,
  type ExtractChoices,
} from './choices.ts';
import type { Fault } from './faults.ts';
import { writePeriod, type Period } from './period.ts';
import {
  fitting,
  kindOf,
  mostFaults,
  readMeasure,
  readNumber,
  readSplit,
  readTerritories,
  readTime,
  readValues,
  unknownParameters,
} from './read-parameters.ts';
import { isPublished, nearestCuboid, sameCuboid } from './splits.ts';

/** What the page shows, as its address says it. */
export interface ExtractState extends Cuboid {
  measure: string;
  /** Territories to keep, or those whose parts to keep; empty for all. */
  territories: string[];
  /** Values of a category to keep; a category that is not listed has all of its values. */
  values: Readonly<Record<string, readonly string[]>>;
  /** Null for the usual one. */
  period: Period | null;
  /** Edition to read, null for the current one. */
  asOf: number | null;
  /** Page of the table, from 1. */
  page: number;
}

export interface ReadExtract {
  state: ExtractState;
  faults: Fault[];
}

/** Reads an address; what is not understood falls back on the nearest, and the first of it is reported. */
export function readExtract(query: URLSearchParams, choices: ExtractChoices): ReadExtract {
  const faults: Fault[] = unknownParameters(query, choices);
  const measure = readMeasure(query, choices, faults);
  const territories = readTerritories(query, choices, faults);
  const values = readValues(query, choices, faults);
  const { grain, period } = readTime(query, choices, faults);
  const kinds = new Set(territories.map((id) => kindOf(choices, id)));
  const usual = defaultCuboid(measure);
  const split = readSplit(query, choices, faults);
  const [only] = kinds;
  const level =
    split.level ??
    (kinds.size === 1 && only !== undefined ? only : split.asked ? 'nation' : usual.level);
  const crossed = new Set([
    ...(split.asked ? split.categories : usual.categories),
    ...Object.keys(values),
  ]);
  const categories = choices.categories.map(({ id }) => id).filter((id) => crossed.has(id));
  const wanted: Cuboid = { grain, level, categories };
  const cuboid = isPublished(measure, wanted)
    ? wanted
    : (nearestCuboid(measure.cuboids, wanted) ?? usual);
  if (cuboid !== wanted) {
    faults.push({
      kind: 'not_published',
      parameter: 'split',
      given: [level, ...categories].join(','),
      measure: measure.label,
      wanted,
      instead: cuboid,
    });
  }
  return {
    state: {
      measure: measure.id,
      grain: cuboid.grain,
      level: cuboid.level,
      categories: [...cuboid.categories],
      territories: fitting(territories, cuboid.level, choices, faults),
      values: Object.fromEntries(
        Object.entries(values).filter(([id]) => cuboid.categories.includes(id)),
      ),
      period: cuboid.grain === grain ? period : null,
      asOf: readNumber(query, 'as_of', faults),
      page: readNumber(query, 'page', faults) ?? 1,
    },
    faults: faults.slice(0, mostFaults),
  };
}

/** The query that says a state, only what differs from the usual; empty, or with its `?`. */
export function writeExtract(state: ExtractState, choices: ExtractChoices): string {
  const query: [string, string][] = [];
  if (state.measure !== defaultMeasure(choices)) query.push(['measure', state.measure]);
  const usual = defaultCuboid(measureOf(choices, state.measure));
  // Territories alone would say their own level.
  const isUsual = sameCuboid({ ...state, grain: usual.grain }, usual);
  if (!isUsual || state.territories.length > 0) {
    query.push(['split', [state.level, ...state.categories].join(',')]);
  }
  if (state.territories.length > 0) query.push(['territory', state.territories.join(',')]);
  for (const [id, values] of Object.entries(state.values)) query.push([id, values.join(',')]);
  if (state.period !== null) query.push(['period', writePeriod(state.period)]);
  else if (state.grain === 'day') query.push(['grain', 'day']);
  if (state.asOf !== null) query.push(['as_of', String(state.asOf)]);
  if (state.page > 1) query.push(['page', String(state.page)]);
  return queryText(query);
}

/** A query for people: commas and dots need no escape. */
export function queryText(query: readonly (readonly [string, string])[]): string {
  if (query.length === 0) return '';
  const text = query
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`)
    .join('&');
  return `?${text}`;
}
