import { lastDayOf } from '@vigie/contract/formulas';
import { intlTag, type Locale } from '../i18n/locale.ts';

export { addDays, addMonths, dayInParis, daysOf, monthsBetween } from '@vigie/contract/formulas';

/**
 * Months and days are calendar dates, never instants: they are formatted in UTC from UTC parts,
 * so that no time zone moves them. Instants are written in Europe/Paris.
 */
function utc(year: number, month: number, day = 1): Date {
  return new Date(Date.UTC(year, month - 1, day));
}

function parts(date: string): [number, number, number] {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return [year, month, day];
}

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  let found = cache.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(intlTag[locale], options);
    cache.set(key, found);
  }
  return found;
}

/** `2026-10` → `octobre 2026`, `October 2026`; short: `oct. 2026`, `Oct 2026`. */
export function formatMonth(
  month: string,
  locale: Locale,
  width: 'long' | 'short' = 'long',
): string {
  const options = { month: width, year: 'numeric', timeZone: 'UTC' } as const;
  return formatter(locale, options).format(utc(...parts(month)));
}

/** `2026-11-21` → `21 novembre 2026`; the first of the month is `1er` in French. */
export function formatDay(day: string, locale: Locale): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  const text = formatter(locale, options).format(utc(...parts(day)));
  return locale === 'fr' ? text.replace(/^1 /, '1er ') : text;
}

/** The last day of a month, written out: `2026-10` → `31 octobre 2026`. */
export const formatLastDay = (month: string, locale: Locale): string =>
  formatDay(lastDayOf(month), locale);

/** A month or a day, whichever it is; short: `31 oct. 2026`. */
export function formatPeriod(
  period: string,
  locale: Locale,
  width: 'long' | 'short' = 'long',
): string {
  if (period.length === 7) return formatMonth(period, locale, width);
  if (width === 'long') return formatDay(period, locale);
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return formatter(locale, options).format(utc(...parts(period)));
}

/** An instant as read on a clock in Paris: `21 novembre 2026 à 07:04`. */
export function formatInstant(instant: string, locale: Locale): string {
  const date = new Date(instant);
  const zone = { timeZone: 'Europe/Paris' } as const;
  const day = formatter(locale, { day: 'numeric', month: 'long', year: 'numeric', ...zone });
  const time = formatter(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone });
  const dayText = day.format(date);
  return locale === 'fr'
    ? `${dayText.replace(/^1 /, '1er ')} à ${time.format(date)}`
    : `${dayText} at ${time.format(date)} (Paris)`;
}
