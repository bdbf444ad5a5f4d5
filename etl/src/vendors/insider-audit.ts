import { certifies, type View } from './certificate.js';
import { demandsOf, ownSum, type Demand, type TableIndex } from './demands.js';
import { tellsEntrant } from './entry.js';
import {
  gridsOf,
  indexOf,
  levelOf,
  type Grid,
  type Masks,
  type TableCell,
} from './sector-table.js';
import { mostGrowth, solver } from './programme.js';
import { linesOf, releasedCells, type ReleasedCell } from './release-lines.js';
import { passesVendorRule } from './vendor-rule.js';
import { witnessOf } from './witness.js';

export interface AuditedTable {
  readonly part: string;
  readonly period: string;
  readonly cells: readonly TableCell[];
  readonly masks: Masks;
  /** The table of the month before, where there is one. */
  readonly before?: readonly TableCell[] | undefined;
}

/** What an observer can compute of a masked cell, or reads of a published one. */
export interface VendorFinding {
  readonly check: 'P13' | 'P14' | 'P15';
  readonly part: string;
  readonly period: string;
  /** `territory|sector`. */
  readonly cell: string;
  /** The vendor that looks; none for everyone else. */
  readonly insider: string | undefined;
  /** The largest volume that the observer still holds possible. */
  readonly bound: number;
}

/**
 * What could be computed of masked cells if these tables were published, every public cell exact and
 * the mechanism known (privacy.md A1.5, P13 to P15); empty where nothing can.
 *
 * A demand is met where a certificate shows it; only where none is found does a linear programme tell.
 */
export async function auditVendors(tables: readonly AuditedTable[]): Promise<VendorFinding[]> {
  const findings: VendorFinding[] = [];
  for (const table of tables) findings.push(...(await auditTable(table)));
  return findings;
}

async function auditTable(table: AuditedTable): Promise<VendorFinding[]> {
  const before = table.before && indexOf(gridsOf(table.before));
  const findings: VendorFinding[] = [];
  for (const grid of gridsOf(table.cells)) findings.push(...(await auditGrid(table, grid, before)));
  return findings;
}

async function auditGrid(
  { part, period, cells, masks }: AuditedTable,
  grid: Grid,
  before: TableIndex | undefined,
): Promise<VendorFinding[]> {
  const released = releasedCells(grid, cells);
  const lines = linesOf(released);
  const isHidden = ({ key, reason, isUnseen }: ReleasedCell): boolean =>
    isUnseen || reason !== 'ok' || masks.has(key);
  const found = ({ target, insider, check }: Demand, growth: number): VendorFinding => ({
    ...{ check, part, period, cell: target.key, insider },
    bound: target.sum + growth,
  });
  const all = [...released.values()];
  const shown = all.filter((cell) => !isHidden(cell) && isJudged(cell));
  const plain = (target: ReleasedCell, check: VendorFinding['check']) =>
    found({ target, insider: undefined, need: 0, check }, 0);
  const findings = [
    ...shown
      .filter(({ vendors }) => !passesVendorRule(vendors))
      .map((target) => plain(target, 'P14')),
    ...shown
      .filter((cell) => {
        const former = before?.get(cell.key);
        return former !== undefined && tellsEntrant(cell, former);
      })
      .map((target) => plain(target, 'P15')),
  ];
  for (const demand of demandsOf(all.filter(isHidden), { before })) {
    const known = (cell: ReleasedCell) => ownSum(cell, demand.insider);
    const view: View = { cells: released, lines, isHidden, known };
    const witness = witnessOf(demand, { grid, cells: released, lines, isHidden });
    if (certifies(witness, demand.target.key, demand.need, view)) continue;
    const growth = mostGrowth(await solver(), demand.target.key, view);
    if (growth <= demand.need) findings.push(found(demand, growth));
  }
  return findings;
}

/** Departments tell all sectors together and no vendor's part. */
const isJudged = ({ territory, isUnseen }: ReleasedCell): boolean =>
  !isUnseen && levelOf(territory) !== 'department';
