import type { Cell } from '@vigie/contract';
import { addMonths } from '../format/date.ts';

/** Cells of one measure by territory, then by month. */
export type Curves = Map<string, Map<string, Cell>>;

/** Where history begins: what came before was not collected. */
export const historyStart = '2022-01';

export function curvesOf(...answers: readonly (readonly Cell[])[]): Curves {
  const curves: Curves = new Map();
  for (const cell of answers.flat()) {
    const curve = curves.get(cell.territory) ?? new Map<string, Cell>();
    curve.set(cell.period, cell);
    curves.set(cell.territory, curve);
  }
  return curves;
}

/**
 * Latest month that a page may ask for: a month is first published in the month after it, so that
 * the feed day bounds it; what is still incomplete then comes flagged as provisional.
 */
export function latestMonth(edition: {
  feed_day: string;
  data_through_month: string | null;
}): string {
  const before = addMonths(edition.feed_day.slice(0, 7), -1);
  const complete = edition.data_through_month ?? before;
  return complete > before ? complete : before;
}

/** Months from the first to the last that have a cell, or none. */
export function monthsWithCells(curves: Curves, months: readonly string[]): string[] {
  const present = (month: string): boolean =>
    [...curves.values()].some((curve) => curve.has(month));
  const first = months.findIndex(present);
  if (first === -1) return [];
  return months.slice(first, months.findLastIndex(present) + 1);
}

/** The last month of a territory that will not change any more, or null. */
export function lastFirmMonth(curves: Curves, territory: string): string | null {
  const firm = [...(curves.get(territory)?.values() ?? [])].filter((cell) => !cell.provisional);
  return firm.reduce<string | null>(
    (last, cell) => (last === null || cell.period > last ? cell.period : last),
    null,
  );
}

export interface Change {
  since: string;
  /** Difference of the values: points for a rate. */
  difference: number;
  /** Relative change, or null where the earlier value is zero. */
  ratio: number | null;
}

/** Change of a territory's value from an earlier month, where both are published. */
export function changeSince(
  curves: ReadonlyMap<string, ReadonlyMap<string, Cell>>,
  territory: string,
  month: string,
  monthsBack: number,
): Change | null {
  const since = addMonths(month, -monthsBack);
  const now = curves.get(territory)?.get(month);
  const before = curves.get(territory)?.get(since);
  if (now === undefined || before === undefined) return null;
  if (now.value === null || before.value === null) return null;
  // A provisional month against a final one would show the delay of the data, not a change.
  if (now.provisional !== before.provisional) return null;
  const difference = now.value - before.value;
  return { since, difference, ratio: before.value === 0 ? null : difference / before.value };
}

/** The territories with the lowest and the highest value of a month; ties go to the first id. */
export function rangeOf(
  curves: Curves,
  territories: readonly { id: string; name: string }[],
  month: string,
): { low: { name: string; value: number }; high: { name: string; value: number } } | null {
  const values = territories
    .map(({ id, name }) => ({ id, name, value: curves.get(id)?.get(month)?.value ?? null }))
    .filter((entry): entry is typeof entry & { value: number } => entry.value !== null)
    .sort((a, b) => a.value - b.value || a.id.localeCompare(b.id));
  const [low, high] = [values[0], values.at(-1)];
  return low === undefined || high === undefined || low === high ? null : { low, high };
}
