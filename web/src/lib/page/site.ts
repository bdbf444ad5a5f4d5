import type { Edition, Measures, Series } from '@vigie/contract';
import type { Api } from '../api/client.ts';
import { ApiUnavailable } from '../api/errors.ts';
import { ifPublished } from '../api/if-published.ts';
import type { SeriesQuestion } from '../api/question.ts';
import { historyStart, latestMonth } from '../figure/curves.ts';
import type { Words } from '../figure/words.ts';
import type { Choice } from '../filters/nearest.ts';
import { addMonths, formatMonth, monthsBetween } from '../format/date.ts';
import type { Locale } from '../i18n/locale.ts';
import { typographic } from '../i18n/typography.ts';
import { textOf, type TopicBase } from '../topics/base.ts';
import { pageTerritory, type PageTerritory } from './territory.ts';

/** What every page about territories starts from. */
export interface Site extends TopicBase {
  api: Api;
  measures: Measures;
  territories: PageTerritory[];
  nation: PageTerritory;
}

export async function openSite(api: Api, locale: Locale, words: Words): Promise<Site> {
  const [edition, measures, described] = await Promise.all([
    api.edition(),
    api.measures(),
    api.territories(),
  ]);
  const territories = described.map(pageTerritory);
  const nation = territories.find(({ kind }) => kind === 'nation');
  if (nation === undefined) throw new ApiUnavailable('/v1/territories', 'no nation');
  const labels = new Map(measures.states.map((state) => [state.id, state.label]));
  return {
    api,
    locale,
    words,
    edition,
    measures,
    territories,
    nation,
    month: null,
    stateLabel: (state) => typographic(labels.get(state)?.[locale] ?? state, locale),
  };
}

/** Months that a page may be asked for, the latest first. */
export function monthChoices(edition: Edition, locale: Locale): Choice[] {
  return monthsBetween(historyStart, latestMonth(edition))
    .reverse()
    .map((id) => ({ id, label: formatMonth(id, locale) }));
}

/** A measure in the reader's language, as the dictionary names it. */
export function measureLabel(site: Site, id: string): string {
  const measure = site.measures.measures.find((one) => one.id === id);
  return measure === undefined ? id : textOf(measure.label, site.locale);
}

/** All months of the history. */
export const wholePeriod = (edition: Edition): string => `${historyStart}..${latestMonth(edition)}`;

/**
 * The months that hold the last complete one of any measure, or the month asked for; and the same
 * months a year before where `yearBefore`. Which of them is complete each measure tells itself.
 */
export function recentPeriod({ edition, month }: Site, yearBefore = false): string {
  const last = month ?? latestMonth(edition);
  const first = addMonths(last, (month === null ? -4 : -1) - (yearBefore ? 12 : 0));
  return `${first < historyStart ? historyStart : first}..${last}`;
}

/** How a territory is asked for: by its level, and by its id below the nation. */
export function placeOf(
  territory: PageTerritory,
): Partial<Pick<SeriesQuestion, 'split' | 'territory'>> {
  return territory.kind === 'nation' ? {} : { split: territory.kind, territory: territory.id };
}

/** The answer, or null where no vintage holds the measure or its split yet. */
export const answerTo = (site: Site, question: SeriesQuestion): Promise<Series | null> =>
  ifPublished(site.api.series(question, site.edition.id));

/** Answers to all questions, or null as soon as one of them is not published yet. */
export async function answersTo(
  site: Site,
  questions: readonly SeriesQuestion[],
): Promise<Series[] | null> {
  const answers = await Promise.all(questions.map((question) => answerTo(site, question)));
  const published = answers.filter((answer) => answer !== null);
  return published.length === answers.length ? published : null;
}
