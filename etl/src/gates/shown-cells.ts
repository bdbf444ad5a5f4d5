import type { Cuboid, Measure, Part } from '@vigie/seeds/catalogue';
import type { Portions, ProtectedCell } from '../protect/index.js';
import { keyText, nowhere, type CellPlace } from '../cells/frame.js';
import type { CellRow } from '../cells/cell-row.js';
import { cuboidById, measureById, partById, partsOf } from '../cells/made-of.js';
import { contributorRule } from './contributor-rule.js';
import type { GatedPeriod, OwnToldRow } from './gated-period.js';

/** One cell of a part as a reader gets it, from whatever measures are made of it. */
export interface ShownCell {
  readonly part: Part;
  readonly cuboid: Cuboid;
  readonly key: CellPlace;
  /** Its name among the findings. */
  readonly name: string;
  readonly portions: Portions;
  /** What true contributors make of it, whatever is shown. */
  readonly truth: ReturnType<typeof contributorRule>;
  /** Values that are about to be told of it: none where it is withheld, one else. */
  readonly values: Set<number>;
  /** Reason that a measure of this part alone gives; undefined where none is. */
  reason: string | undefined;
  /** Something is about to be published of it, if only that it is withheld. */
  isDue: boolean;
  /** What was published before and is not replaced tells it. */
  stands: boolean;
}

export function measureOf({ measure }: Pick<CellRow, 'measure'>): Measure {
  const found = measureById.get(measure);
  if (!found) throw new Error(`the catalogue has no measure ${measure}`);
  return found;
}

export const streamOf = (row: Pick<CellRow, 'measure'>): string =>
  partById.get(measureOf(row).numerator)?.stream ?? '';

export const rowName = (row: CellRow): string => `${row.cuboid} ${keyText(row)}`;

export const ownName = ({ cuboid, vendor, release, territory, sector }: OwnToldRow): string =>
  `${cuboid} ${[vendor, release, territory, sector].join('|')}`;

/** What was not received or expected is withheld for no one's sake. */
const absent: ReadonlySet<string> = new Set(['not_received', 'not_expected']);

/** What is read of a row, and how its cells are found. */
interface Source<R> {
  readonly rows: Iterable<R>;
  readonly placeOf: (row: R) => CellPlace;
  readonly nameOf: (row: R) => string;
  readonly portionsOf: (part: Part, row: R) => Portions;
}
type ToldRow = ProtectedCell & Pick<CellRow, 'measure' | 'cuboid'>;

/** Cells of parts that are about to be told, or that stand; quantiles over vendors are of no part. */
export function shownCells({ rows, standing, portions }: GatedPeriod): Map<string, ShownCell> {
  const source = {
    placeOf: (row: CellRow): CellPlace => row,
    nameOf: rowName,
    portionsOf: (part: Part, row: CellRow) => portions(part, row.cuboid, row),
  };
  const cells = new Map<string, ShownCell>();
  addTold(cells, { ...source, rows });
  for (const row of standing) {
    for (const cell of cellsOfRow(cells, source, row)) cell.stands ||= row.reason === 'ok';
  }
  return cells;
}

/** Cells of parts that vendors are about to be told of their own. */
export function ownShownCells({ own }: GatedPeriod): Map<string, ShownCell> {
  const cells = new Map<string, ShownCell>();
  addTold(cells, {
    rows: own.rows,
    placeOf: ({ territory, sector }) => ({ ...nowhere, territory, sector }),
    nameOf: ownName,
    portionsOf: (part, row) => own.portions(part, row.cuboid, row) ?? {},
  });
  return cells;
}

function addTold<R extends ToldRow>(cells: Map<string, ShownCell>, source: Source<R>): void {
  for (const row of source.rows) {
    const [above, below] = cellsOfRow(cells, source, row);
    for (const cell of [above, below]) if (cell) cell.isDue = true;
    if (measureOf(row).kind === 'count' && above) {
      above.reason = row.reason;
      if (row.value !== null) above.values.add(row.value);
    }
    if (row.numerator !== null) above?.values.add(row.numerator);
    if (row.denominator !== null) below?.values.add(row.denominator);
  }
}

/** The cells of a row's numerator and denominator; none where nothing was received or expected. */
function cellsOfRow<R extends ToldRow>(
  cells: Map<string, ShownCell>,
  { placeOf, nameOf, portionsOf }: Omit<Source<R>, 'rows'>,
  row: R,
): ShownCell[] {
  const measure = measureOf(row);
  const cuboid = cuboidById.get(row.cuboid);
  if (measure.kind === 'quantile' || absent.has(row.reason) || !cuboid) return [];
  return partsOf(measure).map((part) => {
    const name = `${part.id}|${nameOf(row)}`;
    let cell = cells.get(name);
    if (!cell) {
      const portions = portionsOf(part, row);
      cell = {
        ...{ part, cuboid, key: placeOf(row), name: nameOf(row), portions },
        truth: contributorRule(part.kind === 'volume', portions),
        values: new Set(),
        reason: undefined,
        isDue: false,
        stands: false,
      };
      cells.set(name, cell);
    }
    return cell;
  });
}

/** Whether what is about to be published tells a cell. */
export const isTold = ({ values }: ShownCell): boolean => values.size > 0;

/** Whether readers will know a cell, from what is about to be published or from what stands. */
export const isShown = (cell: ShownCell): boolean => isTold(cell) || cell.stands;

export const sumOf = ({ portions }: ShownCell): number =>
  Object.values(portions).reduce((sum, portion) => sum + portion.sum, 0);

export const findingAt = ({ part, name }: ShownCell, period: string) => ({
  ...{ subject: part.id, stream: part.stream, period, cell: name },
});
