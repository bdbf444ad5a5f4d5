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

/**
 * Sums over the values of one category, as far as there are cells of them: of single values, or of
 * several together beside the others one by one. Lines of one part are left to its cuboids.
 */
function sumsOfValues<C>(summands: readonly Summand<C>[]): Sum<C>[] {
  const named = new Map(summands.map((one) => [nameOf(one), one]));
  const groups = new Map<string, { category: string; own: Summand<C>[] }>();
  for (const one of summands) {
    for (const category of one.limits.keys()) {
      const name = `${category}|${nameOf(one, category)}`;
      const group = groups.get(name) ?? { category, own: [] };
      group.own.push(one);
      groups.set(name, group);
    }
  }
  return [...groups.values()].flatMap(({ category, own }) => {
    const first = own[0] && named.get(nameOf(own[0], category));
    const valuesOf = ({ limits }: Summand<C>): readonly string[] => limits.get(category) ?? [];
    const singles = new Map(
      own.filter((one) => valuesOf(one).length === 1).map((one) => [valuesOf(one)[0] ?? '', one]),
    );
    const several = own.filter((one) => valuesOf(one).length > 1);
    return [...(first ? [first] : []), ...several].flatMap((total) => {
      const within = total === first ? [...singles.keys()] : valuesOf(total);
      const besides = (taken: readonly string[]): Summand<C>[] =>
        within.flatMap((value) => (taken.includes(value) ? [] : (singles.get(value) ?? [])));
      const isWithin = (one: Summand<C>): boolean =>
        one !== total &&
        (total === first || valuesOf(one).every((value) => within.includes(value)));
      return [
        besides([]),
        ...several.filter(isWithin).map((one) => [one, ...besides(valuesOf(one))]),
      ].flatMap((found): Sum<C>[] =>
        found.some(({ part }) => part !== total.part)
          ? [{ total: total.cell, parts: found.map(({ cell }) => cell), of: 'values' }]
          : [],
      );
    });
  });
}

/** What is added up of which rows; without one of their limits where that is named. */
const nameOf = (one: Selection, without = ''): string => `${one.column}|${rowsOf(one, without)}`;
