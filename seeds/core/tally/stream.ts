import type { BookDeclaration, WorldState } from '../world-state.js';

export type { BookDeclaration, NodeIndex } from '../world-state.js';

/** Who sends a stream: each vendor what its products saw, or one national system. */
export type Sender = 'vendor' | 's-mes' | 's-insi' | 's-mssante' | 's-sentinelle' | 's-programmes';

/** One stream of the feed: some counts of a book, by all of its dimensions or by none. */
export interface StreamDeclaration {
  readonly name: string;
  readonly book: BookDeclaration;
  readonly sender: Sender;
  /** Sectors whose vendors send it (default: all). */
  readonly sectors?: readonly string[];
  /** Whether rows are told apart by the dimensions of the book. */
  readonly detailed: boolean;
  /** Entries of one word of a dimension only. */
  readonly only?: { readonly dimension: string; readonly word: string };
  /** Names of nodes, or sums of nodes under another name. */
  readonly counts: readonly (string | { readonly name: string; readonly of: readonly string[] })[];
  /** The shown count that submissions add up. */
  readonly total: string;
  /** A row is sent where this count is not 0 (default: where any shown count or stock is not). */
  readonly present?: string;
  /** Leaves the stocks of the book out. */
  readonly flowsOnly?: boolean;
  /** The journal has one row a month, declared on the first day of the next one. */
  readonly monthly?: boolean;
  /** A state at the end of the month, declared likewise: there are no events behind it. */
  readonly state?: boolean;
  /** Vendors are expected from the first month of history, not from their first Ségur release. */
  readonly fromStart?: boolean;
  /** Rows of the archive in a month, about: for the manifest. */
  rows(world: WorldState, month: number): number;
  /** Share of them that have a row on a working day, about (default 0.93). */
  readonly daily?: number;
}

/** Whether the journal of a stream is declared once a month. */
export const isMonthly = ({ monthly, state }: StreamDeclaration): boolean =>
  monthly === true || state === true;

/** The shown counts of a stream as sums of nodes. */
export function shownCounts(stream: StreamDeclaration): { name: string; of: readonly string[] }[] {
  return stream.counts.map((count) =>
    typeof count === 'string' ? { name: count, of: [count] } : { ...count },
  );
}
