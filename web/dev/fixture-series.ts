import {
  categoryIds,
  type CategoryId,
  type Cell,
  type ErrorCode,
  type MeasureDescription,
} from '@vigie/contract';
import { daysOf, monthsBetween } from '../src/lib/format/date.ts';
import { cellOf, firstMonth, lastMonth, measures, type Categories } from './fixture-data.ts';
import { categoryValues, territories } from './fixture-reference.ts';

/** A refusal, as problem details tell it. */
export interface Refusal {
  code: ErrorCode;
  detail: string;
  field: string;
  allowed: string[];
}

export interface SeriesAnswer {
  measure: MeasureDescription;
  cuboid: string;
  grain: 'day' | 'month';
  rows: Cell[];
}

const levels = ['nation', 'region', 'department'] as const;
const list = (text: string | null): string[] => (text ?? '').split(',').filter((one) => one !== '');

/** Understands a question as the API does, and answers its rows or why not. */
export function answerSeries(query: URLSearchParams): SeriesAnswer | Refusal {
  const refuse = (code: ErrorCode, field: string, allowed: string[]): Refusal => ({
    code,
    detail: `« ${query.get(field) ?? ''} » : ${code}.`,
    field,
    allowed,
  });
  const measure = measures.find((candidate) => candidate.id === query.get('measure'));
  if (measure === undefined) {
    return refuse(
      'unknown_measure',
      'measure',
      measures.map(({ id }) => id),
    );
  }
  const split = list(query.get('split'));
  const asked = list(query.get('territory'));
  const named = asked.map((id) => territories.find((territory) => territory.id === id));
  if (named.includes(undefined)) return refuse('unknown_territory', 'territory', ['FR']);
  const level = levels.find((one) => split.includes(one)) ?? named[0]?.kind ?? 'nation';
  const filters = new Map<CategoryId, string[]>();
  for (const category of categoryIds) {
    const wanted = list(query.get(category));
    const known = categoryValues[category].map(({ id }) => id);
    if (wanted.some((one) => !known.includes(one))) {
      return refuse('unknown_category', category, known);
    }
    if (wanted.length > 0) filters.set(category, wanted);
    else if (split.includes(category)) filters.set(category, measure.values?.[category] ?? known);
  }
  const period = query.get('period') ?? `${firstMonth}..`;
  const [from = '', to = from] = period.split('..');
  const grain = (from || to).length > 7 ? 'day' : 'month';
  const cuboid = [grain, level, ...filters.keys()].sort().join('.');
  if (!measure.cuboids.some(({ id }) => id === cuboid)) {
    const allowed = measure.cuboids.map(({ level: at, categories }) =>
      [at, ...categories].join(','),
    );
    return refuse('not_in_lattice', 'split', allowed);
  }
  const kept = territories.filter(
    (territory) =>
      territory.kind === level &&
      (asked.length === 0 ||
        asked.includes('FR') ||
        asked.includes(territory.id) ||
        asked.includes(territory.region ?? '')),
  );
  const combinations = combine([...filters]);
  const rows = periodsOf(grain, from, to).flatMap((one) =>
    kept.flatMap((territory) =>
      combinations.map((categories) => cellOf(measure, territory, one, categories)),
    ),
  );
  return { measure, cuboid, grain, rows };
}

function combine(filters: [CategoryId, string[]][]): Categories[] {
  return filters.reduce<Categories[]>(
    (all, [category, values]) =>
      all.flatMap((one) => values.map((value) => ({ ...one, [category]: value }))),
    [{}],
  );
}

function periodsOf(grain: 'day' | 'month', from: string, to: string): string[] {
  const first = from === '' ? firstMonth : from.slice(0, 7);
  const last = to === '' ? lastMonth : to.slice(0, 7);
  const months = monthsBetween(
    first < firstMonth ? firstMonth : first,
    last > lastMonth ? lastMonth : last,
  );
  if (grain === 'month') return months;
  return months.flatMap(daysOf).filter((day) => day >= from && (to === '' || day <= to));
}
