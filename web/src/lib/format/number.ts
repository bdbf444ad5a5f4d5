import { intlTag, type Locale } from '../i18n/locale.ts';

const minus = '\u2212';
const thin = '\u202f';
const wide = '\u00a0';

const cache = new Map<string, Intl.NumberFormat>();

function format(value: number, locale: Locale, options: Intl.NumberFormatOptions): string {
  const key = `${locale}${JSON.stringify(options)}`;
  let formatter = cache.get(key);
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat(intlTag[locale], options);
    cache.set(key, formatter);
  }
  // A typographic minus in both languages, whatever the ICU version prefers.
  return formatter.format(value).replace(/^[-\u2212]/, minus);
}

/** `23 456 789` in French (narrow no-break spaces), `23,456,789` in English. */
export function formatCount(value: number, locale: Locale): string {
  return format(value, locale, { maximumFractionDigits: 0 });
}

/** `26,1 millions`, `812 milliers` … for titles; the table beside it has every digit. */
export function formatRough(value: number, locale: Locale): string {
  if (Math.abs(value) < 1_000_000) return formatCount(roundTo(value, 3), locale);
  const options = { notation: 'compact', compactDisplay: 'long' } as const;
  // Which plain space ICU writes between number and word varies: it must not break.
  return format(value, locale, { ...options, maximumSignificantDigits: 3 }).replace(/ /g, wide);
}

function roundTo(value: number, digits: number): number {
  if (value === 0) return 0;
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(value))) + 1 - digits);
  return Math.round(value / power) * power;
}

/** A rate given in percent: `38,2 %` in French, `38.2%` in English. */
export function formatPercent(value: number, locale: Locale): string {
  const number = formatDecimal(value, locale);
  return locale === 'fr' ? `${number}${thin}%` : `${number}%`;
}

/** One decimal, always written: columns of rates line up. */
export function formatDecimal(value: number, locale: Locale): string {
  // No "-0,0": a difference that rounds to nothing has no sign.
  const rounded = Math.round(value * 10) / 10;
  return format(rounded === 0 ? 0 : rounded, locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
}

/** Percentage points, which are never called percent: `+0,4 point`, `−2,0 points`. */
export function formatPoints(value: number, locale: Locale, signed = true): string {
  const rounded = Math.round(value * 10) / 10;
  const word = pluralOf(Math.abs(rounded), locale) === 'one' ? 'point' : 'points';
  const number = formatDecimal(signed ? rounded : Math.abs(rounded), locale);
  return `${signed && rounded > 0 ? '+' : ''}${number}${wide}${word}`;
}

/** A relative change: `+3,1 %`. */
export function formatChange(ratio: number, locale: Locale): string {
  const rounded = Math.round(ratio * 1000) / 10;
  return `${rounded > 0 ? '+' : ''}${formatPercent(rounded, locale)}`;
}

/** A factor: `5`, `4,98`. */
export function formatFactor(value: number, locale: Locale): string {
  return format(value, locale, { maximumFractionDigits: 2 });
}

/** Singular or plural as the language has it: French says `1,9 point`, English `1.9 points`. */
export function pluralOf(value: number, locale: Locale): 'one' | 'other' {
  if (locale === 'fr') return Math.abs(value) < 2 ? 'one' : 'other';
  return value === 1 ? 'one' : 'other';
}

/** The value of a measure with its unit's sign; the unit's name stands in the column header. */
export function formatValue(value: number, unit: string, locale: Locale): string {
  if (unit === 'percent') return formatPercent(value, locale);
  // A mean has three figures at most, and may well be below one.
  const whole = Number.isInteger(value) || Math.abs(value) >= 100;
  return whole ? formatCount(value, locale) : formatFactor(value, locale);
}

/** On an axis: whole percents, counts in thousands or millions. */
export function formatAxis(value: number, unit: string, locale: Locale): string {
  if (unit === 'percent') {
    return `${format(value, locale, { maximumFractionDigits: 1 })}${locale === 'fr' ? thin : ''}%`;
  }
  const options = { notation: 'compact', maximumFractionDigits: 1 } as const;
  return format(value, locale, options).replace(/ /g, wide);
}
