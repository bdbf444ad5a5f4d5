import { sectors, territories } from '@vigie/seeds/reference';
import type { Cuboid, Part } from '@vigie/seeds/catalogue';
import {
  cellCategories,
  tellsUnits,
  type CellPlan,
  type CellSet,
  type PlannedCuboid,
} from './cell-plan.js';
import {
  Codes,
  Combinations,
  keySum,
  Sums,
  type CellSums,
  type PartialCells,
} from './partial-cells.js';
import type { Factors } from './factors.js';
import type { Accumulator } from './accumulator.js';
import type { Tracker } from './tracker.js';

/** One exact cell, as `mart.cell` holds it; categories in the order of {@link cellCategories}. */
export interface ExactRow {
  readonly part: string;
  readonly cuboid: string;
  readonly period: string;
  readonly territory: string;
  readonly categories: readonly string[];
  readonly n: number;
  readonly sum: number;
  readonly x1: number;
  readonly x2: number;
  readonly keySum: bigint;
  /** Exact decimal. */
  readonly expanded: string;
  /** Largest contribution to a change since an earlier publication that must be blurred, if any. */
  readonly lateX1?: number;
}

const regionOf = new Map(territories.map(({ id, region }) => [id, region ?? '']));
const unitOf = new Map(sectors.map(({ id, disclosure_unit }) => [id, disclosure_unit]));

/** Every exact cell of a plan, from what was accumulated. Contributors of partial cells are distinct. */
export function* rollUp(
  plan: CellPlan,
  { partials }: Accumulator,
  factors: Factors,
): Generator<ExactRow> {
  for (const [n, set] of plan.sets.entries()) {
    const partial = partials[n];
    if (!partial) continue;
    for (const planned of set.cuboids) yield* cellsOfCuboid(plan, set, planned, partial, factors);
  }
}

function* cellsOfCuboid(
  { cells, trackers }: CellPlan,
  { dimensions }: CellSet,
  { cuboid, columns, parts }: PlannedCuboid,
  partial: PartialCells,
  factors: Factors,
): Generator<ExactRow> {
  const used = [...new Set(parts.flatMap(({ followed }) => followed.map((f) => f.tracker.id)))];
  const shown = parts.flatMap(({ part, followed }) =>
    followed.map(({ tracker, value }) => ({ part, value, amount: used.indexOf(tracker.id) })),
  );
  const places = used.map((id) => trackers.findIndex((tracker: Tracker) => tracker.id === id));
  const crossed = Object.entries(columns);
  const territory = new Codes();
  const department = dimensions.indexOf('department');
  const territoryOf =
    department < 0
      ? [territory.of('FR')]
      : (partial.dimensions[department]?.values ?? []).map((id) =>
          territory.of(territoryAt(cuboid.level, id)),
        );
  const unit = new Codes();
  const sector = tellsUnits(cells) ? dimensions.indexOf('sector') : -1;
  const units =
    sector < 0
      ? [unit.of('')]
      : (partial.dimensions[sector]?.values ?? []).map((id) => unit.of(unitOf.get(id) ?? ''));
  const positions = crossed.map(([, column]) => 2 + dimensions.indexOf(column));
  const combinations = new Combinations(crossed.length + 3);
  const sums = new Sums(used.length);
  const codes: Int32Array[] = [];
  const key = new Int32Array(crossed.length + 3);
  const factorOf = partial.stratum.values.map((id) => factors.scaled(id));
  const from = { sums: partial.sums, cell: 0, amount: 0 };
  for (const [cell, own] of partial.codes.entries()) {
    key[0] = own[0] ?? 0;
    key[1] = territoryOf[department < 0 ? 0 : (own[2 + department] ?? 0)] ?? 0;
    key[2] = units[sector < 0 ? 0 : (own[2 + sector] ?? 0)] ?? 0;
    for (let n = 0; n < positions.length; n += 1) key[n + 3] = own[positions[n] ?? 0] ?? 0;
    const target = combinations.of(key);
    if (target === codes.length) {
      codes.push(key.slice());
      sums.reserve(target);
    }
    const factor = factorOf[own[1] ?? 0] ?? 0;
    for (let n = 0; n < places.length; n += 1) {
      from.cell = cell;
      from.amount = places[n] ?? 0;
      sums.merge(target, n, from, factor);
    }
  }
  for (const [target, own] of codes.entries()) {
    const period = partial.period.values[own[0] ?? 0] ?? '';
    const place = territory.values[own[1] ?? 0] ?? '';
    const values = new Map([
      ['unit', unit.values[own[2] ?? 0] ?? ''],
      ...crossed.map(([category, column], n): [string, string] => [
        category,
        partial.dimensions[dimensions.indexOf(column)]?.values[own[n + 3] ?? 0] ?? '',
      ]),
    ]);
    const categories = cellCategories.map((name) => values.get(name) ?? '');
    for (const { part, value, amount } of shown) {
      const cell = sums.get(target, amount);
      if (cell.sum === 0) continue;
      const { n, sum, x1, x2 } = shownAs(part, cell);
      yield {
        part: part.id,
        cuboid: cuboid.id,
        period,
        territory: place,
        categories: part.by
          ? withOwnValue(categories, part.by.dimension, cuboid, value)
          : categories,
        n,
        sum,
        x1,
        x2,
        keySum: keySum(cell),
        expanded: factors.decimal(part.kind === 'actors' ? cell.expandedN : cell.expandedSum),
      };
    }
  }
}

/** Categories of a part that is made of columns: the column is the value of its own category. */
const withOwnValue = (
  categories: readonly string[],
  dimension: string,
  cuboid: Cuboid,
  value = '',
): string[] =>
  categories.with(
    cellCategories.indexOf(dimension),
    cuboid.categories.includes(dimension) ? value : '',
  );

/** What a cell shows of its sums, by the kind of its part. */
function shownAs({ kind }: Part, { n, sum, x1, x2 }: CellSums) {
  switch (kind) {
    case 'volume':
      return { n, sum, x1, x2 };
    case 'actors':
      return { n, sum: n, x1: 1, x2: Math.min(1, n - 1) };
    default:
      return { n: sum, sum, x1: 1, x2: Math.min(1, sum - 1) };
  }
}

function territoryAt(level: Cuboid['level'], department: string): string {
  if (level === 'nation') return 'FR';
  return level === 'region' ? (regionOf.get(department) ?? '') : department;
}
