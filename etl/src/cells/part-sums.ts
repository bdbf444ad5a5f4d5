import { parts, type Part } from '@vigie/seeds/catalogue';
import { streams } from '../streams/index.js';

/** A column of a stream, or what parts make of several, and the columns that it is the sum of. */
type ColumnSum = readonly [total: string, ...parts: string[]];

/**
 * What a cell of a part counts of each row: its column; of a wide part, the column of the cell's own
 * value; several added up, or one without others, by all their names.
 */
function columnOf(
  { by, column, plus = [], minus = [] }: Part,
  values: Readonly<Record<string, string>>,
): string {
  if (by) return values[by.dimension] ?? by.columns.join('+');
  return [[column, ...plus].join('+'), ...minus].join('-');
}

/** What else rows must have in common for a sum of columns to hold: which rows, where, of what. */
function rowsOf(part: Part, values: Readonly<Record<string, string>>): string {
  const { stream, where, from = {}, by } = part;
  const crossed = Object.entries(values).filter(([name]) => name !== by?.dimension);
  // A category that is made of a column means nothing beside the same one made of another.
  const sources = crossed.map(([name]) => (from as Record<string, string>)[name] ?? '');
  return JSON.stringify([stream, where, crossed, sources]);
}

/** Sums among the columns of each stream: those of every row, and those that parts make by taking away. */
const columnSums: ReadonlyMap<string, readonly ColumnSum[]> = new Map(
  streams.map(({ name, sums = [] }): [string, ColumnSum[]] => [
    name,
    [
      ...sums,
      ...parts
        .filter(({ stream, minus }) => stream === name && minus !== undefined)
        .map((part): ColumnSum => [part.column ?? '', ...(part.minus ?? []), columnOf(part, {})]),
    ],
  ]),
);

/** What is needed to know of a cell to find the sums that it is in. */
export interface SummedCell {
  readonly part: Part | undefined;
  readonly territory: string;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Every sum between cells of several parts of one stream and period, at each place: what is sent is what
 * is accepted and rejected.
 */
export function sumsAcross<C>(
  cells: Iterable<C>,
  of: (cell: C) => SummedCell,
): { readonly total: C; readonly parts: readonly C[] }[] {
  const found = [...cells].flatMap((cell) => {
    const { part, territory, values } = of(cell);
    if (part?.kind !== 'volume') return [];
    const place = `${rowsOf(part, values)}|${territory}`;
    return [{ cell, place, stream: part.stream, column: columnOf(part, values) }];
  });
  return [...Map.groupBy(found, ({ place }) => place).values()].flatMap((own) => {
    const byColumn = new Map(own.map(({ column, cell }) => [column, cell]));
    return (columnSums.get(own[0]?.stream ?? '') ?? []).flatMap(([above, ...below]) => {
      const total = byColumn.get(above);
      const parts = below.flatMap((column) => byColumn.get(column) ?? []);
      return total !== undefined && parts.length === below.length ? [{ total, parts }] : [];
    });
  });
}
