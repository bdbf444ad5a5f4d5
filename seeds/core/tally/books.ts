import { remember } from '../lru.js';
import type { BookDeclaration, NodeIndex, WorldState } from '../world-state.js';
import { writeBook, type Book } from './book.js';
import { flatten, type Tree } from './tree.js';

/** Books kept at once: those that one month of the streams reads, and a few of another. */
const KEPT = 8;

/**
 * Draws the books of a world on demand and forgets them; each follows from the world and the month.
 * @param world asked for when the first book is, as it holds the books itself
 */
export function createBooks(
  world: () => WorldState,
  mutate: (declaration: BookDeclaration) => BookDeclaration,
): WorldState['book'] {
  const known = new Map<string, Prepared>();
  const drawn = remember(KEPT, (key) => {
    const [name, month] = key.split('/') as [string, string];
    return draw(world(), known.get(name)!, Number(month));
  });
  return (declaration, month) => {
    if (!known.has(declaration.name)) known.set(declaration.name, prepare(mutate(declaration)));
    return drawn(`${declaration.name}/${month}`);
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
