import { cuboids as allCuboids, measures, parts } from '@vigie/seeds/catalogue';
import { example, type Outcome } from '../outcome.js';

/** A published table of a part: a grain, a level of territory, categories. */
export interface Table {
  readonly grain: 'day' | 'week' | 'month';
  readonly level: 'nation' | 'region' | 'department';
  readonly categories: readonly string[];
}

/** June of 2026 begins on a Monday; then two weeks of July. */
const dayCount = 44;
const monthEnds = [30, 44];
const days = Array.from({ length: dayCount }, (_, day) => day);
/** Two regions, one of a single department; every category has two values. */
const lands = ['a1', 'a2', 'b1'];
const most = 3;

/** Tables of every part of the catalogue, by part. */
export const catalogueTables: ReadonlyMap<string, readonly Table[]> = new Map(
  parts.map(({ id }) => {
    const own = measures.filter((one) => [one.numerator, one.denominator].includes(id));
    const ids = new Set(own.flatMap(({ cuboids }) => cuboids));
    return [id, allCuboids.filter((cuboid) => ids.has(cuboid.id))];
  }),
);

/**
 * P09: with no noise at all, asks whether sums and differences of published tables give a cell of none:
 * a day or part of a week where months are published, a crossing that no table has. What can be had is
 * the row space of the published cells over days × departments × categories.
 */
export function timeSlicing(lattice: ReadonlyMap<string, readonly Table[]>): Outcome {
  const shapes = new Map<string, readonly Table[]>();
  for (const tables of lattice.values()) {
    const shape = tables.map(({ grain, level, categories }) =>
      [grain, level, ...categories].join('.'),
    );
    if (tables.length > 0) shapes.set(shape.sort().join(' '), tables);
  }
  let asked = 0;
  const derived: string[] = [];
  for (const [shape, tables] of shapes) {
    const found = derivable(tables);
    asked += found.asked;
    if (found.derived.length > 0) derived.push(`${found.derived[0] ?? ''} of ${shape}`);
  }
  return {
    passed: asked > 0 && derived.length === 0,
    measured: `${derived.length} of ${shapes.size} lattices solved${example(derived)}, ${asked} cells tried`,
  };
}

/** Days of a period, from one to before another. */
type Span = readonly [from: number, to: number];

const spansOf = (grain: Table['grain']): Span[] => {
  if (grain === 'day') return days.map((day) => [day, day + 1]);
  if (grain === 'month') return monthEnds.map((end, at) => [monthEnds[at - 1] ?? 0, end]);
  return days.filter((day) => day % 7 === 0 && day + 7 <= dayCount).map((day) => [day, day + 7]);
};

function derivable(tables: readonly Table[]): { asked: number; derived: string[] } {
  // Finer categories multiply atoms; more than three add no new kind of crossing.
  const names = [...new Set(tables.flatMap(({ categories }) => categories))].slice(0, most);
  const kept = tables.filter(({ categories }) => categories.every((name) => names.includes(name)));
  const combinations = names.reduce<readonly number[][]>(
    (all) =>
      all.flatMap((one) => [
        [...one, 0],
        [...one, 1],
      ]),
    [[]],
  );
  const atoms = lands.flatMap((land) => combinations.map((values) => ({ land, values })));
  const groupsOf = ({ level, categories }: Omit<Table, 'grain'>): number[][] => {
    const groups = Map.groupBy(
      atoms.map((atom, at) => ({ ...atom, at })),
      ({ land, values }) =>
        [
          level === 'nation' ? '' : level === 'region' ? land[0] : land,
          ...categories.map((name) => values[names.indexOf(name)]),
        ].join(),
    );
    return [...groups.values()].map((own) => own.map(({ at }) => at));
  };
  const width = atoms.length * dayCount;
  const row = (span: Span, group: readonly number[]): Float64Array => {
    const cells = new Float64Array(width);
    for (const atom of group) {
      for (let day = span[0]; day < span[1]; day++) cells[atom * dayCount + day] = 1;
    }
    return cells;
  };
  const space = new RowSpace();
  for (const table of kept) {
    for (const span of spansOf(table.grain)) {
      for (const group of groupsOf(table)) space.add(row(span, group));
    }
  }
  const derived: string[] = [];
  let asked = 0;
  for (const table of kept.filter(({ grain }) => grain === 'month')) {
    const daily = kept.some((one) => one.grain === 'day' && isFiner(one, table));
    if (daily) continue;
    for (const group of groupsOf(table).slice(0, 2)) {
      if (
        kept.some(
          (one) => one.grain === 'day' && groupsOf(one).some((own) => own.join() === group.join()),
        )
      )
        continue;
      for (const span of partsOfMonths) {
        asked++;
        if (space.has(row(span, group)))
          derived.push(
            `days ${span[0] + 1} to ${span[1]} of ${table.level} ${table.categories.join('.')}`,
          );
      }
    }
  }
  return { asked, derived };
}

/** Whether one table tells apart all that the other does. */
const isFiner = (one: Table, other: Table): boolean =>
  other.categories.every((name) => one.categories.includes(name)) &&
  ['nation', 'region', 'department'].indexOf(one.level) >=
    ['nation', 'region', 'department'].indexOf(other.level);

/** Single days, weeks, and the ends of months that weeks cut. */
const partsOfMonths: readonly Span[] = [
  ...days.filter((day) => day % 5 === 0).map((day): Span => [day, day + 1]),
  ...spansOf('week'),
  [28, 30],
  [30, 35],
  [0, 28],
];

/** Linear combinations of some rows, by elimination. */
class RowSpace {
  private readonly rows: { readonly pivot: number; readonly row: Float64Array }[] = [];

  add(row: Float64Array): void {
    const rest = this.reduced(row);
    const pivot = rest.findIndex((value) => Math.abs(value) > 1e-9);
    if (pivot < 0) return;
    const lead = rest[pivot] ?? 1;
    this.rows.push({ pivot, row: rest.map((value) => value / lead) });
  }

  has(row: Float64Array): boolean {
    return this.reduced(row).every((value) => Math.abs(value) <= 1e-9);
  }

  private reduced(row: Float64Array): Float64Array {
    const rest = row.slice();
    for (const { pivot, row: own } of this.rows) {
      const factor = rest[pivot] ?? 0;
      if (factor === 0) continue;
      for (let at = pivot; at < rest.length; at++)
        rest[at] = (rest[at] ?? 0) - factor * (own[at] ?? 0);
    }
    return rest;
  }
}
