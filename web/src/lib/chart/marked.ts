import { formatValue } from '../format/number.ts';
import type { Locale } from '../i18n/locale.ts';
import type { ChartWords, Marked } from './chart-spec.ts';

/** A value as it is read, or the words that stand in for it. */
export function shownOf(
  marked: Marked,
  chart: { unit: string; locale: Locale; words: ChartWords },
): string {
  const { value, stateLabel, provisional } = marked;
  const text = value === null ? stateLabel : formatValue(value, chart.unit, chart.locale);
  const word = chart.words.provisional;
  return provisional === true && word !== undefined ? `${text} (${word.toLowerCase()})` : text;
}

/** Prefix of the ids of one drawing: the same drawing has the same, two drawings never. */
export function prefixOf(...parts: unknown[]): string {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(parts)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return `p${hash.toString(36)}`;
}
