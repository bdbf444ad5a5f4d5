import { parts } from '@vigie/seeds/catalogue';
import { streams } from '../streams/index.js';
import {
  columnOf,
  familyOf,
  rowsOf,
  selectionOf,
  type Selection,
  type SummedCell,
} from './selection.js';

/** Cells of several parts of which one is the sum of the others, at one place and in one period. */
export interface Sum<C> {
  readonly total: C;
  readonly parts: readonly C[];
  /** Of columns, as sent is accepted and rejected; or over the values of a category. */
  readonly of: 'columns' | 'values';
}

interface Summand<C> extends Selection {
  readonly cell: C;
  readonly part: string;
}

/**
 * Every sum between cells of several parts, of one stream and of those that break its figures down:
 * what is sent is what is accepted and rejected; consultations are those by each way of access;
 * professionals' documents and those of structures are all documents. Over values, whether they are
 * all that there are is left to see.
 */
export function sumsAcross<C>(cells: Iterable<C>, of: (cell: C) => SummedCell): Sum<C>[] {
  const summands = [...cells].flatMap((cell): Summand<C>[] => {
    const summed = of(cell);
    const selection = selectionOf(summed);
    return selection ? [{ ...selection, cell, part: summed.part?.id ?? '' }] : [];
  });
  return [...sumsOfColumns(summands), ...sumsOfValues(summands)];
}

/** A column of a stream, or what parts make of several, and the columns that it is the sum of. */
type ColumnSum = readonly [total: string, ...parts: string[]];

/** Sums among the columns of each family: those of every row, and those that parts make by taking away. */
const columnSums: ReadonlyMap<string, readonly ColumnSum[]> = new Map(
  [...Map.groupBy(streams, ({ name }) => familyOf(name))].map(([family, own]) => {
    const declared = own.flatMap(({ sums = [], breaksDown }) => [
      ...sums,
      ...(breaksDown?.sums ?? []),
    ]);
    const made = parts
      .filter(({ stream, minus }) => familyOf(stream) === family && minus !== undefined)
      .map((part): ColumnSum => [part.column ?? '', ...(part.minus ?? []), columnOf(part)]);
    // Streams of a family may declare the same.
    const named = new Map([...declared, ...made].map((sum) => [sum.join(), sum]));
    return [family, [...named.values()]];
  }),
);

function sumsOfColumns<C>(summands: readonly Summand<C>[]): Sum<C>[] {
  return [...Map.groupBy(summands, (one) => rowsOf(one)).values()].flatMap((own) => {
    const byColumn = new Map(own.map(({ column, cell }) => [column, cell]));
    return (columnSums.get(own[0]?.family ?? '') ?? []).flatMap(([above, ...below]): Sum<C>[] => {
      const total = byColumn.get(above);
      const found = below.flatMap((column) => byColumn.get(column) ?? []);
      return total !== undefined && found.length === below.length
        ? [{ total, parts: found, of: 'columns' }]
        : [];
    });
  });
}

/** Sums over the values of each category by which cells are told from a total and from each other. */
function sumsOfValues<C>(summands: readonly Summand<C>[]): Sum<C>[] {
  const named = new Map(summands.map((one) => [nameOf(one), one]));
  const limited = summands.flatMap((one) =>
    [...one.limits].map(([category, values]): Valued<C> => {
      return { one, values, rest: nameOf(one, category), category };
    }),
  );
  const groups = Map.groupBy(limited, ({ rest, category }) => `${category}|${rest}`);
  return [...groups.values()].flatMap((own) => sumsOfCategory(named.get(own[0]?.rest ?? ''), own));
}

/** A cell as one of those that a category tells apart. */
interface Valued<C> {
  readonly one: Summand<C>;
  readonly values: readonly string[];
  /** What it is without the category, by name. */
  readonly rest: string;
  readonly category: string;
}

/**
 * Totals of one category as far as there are cells of them: of single values, or of several together
 * beside the others one by one. Lines of one part are left to its cuboids.
 *
 * @param whole the cell of all values, where there is one
 */
function sumsOfCategory<C>(whole: Summand<C> | undefined, own: readonly Valued<C>[]): Sum<C>[] {
  const singles = new Map(
    own.flatMap(({ one, values: [value, ...more] }) =>
      value !== undefined && more.length === 0 ? [[value, one]] : [],
    ),
  );
  const several = own.filter(({ values }) => values.length > 1);
  const all = whole ? [{ one: whole, values: [...singles.keys()] }] : [];
  return [...all, ...several].flatMap((total) => {
    const besides = (taken: readonly string[]): Summand<C>[] =>
      total.values.flatMap((value) => (taken.includes(value) ? [] : (singles.get(value) ?? [])));
    const isWithin = ({ one, values }: Valued<C>): boolean =>
      one !== total.one &&
      (total.one === whole || values.every((value) => total.values.includes(value)));
    const ways = several.filter(isWithin).map(({ one, values }) => [one, ...besides(values)]);
    return [besides([]), ...ways].flatMap((found): Sum<C>[] =>
      found.some(({ part }) => part !== total.one.part)
        ? [{ total: total.one.cell, parts: found.map(({ cell }) => cell), of: 'values' }]
        : [],
    );
  });
}

/** What is added up of which rows; without one of their limits where that is named. */
const nameOf = (one: Selection, without = ''): string => `${one.column}|${rowsOf(one, without)}`;
