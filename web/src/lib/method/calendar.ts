import { addMonths } from '../format/date.ts';
import { addDays } from '../extract/period.ts';

/** Days of the month after, on which a month is published: first, again, and for good. */
const publicationDays = ['02', '09', '20'] as const;
/** Days after a day on which it is published: first, and again; then with its month, for good. */
const dayDelays = [2, 9] as const;

export interface Publication {
  day: string;
  /** The feed has reached it: it has taken place. */
  past: boolean;
}

export interface MonthCalendar {
  month: string;
  publications: [first: Publication, again: Publication, final: Publication];
}

export interface DayCalendar {
  day: string;
  publications: [first: Publication, again: Publication, final: Publication];
}

const lastDue = (month: string): string[] =>
  publicationDays.map((day) => `${addMonths(month, 1)}-${day}`);

/** When the months around a feed day are published: the last closed, the running and the next. */
export function monthCalendar(feedDay: string): MonthCalendar[] {
  const current = feedDay.slice(0, 7);
  return [-2, -1, 0].map((offset) => {
    const month = addMonths(current, offset);
    return { month, publications: dated(lastDue(month), feedDay) };
  });
}

/** When the day that the feed has just completed is published. */
export function dayCalendar(feedDay: string): DayCalendar {
  const day = addDays(feedDay, -dayDelays[0]);
  const close = lastDue(day.slice(0, 7)).at(-1) ?? day;
  const days = [...dayDelays.map((delay) => addDays(day, delay)), close];
  return { day, publications: dated(days, feedDay) };
}

function dated(days: readonly string[], feedDay: string): MonthCalendar['publications'] {
  const [first = '', again = '', final = ''] = days;
  const publication = (day: string): Publication => ({ day, past: day <= feedDay });
  return [publication(first), publication(again), publication(final)];
}
