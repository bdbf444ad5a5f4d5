import type { Actors } from './actors/actors.js';
import type { Stratum } from './actors/sample.js';
import type { Levers } from './levers/levers.js';
import type { ProfileMonths } from './streams/profile-months.js';
import type { Book, BookWriter, DayWeights, Layout } from './tally/book.js';
import type { Identities, RowIds } from './tally/identity.js';

/** What the streams read: stable traits, and the monthly state kept for a while. */
export interface WorldState {
  readonly seed: string;
  readonly historyFrom: number;
  readonly actors: Actors;
  readonly strata: readonly Stratum[];
  readonly levers: Levers;
  readonly profiles: ProfileMonths;
  /** The whole numbers of a book in a month. */
  book(declaration: BookDeclaration, month: number): Book;
  /** Pseudonyms and keys of the actors in a month. */
  identities(month: number): Identities;
  /** The keyed hash of each source that counts persons, eight words by department. */
  sourceWords(month: number): Uint32Array;
  rowIds(month: number): RowIds;
  /** Number of a stream, part of its row identifiers. */
  streamCode(name: string): number;
}

/** How the whole numbers of a month are drawn, and along which days they are dealt. */
export interface BookDeclaration extends Layout {
  /** Writes the entries of a month, those of one subject together, subjects in any order. */
  draw(world: WorldState, month: number, entry: BookWriter, node: NodeIndex): void;
  /** Replaces the usual days of the envelope. */
  weights?(world: WorldState, month: number): DayWeights;
}

/** Index of each count by its name; of each stock by its name. */
export type NodeIndex = Readonly<Record<string, number>>;
