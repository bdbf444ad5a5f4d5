import type { Measure } from '@vigie/seeds/catalogue';
import {
  addMonths,
  grainOf,
  monthOf,
  publicationReached,
  type Day,
  type Month,
} from '../calendar/calendar.js';
import { partsOf } from '../cells/made-of.js';
import { familyOf } from '../cells/selection.js';
import { monthsRemembered } from '../vendors/index.js';

/** Months whose sales say what a month withholds, the latest first. */
export const monthsBefore = (month: Month): Month[] =>
  Array.from({ length: monthsRemembered }, (_, back) => addMonths(month, -1 - back));

/** The month that a day withholds alike: its own, or the latest one published while that is open. */
export function referenceMonth(day: Day, feedDay: Day): Month {
  let month = monthOf(day);
  while (publicationReached('month', month, feedDay) === 0) month = addMonths(month, -1);
  return month;
}

/** Months of streams whose cells must stand before it is known what a period of a stream withholds. */
export function monthsNeeded(
  stream: string,
  period: string,
  feedDay: Day,
): { stream: string; month: Month }[] {
  const isMonth = grainOf(period) === 'month';
  const month = isMonth ? period : referenceMonth(period, feedDay);
  const family = familyOf(stream);
  return [
    ...(isMonth ? monthsBefore(month) : [month, ...monthsBefore(month)]).map((before) => ({
      stream,
      month: before,
    })),
    // What the figures break down is withheld first.
    ...(family === stream ? [] : [month, ...monthsBefore(month)]).map((before) => ({
      stream: family,
      month: before,
    })),
  ];
}

/** Whether what a measure tells of a stream depends on other months. */
export const isMasked = (measure: Measure): boolean =>
  partsOf(measure).some(({ kind }) => kind === 'volume');
