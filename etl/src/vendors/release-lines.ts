import { cellKey, levelOf, regionOf, type Grid, type TableCell } from './sector-table.js';

/** A cell of what is released, departments included. */
export interface ReleasedCell extends TableCell {
  readonly key: string;
  readonly isUnseen: boolean;
}

/** Cells that add up to another one. */
export interface Line {
  readonly total: string;
  readonly parts: readonly string[];
}

/** The cells of a table and of its departments, by key. */
export function releasedCells(
  grid: Grid,
  cells: readonly TableCell[],
): ReadonlyMap<string, ReleasedCell> {
  const departments = cells
    .filter(({ territory, sector }) => levelOf(territory) === 'department' && sector === '')
    .filter(({ territory }) => grid.rows.includes(regionOf(territory) ?? ''))
    .map((cell) => ({ ...cell, key: cellKey(cell.territory, ''), isUnseen: false }));
  return new Map([...grid.cells, ...departments].map((cell) => [cell.key, cell]));
}

/**
 * Everything that adds up: regions to the nation, sectors to all of them, departments to their region.
 * Those who are not located stand in the nation alone: what is not published of them is no unknown, so
 * lines hold between changes.
 */
export function linesOf(cells: ReadonlyMap<string, ReleasedCell>): Line[] {
  const parts = new Map<string, string[]>();
  const add = (total: string | undefined, key: string) => {
    if (total !== undefined && cells.has(total))
      parts.set(total, [...(parts.get(total) ?? []), key]);
  };
  const lines = (totalOf: (cell: ReleasedCell) => string | undefined): Line[] => {
    parts.clear();
    for (const cell of cells.values()) add(totalOf(cell), cell.key);
    return [...parts].map(([total, own]) => ({ total, parts: own }));
  };
  return [
    ...lines(({ territory, sector }) =>
      levelOf(territory) === 'region' ? cellKey('FR', sector) : undefined,
    ),
    ...lines(({ territory, sector }) => (sector === '' ? undefined : cellKey(territory, ''))),
    ...lines(({ territory }) =>
      levelOf(territory) === 'department' ? cellKey(regionOf(territory) ?? '', '') : undefined,
    ),
  ];
}
