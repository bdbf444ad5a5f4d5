import type { PartCell } from './cell-lines.js';
import type { Mask } from '../protect/index.js';

/**
 * Gives a mask to every cell that has the very contributors and sum of a masked one: a region that is
 * one department, pharmacists and pharmacies, a part that counts one sector of another.
 * @returns the cells that were not masked before
 */
export function spreadMasks(
  cells: readonly PartCell[],
  masks: ReadonlyMap<string, Mask>,
): Map<string, Mask> {
  const nameOf = ({ stream, keySum, n, sum }: PartCell): string =>
    [stream, keySum, n, sum].join('|');
  const masked = new Map<string, Mask>();
  for (const cell of cells) {
    const mask = masks.get(cell.id);
    if (mask && cell.n > 0) masked.set(nameOf(cell), mask);
  }
  const added = new Map<string, Mask>();
  for (const cell of cells) {
    const mask = cell.reason === 'ok' && !masks.has(cell.id) ? masked.get(nameOf(cell)) : undefined;
    if (mask) added.set(cell.id, mask);
  }
  return added;
}
