import type { m } from '../paraglide/messages.js';

/** The messages, as functions: given, so that sentences can be written without a running site. */
export type Words = typeof m;

/** Those that name the counts of a rate: few enough to travel to the browser. */
export type RateParts = Pick<Words, Extract<keyof Words, `part_${string}`>>;

interface RateWords {
  numerator: () => string;
  denominator: () => string;
}

/** What the two counts of a rate are, for tables and sentences. */
export function rateWords(words: RateParts, measure: string): RateWords {
  switch (measure) {
    case 'activation.rate':
      return { numerator: words.part_activated, denominator: words.part_open };
    case 'feeding.rate':
      return { numerator: words.part_accepted, denominator: words.part_produced };
    case 'feeding.feeder_share':
      return { numerator: words.part_feeders, denominator: words.part_equipped };
    case 'feeding.visit_rate':
      return { numerator: words.part_visits_fed, denominator: words.part_visits };
    case 'identity.rate':
      return { numerator: words.part_qualified, denominator: words.part_patients };
    case 'usage.user_rate':
      return { numerator: words.part_users, denominator: words.part_activated };
    case 'messaging.visit_rate':
      return { numerator: words.part_visits_messaged, denominator: words.part_visits };
    case 'messaging.read_rate':
      return { numerator: words.part_messages_read, denominator: words.part_messages };
    case 'messaging.undelivered_rate':
      return { numerator: words.part_messages_bounced, denominator: words.part_messages };
    default:
      return { numerator: words.part_numerator, denominator: words.part_denominator };
  }
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
