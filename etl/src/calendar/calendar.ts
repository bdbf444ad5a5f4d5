/** A calendar day `2026-10-31`: a date, never an instant. */
export type Day = string;
/** A calendar month `2026-10`. */
export type Month = string;
export type Grain = 'day' | 'month';

/** What a period covers: `2026-10` is a month, `2026-10-31` a day. */
export const grainOf = (period: string): Grain => (period.length === 7 ? 'month' : 'day');

const millisecondsPerDay = 86_400_000;

export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * millisecondsPerDay).toISOString().slice(0, 10);

/** Days from `from` to `to`; negative when `to` comes first. */
export const daysBetween = (from: Day, to: Day): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsPerDay;

export const monthOf = (day: Day): Month => day.slice(0, 7);

export function addMonths(month: Month, months: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Months from `from` to `to`, both included, oldest first. */
export function monthsFrom(from: Month, to: Month): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

export const daysOf = (month: Month): Day[] => {
  const first = `${month}-01`;
  const count = daysBetween(first, `${addMonths(month, 1)}-01`);
  return Array.from({ length: count }, (_, index) => addDays(first, index));
};

/** The 20th of the following month: corrections are applied until then. */
export const closeDay = (month: Month): Day => `${addMonths(month, 1)}-20`;

/** Days after its close that what comes late for a month is still applied, as an erratum. */
const lateDays = 45;
/** Days after that in which a month is still listened to, so that what comes is rejected by name. */
const listeningDays = 90;

/** From this day on nothing more is asked of a month's journal. */
export const lastListened = (month: Month): Day =>
  addDays(closeDay(month), lateDays + listeningDays);

/** From this day on what comes for a month is rejected: its events may be destroyed. */
export const destroyDay = (month: Month): Day => addDays(closeDay(month), lateDays);

/**
 * Which of its three publications a period has reached on a feed day, 0 for none: a month on the
 * 2nd, 9th and 20th of the next one; a day two and nine days later and when its month closes.
 */
export function publicationReached(grain: Grain, period: string, feedDay: Day): 0 | 1 | 2 | 3 {
  const month = grain === 'month' ? period : monthOf(period);
  const next = addMonths(month, 1);
  const dates =
    grain === 'month'
      ? [`${next}-02`, `${next}-09`, closeDay(month)]
      : [addDays(period, 2), addDays(period, 9), closeDay(month)];
  return dates.filter((date) => feedDay >= date).length as 0 | 1 | 2 | 3;
}
