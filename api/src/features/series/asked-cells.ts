import { and, type Column, eq, gt, gte, inArray, isNull, lte, or, type SQL } from 'drizzle-orm';
import { type Period } from './period.js';

/** Columns by which a cell is found, alike in every table of cells. */
type CellColumn = 'measure' | 'cuboid' | 'period' | 'territory' | 'validFrom' | 'validTo';

/** Which cells an answer is made of. */
export interface AskedCells {
  measure: string;
  cuboid: string;
  edition: number;
  period: Period;
  /** Null for all. */
  territories: readonly string[] | null;
}

/** The rows of a table of cells that an edition holds of a cuboid, in a period and in territories. */
export const askedCells = (
  cell: Readonly<Record<CellColumn, Column>>,
  { measure, cuboid, edition, period, territories }: AskedCells,
): SQL | undefined =>
  and(
    eq(cell.measure, measure),
    eq(cell.cuboid, cuboid),
    lte(cell.validFrom, edition),
    or(isNull(cell.validTo), gt(cell.validTo, edition)),
    period.from === null ? undefined : gte(cell.period, period.from),
    period.to === null ? undefined : lte(cell.period, period.to),
    territories === null ? undefined : inArray(cell.territory, [...territories]),
  );
