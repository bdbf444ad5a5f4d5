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

/** What was masked and sold before, for cells not to come and go. */
export interface Memory {
  /** Masks of the period's earlier publication: they stay, or the two together would tell them. */
  readonly earlier?: Masks | undefined;
  /** Masks of the month before. */
  readonly former?: Masks | undefined;
  /** Those of `earlier` that are masked for another table's sake, and must not be told by this one. */
  readonly shared?: ReadonlySet<string> | undefined;
  /** Tables of the two months before, the latest first, as far as they exist. */
  readonly tables?: readonly (readonly TableCell[])[] | undefined;
}

/**
 * What must be hidden of a part's month besides what the rules on contributors hide: cells that would
 * tell a vendor its rivals' volume, and the complements without which a hidden cell could be computed
 * from its lines (privacy.md A1.4, A1.5).
 *
 * A masked cell comes back only once it has passed three months running with the wider margin.
 * @returns the masks by `territory|sector`
 */
export function vendorMasks(
  cells: readonly TableCell[],
  { earlier, former, shared, tables = [] }: Memory = {},
): Masks {
  const grids = gridsOf(cells);
  const months = tables.map((table) => indexOf(gridsOf(table)));
  const seen = [...indexOf(grids).values()].filter(({ isUnseen }) => !isUnseen);
  const [before] = months;
  const mayReturn = (cell: GridCell): boolean =>
    former?.get(cell.key) !== 'vendor_rule' ||
    [cell, ...months.flatMap((month) => month.get(cell.key) ?? [])].every(({ vendors }) =>
      passesVendorRule(vendors, vendorLimits.marginToReturn),
    );
  const passes = (cell: GridCell): boolean => {
    const then = before?.get(cell.key);
    return passesVendorRule(cell.vendors) && mayReturn(cell) && !(then && tellsEntrant(cell, then));
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
    for (const key of complementsOf(grid, primary, { before, former, shared }))
      masks.set(key, 'complement');
  }
  for (const key of maskDepartments(cells, masks)) masks.set(key, 'complement');
  return masks;
}
