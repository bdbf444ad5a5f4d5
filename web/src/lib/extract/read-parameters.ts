import { nearest as nearestOf, type Choice } from '../filters/nearest.ts';
import {
  defaultMeasure,
  grains,
  levels,
  measureOf,
  type ExtractChoices,
  type ExtractMeasure,
  type Grain,
  type Level,
} from './choices.ts';
import { periodFault, type Fault } from './faults.ts';
import { readPeriod, within, type Period } from './period.ts';

/*
 * One function for each parameter of an address: what it says, or what comes nearest. What is not
 * understood is added to the faults.
 */

const parameters = ['measure', 'split', 'territory', 'period', 'grain', 'as_of', 'page'];
/** Put into addresses by those who link, and about nothing that we show. */
const foreign = /^(utm_|fbclid|gclid|mtm_)/;

/**
 * Faults that are told. An address may hold thousands of wrong values, each compared with every
 * choice, and each told with an address that is read in its turn.
 */
export const mostFaults = 10;

/** The id of the closest choice; none any more once there are more faults than are told. */
const nearest = (
  given: string,
  choices: readonly Choice[],
  faults: readonly Fault[],
): string | null => (faults.length < mostFaults ? (nearestOf(given, choices)?.id ?? null) : null);

const asChoice = (id: string): Choice => ({ id, label: id });

const listOf = (text: string | null): string[] => [
  ...new Set(
    (text ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  ),
];

export function unknownParameters(query: URLSearchParams, choices: ExtractChoices): Fault[] {
  const known = [...parameters, ...choices.categories.map(({ id }) => id)];
  const faults: Fault[] = [];
  for (const given of new Set(query.keys())) {
    if (known.includes(given) || foreign.test(given)) continue;
    const suggestion = nearest(given, known.map(asChoice), faults);
    faults.push({ kind: 'unknown_parameter', parameter: given, given, suggestion });
  }
  return faults;
}

export function readMeasure(
  query: URLSearchParams,
  choices: ExtractChoices,
  faults: Fault[],
): ExtractMeasure {
  const given = query.get('measure')?.trim() ?? '';
  const usual = measureOf(choices, defaultMeasure(choices));
  if (given === '') return usual;
  const known = choices.measures.find(({ id }) => id === given);
  if (known !== undefined) return known;
  const suggestion = nearest(given, choices.measures, faults);
  faults.push({ kind: 'unknown_measure', parameter: 'measure', given, suggestion });
  return usual;
}

export function readSplit(
  query: URLSearchParams,
  choices: ExtractChoices,
  faults: Fault[],
): { asked: boolean; level?: Level; categories: string[] } {
  const names = listOf(query.get('split'));
  const isLevel = (name: string): name is Level => (levels as readonly string[]).includes(name);
  const known: Choice[] = [
    ...levels.map(asChoice),
    ...choices.categories.map(({ id, label }) => ({ id, label })),
  ];
  const others = known.filter(({ id }) => !names.includes(id));
  const level = names.find(isLevel);
  const categories: string[] = [];
  for (const name of names) {
    if (name === level) continue;
    if (choices.categories.some(({ id }) => id === name)) categories.push(name);
    else {
      // A second level, or no dimension at all: an answer holds one level.
      const suggestion = isLevel(name) ? null : nearest(name, others, faults);
      const kind = isLevel(name) ? 'two_levels' : 'unknown_dimension';
      faults.push({ kind, parameter: 'split', given: name, suggestion });
    }
  }
  const asked = level !== undefined || categories.length > 0;
  return { asked, categories, ...(level === undefined ? {} : { level }) };
}

export const kindOf = (choices: ExtractChoices, id: string): Level | undefined =>
  choices.territories.find((territory) => territory.id === id)?.kind;

export function readTerritories(
  query: URLSearchParams,
  choices: ExtractChoices,
  faults: Fault[],
): string[] {
  const named = choices.territories.map(({ id, name }) => ({ id, label: name }));
  return listOf(query.get('territory')).flatMap((given) => {
    if (kindOf(choices, given) !== undefined) return [given];
    // A bare code is no territory: 84 is a region and a department; a spreadsheet writes 1 for 01.
    const code = given.toUpperCase().padStart(2, '0');
    const alike = choices.territories.filter((one) => one.code === code).map(({ id }) => id);
    const about = { parameter: 'territory', given };
    if (alike.length > 0) {
      faults.push({ ...about, kind: 'bare_code', suggestion: alike[0] ?? null, choices: alike });
    } else {
      const suggestion = nearest(given, named, faults);
      faults.push({ ...about, kind: 'unknown_territory', suggestion });
    }
    return [];
  });
}

/** What can be kept of the territories at a level: itself, or the parts of something larger. */
export function fitting(
  territories: readonly string[],
  level: Level,
  choices: ExtractChoices,
  faults: Fault[],
): string[] {
  const kept: string[] = [];
  for (const id of territories) {
    const kind = kindOf(choices, id);
    // All of France is no restriction.
    if (kind === undefined || kind === 'nation') continue;
    if (levels.indexOf(kind) <= levels.indexOf(level)) kept.push(id);
    else faults.push({ kind: 'too_fine', parameter: 'territory', given: id, level });
  }
  return kept.sort();
}

export function readValues(
  query: URLSearchParams,
  choices: ExtractChoices,
  faults: Fault[],
): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const { id, values: known } of choices.categories) {
    const kept: string[] = [];
    for (const given of listOf(query.get(id))) {
      if (known.some((value) => value.id === given)) kept.push(given);
      else {
        const suggestion = nearest(given, known, faults);
        faults.push({ kind: 'unknown_value', parameter: id, given, suggestion });
      }
    }
    if (kept.length > 0)
      values[id] = known.map((value) => value.id).filter((one) => kept.includes(one));
  }
  return values;
}

export function readTime(
  query: URLSearchParams,
  choices: ExtractChoices,
  faults: Fault[],
): { grain: Grain; period: Period | null } {
  const asked = query.get('grain')?.trim() ?? '';
  let grain = grains.find((candidate) => candidate === asked);
  if (asked !== '' && grain === undefined) {
    const suggestion = nearest(asked, grains.map(asChoice), faults);
    faults.push({ kind: 'unknown_grain', parameter: 'grain', given: asked, suggestion });
  }
  const given = query.get('period')?.trim() ?? '';
  if (given === '') return { grain: grain ?? 'month', period: null };
  const answer = readPeriod(given, choices.spans);
  if (answer.kind !== 'period') {
    faults.push(periodFault(given, answer, choices.spans[grain ?? 'month']));
    return { grain: grain ?? ('grain' in answer ? answer.grain : 'month'), period: null };
  }
  grain ??= answer.grain;
  const span = choices.spans[answer.grain];
  if (grain !== answer.grain) {
    faults.push(periodFault(given, { kind: 'other_grain', grain }, choices.spans[grain]));
    return { grain, period: null };
  }
  const period = within(answer.period, span);
  if (period === null || period.from !== answer.period.from || period.to !== answer.period.to) {
    faults.push(periodFault(given, { kind: 'outside', period }, span));
  }
  const isUsual = period?.from === span.from && period.to === span.to;
  return { grain, period: isUsual ? null : period };
}

export function readNumber(
  query: URLSearchParams,
  parameter: 'as_of' | 'page',
  faults: Fault[],
): number | null {
  const given = query.get(parameter)?.trim() ?? '';
  if (given === '') return null;
  // The API's editions are 32-bit numbers.
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given);
  faults.push({ kind: 'no_number', parameter, given });
  return null;
}
