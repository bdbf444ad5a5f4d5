import type { Edition, Measures } from '@vigie/contract';
import type { Api } from '../api/client.ts';
import { ApiUnavailable } from '../api/errors.ts';
import { historyStart, latestMonth } from '../figure/curves.ts';
import type { Words } from '../figure/words.ts';
import type { Choice } from '../filters/nearest.ts';
import { formatMonth, monthsBetween, type Locale } from '../format/index.ts';
import { typographic } from '../i18n/typography.ts';
import { textOf, type TopicBase } from './base.ts';
import type { Parameter } from './choices.ts';

/** What the pages about a topic start from. */
export interface OpenedTopic {
  api: Api;
  locale: Locale;
  words: Words;
  edition: Edition;
  measures: Measures;
}

export async function openTopic(api: Api, locale: Locale, words: Words): Promise<OpenedTopic> {
  const [edition, measures] = await Promise.all([api.edition(), api.measures()]);
  return { api, locale, words, edition, measures };
}

/** What figures are made with, for a month asked for or the last complete one. */
export function baseOf(opened: OpenedTopic, month: string | null): TopicBase {
  const { locale, words, edition, measures } = opened;
  const labels = new Map(measures.states.map(({ id, label }) => [id, label]));
  return {
    locale,
    words,
    edition,
    month,
    stateLabel: (state) => typographic(labels.get(state)?.[locale] ?? state, locale),
  };
}

/** The values of a category, in the order of the API, with their names. */
export function choicesOf({ measures, locale }: OpenedTopic, dimension: string): Choice[] {
  const found = measures.dimensions.find(({ id }) => id === dimension);
  return (found?.values ?? []).map(({ id, label }) => ({ id, label: textOf(label, locale) }));
}

/** Label of a measure, also while its own figures cannot be had. */
export function labelOf({ measures, locale }: OpenedTopic, measure: string): string {
  const found = measures.measures.find(({ id }) => id === measure);
  return found === undefined ? measure : textOf(found.label, locale);
}

/** The months that a page can be asked for, the latest first. */
export function monthParameter({ edition, locale }: OpenedTopic): Parameter<'period'> {
  const months = monthsBetween(historyStart, latestMonth(edition)).reverse();
  return {
    name: 'period',
    kind: 'month',
    choices: months.map((id) => ({ id, label: formatMonth(id, locale) })),
  };
}

/** All months of the history, as a question asks for them. */
export const historyOf = ({ edition }: OpenedTopic): string =>
  `${historyStart}..${latestMonth(edition)}`;

/** The answer to something, or null while the API cannot give it. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof ApiUnavailable)) throw error;
    console.error(`web: ${error.message}`);
    return null;
  }
}
