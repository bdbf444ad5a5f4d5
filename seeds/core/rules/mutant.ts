import { GENERATIONS } from '../actors/adoption.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay } from '../calendar.js';
import { leverIds } from '../levers/lever-ids.js';
import type { Levers } from '../levers/levers.js';
import type { BookWriter } from '../tally/book.js';
import type { BookDeclaration, NodeIndex } from '../tally/stream.js';
import type { WorldState } from '../world-state.js';
import type { WorldSettings } from '../world.js';
import { LIBERAL, STRUCTURES } from './rule.js';

/** Ranks of the generations. */
export const [BEFORE_SEGUR, SEGUR_V1, SENTINELLE, SEGUR_V2] = [
  'pre',
  'segur_v1',
  'sentinelle',
  'segur_v2',
].map((id) => GENERATIONS.indexOf(id)) as [number, number, number, number];

export type Mutate = NonNullable<WorldSettings['mutate']>;

/** A core that breaks one rule on purpose. */
export interface Mutant {
  /** Name of the rule that it breaks. */
  readonly breaks: string;
  /** How. */
  readonly by: string;
  /** A month in which the rule is to be seen broken. */
  readonly month: string;
  readonly mutate: Mutate;
}

/** Ways of breaking one rule. */
export const breaking = (rule: string, ...ways: readonly Omit<Mutant, 'breaks'>[]): Mutant[] =>
  ways.map((way) => ({ breaks: rule, ...way }));

/** An entry about to be written, by the names of its counts and stocks. */
export interface Entry {
  readonly world: WorldState;
  readonly month: number;
  readonly subject: number;
  readonly generation: number;
  /** Words of the dimensions. */
  readonly words: Readonly<Record<string, string>>;
  /** Days of the entry, from 0. */
  readonly from: number;
  readonly to: number;
  get(name: string): number;
  add(name: string, count: number): void;
  /** Moves all of a count, or some of it, into others. */
  move(count: string, into: readonly string[], most?: number): void;
  scale(factor: number): void;
}

/** What a mutant changes in where an entry stands. */
interface Place {
  readonly generation?: number;
  readonly from?: number;
  readonly words?: Readonly<Record<string, string>>;
}

/** Changes the counts of an entry; what is returned moves it. */
type Change = (entry: Entry) => unknown;

/** Stands another draw in for that of one book. */
export function redrawing(
  name: string,
  redraw: (book: BookDeclaration) => BookDeclaration['draw'],
): Mutate {
  return (book) => (book.name === name ? { ...book, draw: redraw(book) } : book);
}

/** Changes the entries of a book as they are written. */
export const changing = (name: string, change: Change): Mutate =>
  redrawing(name, (book) => (world, month, writer, node) => {
    book.draw(world, month, changed(book, world, month, writer, node, change), node);
  });

/** Draws a book in another world than its own. */
export const drawnIn = (name: string, other: (world: WorldState) => WorldState): Mutate =>
  redrawing(name, (book) => (world, month, writer, node) => {
    book.draw(other(world), month, writer, node);
  });

/** Draws a book with other levers. */
export const withLevers = (name: string, change: (levers: Levers) => Partial<Levers>): Mutate =>
  drawnIn(name, (world) => ({ ...world, levers: { ...world.levers, ...change(world.levers) } }));

function changed(
  { dimensions, stocks = [] }: BookDeclaration,
  world: WorldState,
  month: number,
  writer: BookWriter,
  node: NodeIndex,
  change: Change,
): BookWriter {
  const { counts, stocks: levels } = writer;
  const of = (name: string): [Int32Array, number] => {
    const at = node[name];
    if (at === undefined) throw new Error(`No count is called ${name}.`);
    return [stocks.includes(name) ? levels : counts, at];
  };
  const get = (name: string): number => {
    const [column, at] = of(name);
    return column[at]!;
  };
  const add = (name: string, count: number): void => {
    const [column, at] = of(name);
    column[at]! += count;
  };
  return {
    counts,
    stocks: levels,
    put(subject, generation, from, to, ...codes) {
      const words = Object.fromEntries(
        dimensions.map((dimension, d) => [dimension.name, dimension.words[codes[d]!]!]),
      );
      const move = (name: string, into: readonly string[], most = Infinity): void => {
        const count = Math.min(most, get(name));
        add(name, -count);
        for (const other of into) add(other, count);
      };
      const scale = (factor: number): void => {
        for (let n = 0; n < counts.length; n++) counts[n] = Math.round(factor * counts[n]!);
      };
      const position = { world, month, subject, generation, words, from, to };
      const entry = { ...position, get, add, move, scale };
      const place = (change(entry) ?? {}) as Place;
      const moved = dimensions.map((dimension, d) => {
        const word = place.words?.[dimension.name];
        return word === undefined ? codes[d]! : dimension.words.indexOf(word);
      });
      writer.put(subject, place.generation ?? generation, place.from ?? from, to, ...moved);
    },
  };
}

/** Sector of an actor, as its word. */
export const sectorOf = ({ actors }: WorldState, actor: number): string =>
  sectorIds[actors.sector[actor]!]!;
export const isLiberal = ({ world, subject }: Entry): boolean =>
  sectorOf(world, subject) === LIBERAL;
export const isStructure = ({ world, subject }: Entry): boolean =>
  STRUCTURES.includes(sectorOf(world, subject));

/** Levers as the bits of a mask. */
export const bitsOf = (levers: readonly string[]): number =>
  levers.reduce((bits, lever) => bits | (1 << leverIds.indexOf(lever)), 0);

/** Whether a lever has reached the actor of an entry, as the core sees it. */
export function isReached({ world, subject, month, from, to }: Entry, lever: string): boolean {
  const day = Math.floor(firstDay(month) + (from + to) / 2);
  return (world.levers.reached(subject, day) & bitsOf([lever])) !== 0;
}

/** Turns the documents that some reason withheld into attempts with an end. */
export function attempt(entry: Entry, reason: string, end: readonly string[]): void {
  entry.add('withheld', -entry.get(reason));
  entry.move(reason, ['attempted', ...end]);
}

/** Leaves an actor without a patient whose INS is qualified. */
export function unqualify(entry: Entry): void {
  for (const name of ['qualified', 'fed_qualified', 'messaged']) entry.move(name, []);
}
