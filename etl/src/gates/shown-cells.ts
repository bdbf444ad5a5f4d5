import {
  cuboids,
  measures,
  parts,
  type Cuboid,
  type Measure,
  type Part,
} from '@vigie/seeds/catalogue';
import type { Portions } from '../protect/index.js';
import { keyText, type CellPlace } from '../cells/frame.js';
import type { CellRow } from '../cells/cell-row.js';
import { contributorRule } from './contributor-rule.js';
import type { GatedPeriod } from './gated-period.js';

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
  /** Values that measures tell of it: none where it is withheld, one else. */
  readonly values: Set<number>;
  /** Reason that a measure of this part alone gives; undefined where none is. */
  reason: string | undefined;
}

const partById = new Map(parts.map((part) => [part.id, part]));
const cuboidById = new Map(cuboids.map((cuboid) => [cuboid.id, cuboid]));
const measureById = new Map(measures.map((measure) => [measure.id, measure]));

export function measureOf({ measure }: Pick<CellRow, 'measure'>): Measure {
  const found = measureById.get(measure);
  if (!found) throw new Error(`the catalogue has no measure ${measure}`);
  return found;
}

export const partOf = (id: string | undefined): Part | undefined =>
  id === undefined ? undefined : partById.get(id);

export const streamOf = (row: Pick<CellRow, 'measure'>): string =>
  partOf(measureOf(row).numerator)?.stream ?? '';

export const rowName = (row: CellRow): string => `${row.cuboid} ${keyText(row)}`;

/** What was not received or expected is withheld for no one's sake. */
const absent: ReadonlySet<string> = new Set(['not_received', 'not_expected']);

/** Cells of parts that rows tell something of; quantiles over vendors are of no part. */
export function shownCells(period: GatedPeriod): Map<string, ShownCell> {
  const cells = new Map<string, ShownCell>();
  const cellOf = (id: string, row: CellRow): ShownCell | undefined => {
    const name = `${id}|${rowName(row)}`;
    const known = cells.get(name);
    if (known) return known;
    const part = partOf(id);
    const cuboid = cuboidById.get(row.cuboid);
    if (!part || !cuboid) return undefined;
    const own = period.portions(part, cuboid.id, row);
    const truth = contributorRule(part.kind === 'volume', own);
    const cell: ShownCell = {
      ...{ part, cuboid, key: row, name: rowName(row), portions: own, truth },
      values: new Set(),
      reason: undefined,
    };
    cells.set(name, cell);
    return cell;
  };
  for (const row of period.rows) {
    const { kind, numerator, denominator } = measureOf(row);
    if (kind === 'quantile' || absent.has(row.reason)) continue;
    const above = cellOf(numerator, row);
    const below = denominator === undefined ? undefined : cellOf(denominator, row);
    if (kind === 'count') {
      if (above) above.reason = row.reason;
      if (row.value !== null) above?.values.add(row.value);
    }
    if (row.numerator !== null) above?.values.add(row.numerator);
    if (row.denominator !== null) below?.values.add(row.denominator);
  }
  return cells;
}

export const isShown = ({ values }: ShownCell): boolean => values.size > 0;

export const sumOf = ({ portions }: ShownCell): number =>
  Object.values(portions).reduce((sum, portion) => sum + portion.sum, 0);

export const findingAt = ({ part, name }: ShownCell, period: string) => ({
  ...{ subject: part.id, stream: part.stream, period, cell: name },
});
