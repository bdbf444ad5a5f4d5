import { entryNeed } from './entry.js';
import type { TableCell } from './sector-table.js';
import type { ReleasedCell } from './release-lines.js';
import { vendorLimits } from './vendor-rule.js';

/** How far a hidden cell must seem able to grow for one observer. */
export interface Demand<C extends ReleasedCell = ReleasedCell> {
  readonly target: C;
  /** The vendor that looks, knowing its own row; none for everyone else. */
  readonly insider: string | undefined;
  /** The observer's upper bound must lie more than this above the true volume. */
  readonly need: number;
  readonly check: 'P13' | 'P14' | 'P15';
}

/** Cells of a table by key. */
export type TableIndex = ReadonlyMap<string, TableCell>;

/** What is known besides the table itself. */
export interface Known {
  /** The table of the month before. */
  readonly before?: TableIndex | undefined;
  /** Cells masked for the sake of another table, in which they stand under another name. */
  readonly shared?: ReadonlySet<string> | undefined;
}

/** Vendors that the programme takes as insiders (privacy.md A1.5). */
const insidersOfCell = 4;
const insidersOfHidden = 8;
/** A contribution must not be told within this share of it (privacy.md A4, P13). */
export const contributorMargin = 0.1;

/** What a vendor sold in a cell. */
export const ownSum = (cell: ReleasedCell, vendor: string | undefined): number =>
  vendor === undefined ? 0 : (cell.vendors.find((own) => own.vendor === vendor)?.sum ?? 0);

/**
 * What hidden cells ask of the table that an observer can make. Against vendors, the upper bound
 * minus the insider's own must exceed 1.15 times its largest rival (P14); against everyone, the bound
 * of a cell withheld for few or dominating contributors must exceed it by a tenth of the largest (P13).
 * Whoever entered since the month before must not be told by the difference (P15).
 * What is masked for another table's sake must not be told within 15 % by this one.
 */
export function demandsOf<C extends ReleasedCell>(
  hidden: readonly C[],
  { before, shared }: Known = {},
): Demand<C>[] {
  // Totals count a vendor's volume twice: the largest are taken with and without them.
  const masked = hidden.filter(({ isUnseen }) => !isUnseen);
  const single = masked.filter(({ sector }) => sector !== '');
  const large = [...largest(masked, insidersOfHidden), ...largest(single, insidersOfHidden)];
  return masked
    .filter(({ sum }) => sum > 0)
    .flatMap((target) => {
      const insiders = new Set([undefined, ...largest([target], insidersOfCell), ...large]);
      const against = [...insiders].flatMap((insider): Demand<C>[] => {
        const rival = Math.max(
          0,
          ...target.vendors.filter(({ vendor }) => vendor !== insider).map(({ sum }) => sum),
        );
        const bound = (1 + vendorLimits.margin) * rival;
        const short = bound + ownSum(target, insider) - target.sum;
        return rival > 0 && short >= 0 ? [{ target, insider, need: short, check: 'P14' }] : [];
      });
      const former = before?.get(target.key);
      for (const insider of former ? insiders : []) {
        const need = former && entryNeed(target, former, insider);
        if (need !== undefined) against.push({ target, insider, need, check: 'P15' });
      }
      if (target.reason === 'ok' && shared?.has(target.key)) {
        const need = vendorLimits.margin * target.sum;
        against.push({ target, insider: undefined, need, check: 'P14' });
      }
      if (target.reason === 'ok') return against;
      const need = contributorMargin * target.x1;
      return [...against, { target, insider: undefined, need, check: 'P13' }];
    });
}

/** Vendors with the most in some cells, largest first. */
function largest(cells: readonly ReleasedCell[], count: number): string[] {
  const sums = new Map<string, number>();
  for (const { vendor, sum } of cells.flatMap(({ vendors }) => vendors)) {
    if (sum > 0) sums.set(vendor, (sums.get(vendor) ?? 0) + sum);
  }
  return [...sums]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, count)
    .map(([vendor]) => vendor);
}
