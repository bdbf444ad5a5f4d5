import type { Line, ReleasedCell } from './release-lines.js';

/** How much each cell differs in another table that an observer can hold possible; absent is zero. */
export type Changes = ReadonlyMap<string, number>;

/** What an observer knows and does not. */
export interface View {
  readonly cells: ReadonlyMap<string, ReleasedCell>;
  readonly lines: readonly Line[];
  readonly isHidden: (cell: ReleasedCell) => boolean;
  /** Volume of a cell that it knows to be there. */
  readonly known: (cell: ReleasedCell) => number;
}

/** Rounding of sums of volumes, in documents. */
const tolerance = 1e-3;

/**
 * Whether changes prove that a hidden cell could be larger by more than `need`: the changed table
 * agrees with every published cell and line, and leaves the observer what it knows. It needs no trust
 * in how the changes were found.
 */
export function certifies(changes: Changes, target: string, need: number, view: View): boolean {
  const { cells, lines, isHidden, known } = view;
  const change = (key: string): number => changes.get(key) ?? 0;
  const areOwn = [...changes].every(([key, by]) => {
    const cell = cells.get(key);
    if (by === 0) return true;
    if (!cell || !isHidden(cell) || cell.sum <= 0) return false;
    return cell.sum + by >= known(cell) - tolerance;
  });
  return (
    areOwn &&
    change(target) > need &&
    lines.every(
      ({ total, parts }) =>
        Math.abs(parts.reduce((sum, key) => sum + change(key), -change(total))) <= tolerance,
    )
  );
}
