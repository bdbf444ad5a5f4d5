import type { Cell, Series } from '@vigie/contract';
import { curvesOf, lastFirmMonth } from '../figure/curves.ts';

/** The cell of a territory at the month asked for, or at its last complete one. */
export function cellAt(
  answer: Series | null,
  territory: string,
  month: string | null,
): Cell | undefined {
  if (answer === null) return undefined;
  const curves = curvesOf(answer.rows);
  const at = month ?? lastFirmMonth(curves, territory);
  return at === null ? undefined : curves.get(territory)?.get(at);
}

/** The last month that is complete in every answer there is, or null. */
export function commonMonth(answers: readonly (Series | null)[], territory: string): string | null {
  const months = answers
    .filter((answer) => answer !== null)
    .map(({ rows }) => lastFirmMonth(curvesOf(rows), territory));
  return months.includes(null) ? null : (months.toSorted()[0] ?? null);
}
