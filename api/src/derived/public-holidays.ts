import { addDays } from '@vigie/contract/formulas';

/** Month and day of the holidays that have a date of their own (Code du travail, art. L3133-1). */
const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
/** Days from Easter Sunday to Easter Monday, Ascension and Whit Monday. */
const afterEaster = [1, 39, 50];

const kept = new Map<number, ReadonlySet<string>>();

/** Whether a day `2026-11-11` is a public holiday in all of France. */
export function isPublicHoliday(day: string): boolean {
  const year = Number(day.slice(0, 4));
  const own = kept.get(year) ?? holidaysOf(year);
  kept.set(year, own);
  return own.has(day);
}

function holidaysOf(year: number): ReadonlySet<string> {
  const moving = afterEaster.map((days) => addDays(easterSunday(year), days));
  return new Set([...fixed.map((date) => `${year}-${date}`), ...moving]);
}

/**
 * Easter Sunday of a Gregorian year.
 *
 * Formula: the anonymous one of Nature, 20 April 1876 (J. Meeus, Astronomical Algorithms, ch. 8).
 */
export function easterSunday(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const shift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - shift + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  const [month, day] = [Math.floor(days / 31), (days % 31) + 1];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
