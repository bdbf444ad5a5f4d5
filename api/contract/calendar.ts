import { addDays } from './formulas/days.js';
import { addMonths } from './formulas/months.js';

/**
 * The calendar of publications: a month on the 2nd, 9th and 20th of the next one, a day two and
 * nine days later and when its month closes. The third is final.
 */

/** Days of the next month on which a month is published; on the last of them it closes. */
const monthlyDays = ['02', '09', '20'] as const;
/** Days after a day on which it is published before its month closes. */
const dailyDelays = [2, 9] as const;

export type PublicationDays = readonly [first: string, second: string, final: string];

/** The three days on which a period, `2026-10` or `2026-10-31`, is published. */
export function publicationDays(period: string): PublicationDays {
  const [first, second, close] = monthlyDays.map(
    (day) => `${addMonths(period.slice(0, 7), 1)}-${day}`,
  ) as [string, string, string];
  if (period.length === 7) return [first, second, close];
  return [addDays(period, dailyDelays[0]), addDays(period, dailyDelays[1]), close];
}

/** A period that becomes due on a day: its first, second or third publication. */
export interface DuePeriod {
  due_on: string;
  period: string;
  publication: 1 | 2 | 3;
}

/** Days ahead for which the calendar says what is due. */
export const calendarDays = 31;

/** What becomes due in the days after `day`, by day, months before days. */
export function duePeriods(day: string, days: number): DuePeriod[] {
  const last = addDays(day, days);
  // A day is published for good 50 days after it at most, a month 20 days after its last.
  const earlier = Array.from({ length: days + 50 }, (_, back) => addDays(last, -back));
  const periods = [...new Set([...earlier.map((one) => one.slice(0, 7)), ...earlier])];
  return periods
    .flatMap((period) =>
      publicationDays(period).map((due_on, index) => ({
        due_on,
        period,
        publication: (index + 1) as DuePeriod['publication'],
      })),
    )
    .filter(({ due_on }) => due_on > day && due_on <= last)
    .sort(
      (a, b) =>
        a.due_on.localeCompare(b.due_on) ||
        a.period.length - b.period.length ||
        a.period.localeCompare(b.period),
    );
}
