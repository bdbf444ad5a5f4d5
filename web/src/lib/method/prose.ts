import type { Edition } from '@vigie/contract';
import { formatCount, formatDay, formatFactor } from '../format/index.ts';
import type { Words } from '../figure/words.ts';
import type { Locale } from '../i18n/locale.ts';

export interface ProseBlock {
  title: string;
  paragraphs: string[];
}

export interface Prose {
  intro: string;
  dictionary: string;
  states: string;
  provisional: string;
  errata: string;
  calculation: ProseBlock[];
  figures: string;
  calendar: string;
  sources: string[];
  licence: string;
  cite: string;
  /** Null where no edition is known. */
  example: string | null;
}

/**
 * The long texts of the page, in the reader's language only. Written on the server: both languages
 * of them would weigh more in the browser than all the rest of the page.
 */
export function proseOf(
  edition: Edition | null,
  origin: string,
  words: Words,
  locale: Locale,
): Prose {
  const factors = factorsOf(edition, locale);
  return {
    intro: words.method_intro(),
    dictionary: words.method_dictionary_intro(),
    states: words.method_states_intro(),
    provisional: words.method_state_provisional(),
    errata: words.method_state_errata(),
    calculation: [
      {
        title: words.method_withholding_title(),
        paragraphs: [words.method_withholding_text(), words.method_withholding_limits()],
      },
      { title: words.method_rounding_title(), paragraphs: [words.method_rounding_text()] },
      {
        title: words.method_extrapolation_title(),
        paragraphs: [
          words.method_extrapolation_text(),
          ...(factors === null ? [] : [words.method_extrapolation_factors({ factors })]),
        ],
      },
      { title: words.method_three_title(), paragraphs: [words.method_three_text()] },
    ],
    figures: words.method_figures_intro(),
    calendar: words.method_calendar_text(),
    sources: [
      words.method_source_core(),
      words.method_source_territories(),
      words.method_source_nomenclatures(),
      words.method_source_published(),
    ],
    licence: words.method_licence_text(),
    cite: words.method_cite_text(),
    example:
      edition === null
        ? null
        : words.method_cite_example({
            edition: formatCount(edition.id, locale),
            day: formatDay(edition.feed_day, locale),
            url: origin,
          }),
  };
}

function factorsOf(edition: Edition | null, locale: Locale): string | null {
  const all = (edition?.source.strata ?? []).map(({ factor }) => factor).filter((one) => one > 1);
  if (all.length === 0) return null;
  const [low, high] = [Math.min(...all), Math.max(...all)].map((one) => formatFactor(one, locale));
  return low === high ? (low ?? null) : `${low} – ${high}`;
}
