import type { Mask } from '../protect/index.js';
import { complementsOf } from './complement.js';
import { maskDepartments } from './department-line.js';
import { tellsEntrant } from './entry.js';
import {
  cellKey,
  gridsOf,
  indexOf,
  type GridCell,
  type Masks,
  type TableCell,
} from './sector-table.js';
import { passesVendorRule, vendorLimits } from './vendor-rule.js';

/** Months before that say whether a cell that was masked may be told again. */
export const monthsRemembered = 3;

/** What else the rules know of a part's period. */
export interface Memory {
  /** Masks of the period's earlier publication: they stay, or the two together would tell them. */
  readonly earlier?: Masks | undefined;
  /** Those of `earlier` that are masked for another table's sake, and must not be told by this one. */
  readonly shared?: ReadonlySet<string> | undefined;
  /** Tables of the months before, the latest first, as far as they exist. */
  readonly tables?: readonly (readonly TableCell[])[] | undefined;
}

/**
 * What must be hidden of a part's month besides what the rules on contributors hide: cells that would
 * tell a vendor its rivals' volume, and the complements without which a hidden cell could be computed
 * from its lines (privacy.md A1.4, A1.5).
 *
 * A cell that one of the three months before had to hide comes back once its shares have passed three
 * months running with the wider margin, or four with the usual one. That is told by what was sold, not
 * by what was masked, so that months may be published in any order.
 * @returns the masks by `territory|sector`
 */
export function vendorMasks(
  cells: readonly TableCell[],
  { earlier, shared, tables = [] }: Memory = {},
): Masks {
  const grids = gridsOf(cells);
  const now = indexOf(grids);
  const months = tables.slice(0, monthsRemembered).map((table) => indexOf(gridsOf(table)));
  const [before] = months;
  const seen = [...now.values()].filter(({ isUnseen }) => !isUnseen);
  const isTelling = (cell: GridCell, then: GridCell | undefined): boolean =>
    !passesVendorRule(cell.vendors) || (then !== undefined && tellsEntrant(cell, then));
  const passes = ({ key }: GridCell): boolean => {
    const run = [now, ...months].map((month) => month.get(key));
    const [isHidden, ...wasHidden] = run.map(
      (cell, at) => () => cell !== undefined && isTelling(cell, run[at + 1]),
    );
    if (isHidden?.()) return false;
    const isWide = run
      .slice(0, monthsRemembered)
      .every((cell) => !cell || passesVendorRule(cell.vendors, vendorLimits.marginToReturn));
    return isWide || !wasHidden.some((was) => was());
  };
  const masks = new Map<string, Mask>();
  for (const cell of seen.filter(({ reason }) => reason === 'ok')) {
    if (!passes(cell)) masks.set(cell.key, 'vendor_rule');
  }
  for (const { territory, sector, reason } of cells) {
    const key = cellKey(territory, sector);
    const stays = reason === 'ok' ? earlier?.get(key) : undefined;
    if (stays && !masks.has(key)) masks.set(key, stays);
  }
  const withheld = seen.filter(({ reason, sum }) => reason !== 'ok' && sum > 0);
  for (const grid of grids) {
    const primary = new Set([...withheld.map(({ key }) => key), ...masks.keys()]);
    for (const key of complementsOf(grid, primary, { before, shared }))
      masks.set(key, 'complement');
  }
  for (const key of maskDepartments(cells, masks)) masks.set(key, 'complement');
  return masks;
}
