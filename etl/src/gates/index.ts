import { auditVendors } from '../vendors/index.js';
import { contributorFindings, rowFindings, sameSetFindings } from './cell.gate.js';
import type { Finding } from './finding.js';
import type { GatedPeriod } from './gated-period.js';
import { countFindings, volumeFindings } from './line.gate.js';
import { linesOf } from './lines.js';
import { partOf, shownCells } from './shown-cells.js';

export { GateFailed, type Finding } from './finding.js';
export type { GatedPeriod } from './gated-period.js';

/**
 * The attacks that every publish must withstand (privacy.md A1.9): P01, P01b, P03, P04, P07, the cap
 * of P08, P13 to P15, P23. They read what is about to be published and the truth beside it, so they
 * cost no more than what has changed.
 *
 * @returns what an attacker would learn; empty where nothing
 */
export async function gates(period: GatedPeriod): Promise<Finding[]> {
  const shown = shownCells(period);
  const cells = [...shown.values()];
  const lines = linesOf(cells);
  const vendors = await auditVendors(period.tables);
  return [
    ...rowFindings(period),
    ...contributorFindings(cells, period.period),
    ...sameSetFindings(cells, period.period),
    ...countFindings(lines, period.period),
    ...volumeFindings(lines, period.period),
    ...vendors.map(({ check, part, cell, insider }) => ({
      ...{ check, subject: part, stream: partOf(part)?.stream ?? '', period: period.period, cell },
      says: `told to ${insider ?? 'everyone'}`,
    })),
  ];
}
