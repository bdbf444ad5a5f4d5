import type { Part } from '@vigie/seeds/catalogue';
import { streams } from '../streams/index.js';

/** What is needed to know of a cell to find the sums that it is in. */
export interface SummedCell {
  readonly part: Part | undefined;
  readonly territory: string;
  /** By the categories that its cuboid crosses. */
  readonly values: Readonly<Record<string, string>>;
}

/** What a cell adds up, in terms that cells of other parts share. */
export interface Selection {
  /** The stream, or the one whose figures it breaks down. */
  readonly family: string;
  /** The column that is added up, by name; of several, all their names. */
  readonly column: string;
  readonly territory: string;
  /** Values that rows are limited to, by the stream's column. */
  readonly limits: ReadonlyMap<string, readonly string[]>;
}

const brokenDown = new Map(streams.map(({ name, breaksDown }) => [name, breaksDown?.stream]));

/** The stream whose figures a stream breaks down, else itself: their sums are each other's. */
export const familyOf = (stream: string): string => brokenDown.get(stream) ?? stream;

/** What a cell of a volume adds up; undefined where it is none. */
export function selectionOf({ part, territory, values }: SummedCell): Selection | undefined {
  if (part?.kind !== 'volume') return undefined;
  const limits = new Map<string, readonly string[]>(Object.entries(part.where ?? {}));
  for (const [category, value] of Object.entries(values)) {
    if (category !== part.by?.dimension) limits.set(sourceOf(part, category), [value]);
  }
  return { family: familyOf(part.stream), column: columnOf(part, values), territory, limits };
}

/** The rows that are added up, as one text; without one of their limits where that is named. */
export const rowsOf = ({ family, territory, limits }: Selection, without = ''): string =>
  [
    family,
    territory,
    ...[...limits]
      .filter(([name]) => name !== without)
      .map(([name, values]) => `${name}=${[...values].sort().join()}`)
      .sort(),
  ].join('|');

/**
 * What a cell of a part counts of each row: its column; of a wide part, the column of the cell's own
 * value; several added up, or one without others, by all their names.
 */
export function columnOf(
  { by, column, plus = [], minus = [] }: Part,
  values: Readonly<Record<string, string>> = {},
): string {
  if (by) return values[by.dimension] ?? by.columns.join('+');
  return [[column, ...plus].join('+'), ...minus].join('-');
}

/** The stream's column that a category is made of: one named alike may be made of another. */
const sourceOf = ({ from }: Part, category: string): string =>
  (from as Readonly<Record<string, string>> | undefined)?.[category] ?? category;
