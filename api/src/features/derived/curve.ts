import { type Cell } from '@vigie/contract';
import { type Curve } from '@vigie/contract/formulas';

/** The cells of one place as a curve over some months, null where none carries a value. */
export function curveOf(cells: readonly Cell[], months: readonly string[]): Curve {
  const values = new Map(cells.map(({ period, value }) => [period, value]));
  return months.map((month) => values.get(month) ?? null);
}
