import type { Edition } from '@vigie/contract';
import { formatInstant } from '../format/date.ts';
import type { Locale } from '../i18n/locale.ts';
import { figure, type Figure } from './figure.ts';
import type { Words } from './words.ts';

/** The figure of a measure that no vintage holds yet: it says so in its place. */
export function emptyFigure(
  id: string,
  label: string,
  edition: Edition,
  locale: Locale,
  words: Words,
): Figure {
  return figure({
    id,
    title: words.title_nothing(),
    sentence: words.sentence_nothing(),
    measure: { id: '', version: 0, label, definition: '' },
    simulated: edition.source.simulated,
    drawing: null,
    notes: [],
    table: { caption: label, headers: [label], rows: [] },
    downloads: [],
    through: null,
    updated: formatInstant(edition.published_at, locale),
    citation: '',
    references: [],
  });
}
