import { type Edition } from '@vigie/contract';
import { addMonths, mostRows } from '@vigie/contract/formulas';
import { TooManyRowsError } from '../../problems/request-errors.js';

/** Refuses an answer of more rows than one may have, whole: no file is ever cut. */
export function refuseBeyond(
  rows: number,
  { data_through_month: last }: Pick<Edition, 'data_through_month'>,
  most = mostRows,
): void {
  if (rows <= most) return;
  // A year of months, then one: what is shorter than was asked.
  const allowed = last === null ? [] : [`${addMonths(last, -11)}..${last}`, last];
  throw new TooManyRowsError(rows, most, allowed);
}
