import { addMonths } from './months.js';

const dayLength = 86_400_000;

/** `addDays('2026-03-01', -1)` → `2026-02-28`. A calendar day, in no time zone. */
export function addDays(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date) + count * dayLength).toISOString().slice(0, 10);
}

/** Days from one day to a later one. */
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / dayLength;

/** Every day of a month, the first first. */
export function daysOf(month: string): string[] {
  const first = `${month}-01`;
  const count = daysBetween(first, `${addMonths(month, 1)}-01`);
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

/** `lastDayOf('2028-02')` → `2028-02-29`. */
export const lastDayOf = (month: string): string => addDays(`${addMonths(month, 1)}-01`, -1);

/** The day of an instant on a calendar in Paris: `2026-11-21T23:30:00Z` → `2026-11-22`. */
export const dayInParis = (instant: string): string =>
  // Swedish writes a day as ISO 8601 does.
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date(instant));
