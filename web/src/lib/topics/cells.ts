import type { Cell } from '@vigie/contract';
import type { Curves } from '../figure/curves.ts';

/** What the lines of a figure are told apart by. */
export type LineKey =
  'territory' | 'sector' | 'generation' | 'irritant' | 'channel' | 'reason' | 'lever';

/** Cells of one measure by the id of a category, then by month; cells without one are left out. */
export function cellsBy(cells: readonly Cell[], key: LineKey): Curves {
  const lines: Curves = new Map();
  for (const cell of cells) {
    const id = cell[key];
    if (id === null) continue;
    const line = lines.get(id) ?? new Map<string, Cell>();
    line.set(cell.period, cell);
    lines.set(id, line);
  }
  return lines;
}

/** The last month of which no line may still change, or null. */
export function lastFirmOf(lines: Curves): string | null {
  let last: string | null = null;
  const open = new Set<string>();
  const cells = [...lines.values()].flatMap((line) => [...line.values()]);
  for (const { period, provisional } of cells) if (provisional) open.add(period);
  for (const { period } of cells) {
    if (!open.has(period) && (last === null || period > last)) last = period;
  }
  return last;
}

/** Values that follow the months; null where nothing is shown. */
export function valuesOf(
  line: ReadonlyMap<string, Cell> | undefined,
  months: readonly string[],
): (number | null)[] {
  return months.map((month) => line?.get(month)?.value ?? null);
}

/** Why a month has no value, by its index, in words. */
export function holesOf(
  line: ReadonlyMap<string, Cell> | undefined,
  months: readonly string[],
  stateLabel: (state: string) => string,
  absent: string,
): Record<number, string> {
  return Object.fromEntries(
    months.flatMap((month, index) => {
      const cell = line?.get(month);
      if (cell !== undefined && cell.value !== null) return [];
      return [[index, cell === undefined ? absent : stateLabel(cell.state)]];
    }),
  );
}

/** Index of the first month after the last firm one, or null; every month where none is firm. */
export function provisionalFrom(months: readonly string[], firm: string | null): number | null {
  const from = firm === null ? 0 : months.findIndex((month) => month > firm);
  return from === -1 || months.length === 0 ? null : from;
}

/** Sum of published cells, or null as soon as one of them is not published. */
export function sumOf(cells: readonly (Cell | undefined)[]): number | null {
  let sum = 0;
  for (const cell of cells) {
    if (cell === undefined || cell.value === null) return null;
    sum += cell.value;
  }
  return cells.length === 0 ? null : sum;
}
