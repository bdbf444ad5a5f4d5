import { remember } from '../lru.js';
import type { BookDeclaration, NodeIndex, WorldState } from '../world-state.js';
import { writeBook, type Book } from './book.js';
import { flatten, type Tree } from './tree.js';

/** Months whose books are kept: a book reads others of its month alone. */
const KEPT = 3;

/**
 * Draws the books of a world on demand and forgets them; each follows from the world and the month.
 * @param world asked for when the first book is, as it holds the books itself
 */
export function createBooks(
  world: () => WorldState,
  mutate: (declaration: BookDeclaration) => BookDeclaration,
): WorldState['book'] {
  const known = new Map<string, Prepared>();
  const months = remember(KEPT, () => new Map<string, Book>());
  return (declaration, month) => {
    const { name } = declaration;
    if (!known.has(name)) known.set(name, prepare(mutate(declaration)));
    const drawn = months(String(month));
    const book = drawn.get(name) ?? draw(world(), known.get(name)!, month);
    drawn.set(name, book);
    return book;
  };
}

interface Prepared {
  readonly declaration: BookDeclaration;
  readonly tree: Tree;
  readonly node: NodeIndex;
  /** Entries of the month drawn last: a neighbour has about as many. */
  rows: number;
}

function prepare(declaration: BookDeclaration): Prepared {
  const tree = flatten(declaration.counts);
  const places = (names: readonly string[]): [string, number][] =>
    names.map((name, n) => [name, n]);
  const node = Object.fromEntries([...places(tree.names), ...places(declaration.stocks ?? [])]);
  return { declaration, tree, node, rows: 0 };
}

function draw(world: WorldState, prepared: Prepared, month: number): Book {
  const { declaration, tree, node } = prepared;
  const { dimensions, stocks = [] } = declaration;
  const writer = writeBook(tree, month, dimensions.length, stocks.length, prepared.rows);
  declaration.draw(world, month, writer, node);
  const book = writer.finish();
  prepared.rows = book.rows;
  return book;
}
