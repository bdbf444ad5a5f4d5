import type { MeasureDescription } from '@vigie/contract';
import type { Locale } from '../i18n/locale.ts';
import { typographic } from '../i18n/typography.ts';
import type { m } from '../paraglide/messages.js';

/** The messages, as functions: given, so that sentences can be written without a running site. */
export type Words = typeof m;

/** Whether the measure divides: a share, or a mean. */
export const divides = ({ kind }: Pick<MeasureDescription, 'kind'>): boolean =>
  kind === 'ratio' || kind === 'mean';

/** What the two counts of a rate are, for tables and sentences. */
export function rateWords(
  words: Pick<Words, 'part_numerator' | 'part_denominator'>,
  { parts }: Pick<MeasureDescription, 'parts'>,
  locale: Locale,
): { numerator: string; denominator: string } {
  return parts === undefined
    ? { numerator: words.part_numerator(), denominator: words.part_denominator() }
    : {
        numerator: typographic(parts.numerator[locale], locale),
        denominator: typographic(parts.denominator[locale], locale),
      };
}

/** The counts of a rate as a figure carries them; nothing where the measure divides nothing. */
export function rateOf(
  measure: Pick<MeasureDescription, 'kind' | 'parts'>,
  locale: Locale,
): { rate?: { numerator: string; denominator: string } } {
  if (!divides(measure) || measure.parts === undefined) return {};
  const { numerator, denominator } = measure.parts;
  return {
    rate: {
      numerator: typographic(numerator[locale], locale),
      denominator: typographic(denominator[locale], locale),
    },
  };
}

/** How the title of a rate is said, of France and of another territory. */
export function rateTitles(
  words: Words,
  measure: string,
): {
  nation: (input: { value: string }) => string;
  other: (input: { name: string; value: string; gap: string }) => string;
} | null {
  switch (measure) {
    case 'activation.rate':
      return { nation: words.title_activation, other: words.title_activation_in };
    case 'feeding.rate':
      return { nation: words.title_feeding, other: words.title_feeding_in };
    case 'identity.rate':
      return { nation: words.title_identity, other: words.title_identity_in };
    case 'messaging.visit_rate':
      return { nation: words.title_messaging, other: words.title_messaging_in };
    default:
      return null;
  }
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
