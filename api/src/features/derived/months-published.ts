import { type Cell } from '@vigie/contract';
import { type Bilingual } from '@vigie/seeds/catalogue';
import { InvalidPeriodError, NoMonthYetError } from '../../problems/request-errors.js';

/**
 * The month asked for, which must be one of those of the cells; without one, the last of which the cells
 * are final and carry a value.
 * @param field the parameter that names the month
 * @throws InvalidPeriodError with the nearest months, NoMonthYetError with those that may be named
 */
export function monthOf(
  asked: string | undefined,
  cells: readonly Cell[],
  field = 'month',
): string {
  const published = monthsOf(cells);
  if (asked !== undefined) {
    if (published.includes(asked)) return asked;
    const why = { fr: 'ce mois n’est pas publié', en: 'that month is not published' };
    throw new InvalidPeriodError(asked, why, nearestTo(asked, published), field);
  }
  const [last] = monthsWithValue(cells.filter(({ provisional }) => !provisional));
  if (last !== undefined) return last;
  throw new NoMonthYetError(
    {
      fr: 'Aucun mois de cet indicateur n’est encore définitif.',
      en: 'No month of this measure is final yet.',
    },
    field,
    published,
  );
}

/** A month that lacks the value a figure needs; months of the cells given would do. */
export const noValue = (
  month: string,
  cells: readonly Cell[],
  field: string,
  why: Bilingual = { fr: 'aucune valeur n’y est publiée', en: 'no value is published there' },
): InvalidPeriodError =>
  new InvalidPeriodError(month, why, nearestTo(month, monthsWithValue(cells)), field);

/** Months of the cells that carry a value, latest first. */
export const monthsWithValue = (cells: readonly Cell[]): string[] =>
  monthsOf(cells.filter(({ value }) => value !== null));

const monthsOf = (cells: readonly Cell[]): string[] =>
  [...new Set(cells.map(({ period }) => period))].sort().reverse();

function nearestTo(month: string, months: readonly string[]): string[] {
  const number = (one: string): number => 12 * Number(one.slice(0, 4)) + Number(one.slice(5));
  const distance = (one: string): number => Math.abs(number(one) - number(month));
  return months.toSorted((a, b) => distance(a) - distance(b));
}
