/**
 * Days are integers since 1970-01-01 and months integers since 1970-01, both without a time zone:
 * a period is a date in France, never an instant.
 */
const DAY = 86_400_000;

/** Day number of `2026-11-21`. */
export function parseDay(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / DAY;
}

/** `2026-11-21` of a day number. */
export function formatDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Month number of `2026-11`. */
export function parseMonth(text: string): number {
  return (Number(text.slice(0, 4)) - 1970) * 12 + Number(text.slice(5, 7)) - 1;
}

/** `2026-11` of a month number. */
export function formatMonth(month: number): string {
  const year = 1970 + Math.floor(month / 12);
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** First day of a month; the last one is `firstDay(month + 1) - 1`. */
export function firstDay(month: number): number {
  const known = firstDays.get(month);
  if (known !== undefined) return known;
  const first = Date.UTC(1970, month, 1) / DAY;
  firstDays.set(month, first);
  return first;
}

/** Asked for every actor of a month: some hundred months at most. */
const firstDays = new Map<number, number>();

/** Month of a day. */
export function monthOf(day: number): number {
  const date = new Date(day * DAY);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** 0 = Monday … 6 = Sunday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Day on which a month closes: the 20th of the next one. */
export function closeDay(month: number): number {
  return firstDay(month + 1) + 19;
}

/** Whether a day is one of the eleven public holidays of France (Code du travail, L3133-1). */
export function isHoliday(day: number): boolean {
  const date = new Date(day * DAY);
  const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
  if (fixed.includes(date.toISOString().slice(5, 10))) return true;
  const sinceEaster = day - easter(date.getUTCFullYear());
  return sinceEaster === 1 || sinceEaster === 39 || sinceEaster === 50;
}

/** Day number of Easter Sunday (anonymous Gregorian computus, Nature, 1876). */
function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return Date.UTC(year, Math.floor(f / 31) - 1, (f % 31) + 1) / DAY;
}
