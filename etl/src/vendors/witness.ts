import type { Changes } from './certificate.js';
import { ownSum, type Demand } from './demands.js';
import { levelOf, regionOf, type Grid, type GridCell } from './sector-table.js';
import type { Line, ReleasedCell } from './release-lines.js';
import { findSwing } from './swing.js';

/** A bound must be passed, not met: by this much, in documents. */
export const more = 1;

interface Released {
  readonly grid: Grid;
  readonly cells: ReadonlyMap<string, ReleasedCell>;
  readonly lines: readonly Line[];
  readonly isHidden: (cell: ReleasedCell) => boolean;
}

/**
 * Changes that would let a hidden cell be larger by what is demanded, as far as circuits give it:
 * to be certified, for nothing here is trusted.
 */
export function witnessOf({ target, insider, need }: Demand, released: Released): Changes {
  const { grid, cells, lines, isHidden } = released;
  const departments = new Set(
    [...cells.values()]
      .filter(({ territory }) => levelOf(territory) === 'department')
      .map(({ key }) => key),
  );
  const isDepartment = departments.has(target.key);
  const region = isDepartment ? cells.get(`${regionOf(target.territory) ?? ''}|`) : undefined;
  if (isDepartment && region && !isHidden(region)) return fromSiblings();
  const own = gridCell(region ?? target);
  if (!own) return new Map();
  const { changes } = findSwing({
    grid,
    target: own,
    need: need + more,
    known: (cell) => ownSum(cell, insider),
    cost: (cell) => (isHidden(cell) ? 0 : Infinity),
  });
  const all = new Map<string, number>();
  grid.cells.forEach(({ key }, index) => {
    const by = changes[index] ?? 0;
    if (by === 0) return;
    all.set(key, by);
    for (const [department, share] of sharesOf(key)) all.set(department, by * share);
  });
  return all;

  function gridCell({ key }: { key: string }): GridCell | undefined {
    return grid.cells.find((cell) => cell.key === key);
  }

  /** What the hidden departments beside it hold is its own. */
  function fromSiblings(): Changes {
    const line = lines.find(({ parts }) => parts.includes(target.key));
    const taken = new Map<string, number>();
    let left = need + more;
    for (const key of line?.parts ?? []) {
      const cell = cells.get(key);
      if (!cell || key === target.key || !isHidden(cell) || left <= 0) continue;
      const by = Math.min(left, cell.sum);
      if (by > 0) taken.set(key, -by);
      left -= by;
    }
    return taken.set(target.key, need + more - left);
  }

  /** How a region's change falls to its departments: all to the target, else by what they hold. */
  function sharesOf(key: string): (readonly [string, number])[] {
    const line = lines.find(
      ({ total, parts }) => total === key && parts.some((part) => departments.has(part)),
    );
    if (line?.parts.includes(target.key)) return [[target.key, 1]];
    const held = (line?.parts ?? []).map((part) => [part, cells.get(part)?.sum ?? 0] as const);
    const sum = held.reduce((total, [, own]) => total + own, 0);
    return held.map(([part, own]) => [part, own / sum] as const);
  }
}
