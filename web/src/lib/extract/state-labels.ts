import type { Measures } from '@vigie/contract';
import type { Locale } from '../i18n/locale.ts';
import { typographic } from '../i18n/typography.ts';

/** What each state of a cell is called. */
export function stateLabels(measures: Measures, locale: Locale): (state: string) => string {
  const labels = new Map(measures.states.map(({ id, label }) => [id, label]));
  return (state) => typographic(labels.get(state)?.[locale] ?? state, locale);
}
