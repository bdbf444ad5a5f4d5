import { dayShape, monthShape } from '@vigie/contract';
import { type Bilingual, type Grain } from '@vigie/seeds/catalogue';
import { InvalidPeriodError } from '../../problems/request-errors.js';

/** Both ends included; null where the period is open. */
export interface Period {
  grain: Grain;
  from: string | null;
  to: string | null;
}

/**
 * Reads `2026-10`, `2024-01..2026-10`, `2024-01..`, `..2026-10`, and the same with days. Without
 * a period: every month. `example` is a month that has data, shown when the period is refused.
 */
export function readPeriod(text: string | undefined, example: string | null): Period {
  if (text === undefined) return { grain: 'month', from: null, to: null };
  const refuse = (why: Bilingual): never => {
    throw new InvalidPeriodError(text, why, examples(example ?? '2026-10'));
  };
  const ends = text.split('..');
  const [from = '', to = from] = ends;
  const given = [from, to].filter((end) => end !== '');
  if (ends.length > 2 || given.length === 0) return refuse(unreadable);
  const grains = new Set(given.map(grainOf));
  const [grain] = grains;
  if (grain === undefined || grains.has(undefined)) return refuse(unreadable);
  if (grains.size > 1) return refuse(mixed);
  if (from !== '' && to !== '' && from > to) return refuse(backwards);
  return { grain, from: from === '' ? null : from, to: to === '' ? null : to };
}

/** The months of a period, as a request writes them. */
export function monthsOf({ from, to }: Period): string {
  const [first = '', last = ''] = [from?.slice(0, 7), to?.slice(0, 7)];
  return first === last ? first : `${first}..${last}`;
}

function grainOf(end: string): Grain | undefined {
  if (monthShape.safeParse(end).success) return 'month';
  if (dayShape.safeParse(end).success) return 'day';
  return undefined;
}

const examples = (month: string): string[] => {
  const yearBefore = `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;
  return [month, `${yearBefore}..${month}`, `${yearBefore}..`, `${month}-01`];
};

const unreadable = {
  fr: 'un mois s’écrit 2026-10, un jour 2026-10-31, deux bornes se séparent par « .. »',
  en: 'a month is written 2026-10, a day 2026-10-31, and “..” stands between two ends',
};
const mixed = {
  fr: 'ses deux bornes doivent être des mois, ou des jours',
  en: 'both ends must be months, or days',
};
const backwards = {
  fr: 'elle finit avant de commencer',
  en: 'it ends before it begins',
};
