import { addDays, addMonths } from '../format/date.ts';

/** Both ends included; two months, or two days. */
export interface Period {
  from: string;
  to: string;
}

const monthForm = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Whether a text is a month or a day of the calendar, or neither. */
export function grainOf(text: string): 'month' | 'day' | null {
  if (monthForm.test(text)) return 'month';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !monthForm.test(text.slice(0, 7))) return null;
  return addDays(text, 0) === text ? 'day' : null;
}

/** `2026-09`, or `2024-10..2026-09`. */
export const writePeriod = ({ from, to }: Period): string =>
  from === to ? from : `${from}..${to}`;

/** Every month or day of a period, the latest first. */
export function periodsOf({ from, to }: Period): string[] {
  const step = grainOf(to) === 'day' ? addDays : addMonths;
  const periods: string[] = [];
  for (let period = to; period >= from; period = step(period, -1)) periods.push(period);
  return periods;
}

export type PeriodAnswer =
  | { kind: 'period'; grain: 'month' | 'day'; period: Period }
  | { kind: 'unreadable' }
  | { kind: 'mixed' }
  | { kind: 'backwards'; grain: 'month' | 'day'; period: Period };

/** Reads `2026-10`, `2024-01..2026-10`, `2024-01..`, `..2026-10`, and the same with days. */
export function readPeriod(
  text: string,
  bounds: Readonly<Record<'month' | 'day', { first: string; last: string }>>,
): PeriodAnswer {
  const ends = text.split('..').map((end) => end.trim());
  const given = ends.filter((end) => end !== '');
  const kinds = new Set(given.map(grainOf));
  const [grain] = kinds;
  if (ends.length > 2 || grain === undefined || grain === null || kinds.has(null)) {
    return { kind: 'unreadable' };
  }
  if (kinds.size > 1) return { kind: 'mixed' };
  const [first = '', second = first] = ends;
  const from = first === '' ? bounds[grain].first : first;
  const to = second === '' ? bounds[grain].last : second;
  return from > to
    ? { kind: 'backwards', grain, period: { from: to, to: from } }
    : { kind: 'period', grain, period: { from, to } };
}

/** The part of a period that has figures, or null where none of it has. */
export function within(period: Period, bounds: { first: string; last: string }): Period | null {
  const from = period.from < bounds.first ? bounds.first : period.from;
  const to = period.to > bounds.last ? bounds.last : period.to;
  return from > to ? null : { from, to };
}
