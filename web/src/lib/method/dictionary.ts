import type { Measures } from '@vigie/contract';
import type { ExtractChoices } from '../extract/choices.ts';
import { cuboidLabel } from '../extract/fault-words.ts';
import { themesOf, type Theme } from '../extract/themes.ts';
import { capitalised, divides, rateWords, type Words } from '../figure/words.ts';
import type { Locale } from '../i18n/locale.ts';
import { typographic } from '../i18n/typography.ts';

/** A measure as a reader looks it up. */
export interface DictionaryEntry {
  id: string;
  theme: string;
  label: string;
  definition: string;
  unit: string;
  version: number;
  rate: { numerator: string; denominator: string } | null;
  target: { label: string; source: string } | null;
  /** Every split that it is published by. */
  splits: string[];
}
export type DictionaryTheme = Theme<DictionaryEntry>;

/** Measures by theme, each as a reader looks it up. */
export function dictionary(measures: Measures, locale: Locale, words: Words): DictionaryTheme[] {
  const choices: Pick<ExtractChoices, 'categories'> = {
    categories: measures.dimensions.map(({ id, label }) => ({
      id,
      label: typographic(label[locale], locale),
      values: [],
    })),
  };
  const order = measures.dimensions.map(({ id }) => id);
  const described = measures.measures.map((measure): DictionaryEntry => {
    const parts = rateWords(words, measure, locale);
    return {
      id: measure.id,
      theme: measure.theme,
      label: typographic(measure.label[locale], locale),
      definition: typographic(measure.definition[locale], locale),
      unit: typographic(measure.unit.label[locale], locale),
      version: measure.version,
      rate: divides(measure)
        ? { numerator: capitalised(parts.numerator), denominator: parts.denominator }
        : null,
      target:
        measure.target === undefined
          ? null
          : {
              label: typographic(measure.target.label[locale], locale),
              source: measure.target.source,
            },
      splits: measure.cuboids.map((cuboid) =>
        cuboidLabel(
          {
            ...cuboid,
            categories: cuboid.categories.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)),
          },
          choices,
          words,
        ),
      ),
    };
  });
  return themesOf(described, words);
}
