import type { m } from '../paraglide/messages.js';

/** The messages, as functions: given, so that sentences can be written without a running site. */
export type Words = typeof m;

interface RateWords {
  numerator: () => string;
  denominator: () => string;
}

/** What the two counts of a rate are, for tables and sentences. */
export function rateWords(words: Words, measure: string): RateWords {
  switch (measure) {
    case 'activation.rate':
      return { numerator: words.part_activated, denominator: words.part_open };
    case 'feeding.rate':
      return { numerator: words.part_accepted, denominator: words.part_produced };
    case 'feeding.feeder_share':
      return { numerator: words.part_feeders, denominator: words.part_equipped };
    default:
      return { numerator: words.part_numerator, denominator: words.part_denominator };
  }
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
