import { publicationDays, type PublicationDays } from '@vigie/contract';
import { addDays, addMonths } from '../format/date.ts';

/** Days after a day on which it is published for the first time. */
const dayDelay = 2;

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

/** When the months around a feed day are published: the last closed, the running and the next. */
export function monthCalendar(feedDay: string): MonthCalendar[] {
  const current = feedDay.slice(0, 7);
  return [-2, -1, 0].map((offset) => {
    const month = addMonths(current, offset);
    return { month, publications: dated(publicationDays(month), feedDay) };
  });
}

/** When the day that the feed has just completed is published. */
export function dayCalendar(feedDay: string): DayCalendar {
  const day = addDays(feedDay, -dayDelay);
  return { day, publications: dated(publicationDays(day), feedDay) };
}

function dated(days: PublicationDays, feedDay: string): MonthCalendar['publications'] {
  const [first, again, final] = days;
  const publication = (day: string): Publication => ({ day, past: day <= feedDay });
  return [publication(first), publication(again), publication(final)];
}
