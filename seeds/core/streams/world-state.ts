import type { Actors } from '../actors/actors.js';
import type { Stratum } from '../actors/sample.js';
import type { WordHmac } from '../random/hmac.js';
import type { Book } from './book.js';
import type { Identities } from './identity.js';
import type { ProfileMonths } from './profile-months.js';

/** What the streams read: stable traits, and the monthly state kept for a while. */
export interface WorldState {
  readonly seed: string;
  readonly historyFrom: number;
  readonly actors: Actors;
  readonly strata: readonly Stratum[];
  readonly hmac: WordHmac;
  book(month: number): Book;
  identities(month: number): Identities;
  readonly profiles: ProfileMonths;
}
