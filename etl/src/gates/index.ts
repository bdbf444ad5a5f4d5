import { cellName } from '../cells/frame.js';
import { partById } from '../cells/made-of.js';
import { auditVendors } from '../vendors/index.js';
import {
  contributorFindings,
  ownValueFindings,
  rowFindings,
  sameSetFindings,
} from './cell.gate.js';
import type { Finding } from './finding.js';
import type { GatedPeriod, GatedTable } from './gated-period.js';
import { countFindings, volumeFindings } from './line.gate.js';
import { linesAcross, linesOf } from './lines.js';
import { isTold, ownShownCells, shownCells, type ShownCell } from './shown-cells.js';

export { GateFailed, type Finding } from './finding.js';
export type { GatedPeriod, GatedTable } from './gated-period.js';

/**
 * The attacks that every publish must withstand (privacy.md A1.9): P01, P01b, P03, P04, P07, the cap
 * of P08, P13 to P15, P23. They read what is about to be published, what stands beside it, and the
 * truth.
 *
 * @returns what an attacker would learn; empty where nothing
 */
export async function gates(period: GatedPeriod): Promise<Finding[]> {
  const shown = shownCells(period);
  const cells = [...shown.values()];
  const own = [...ownShownCells(period).values()];
  const lines = [...linesOf(cells), ...linesAcross(cells)].filter(({ total, cells: parts }) =>
    [total, ...parts].some(({ isDue }) => isDue),
  );
  const vendors = await auditVendors(period.tables.map((table) => asRead(table, cells)));
  return [
    ...rowFindings(period),
    ...contributorFindings([...cells, ...own], period.period),
    ...sameSetFindings(cells, period.period),
    ...ownValueFindings(cells, own, period.period),
    ...countFindings(lines, period.period),
    ...volumeFindings(lines, needsOfVendors(period.tables), period.period),
    ...vendors.map(({ check, part, cell, insider }) => ({
      ...{
        check,
        subject: part,
        stream: partById.get(part)?.stream ?? '',
        period: period.period,
        cell,
      },
      says: `told to ${insider ?? 'everyone'}`,
    })),
  ];
}

/** A vendor must not know its largest rival to within this share of it (privacy.md A1.5). */
const vendorMargin = 0.15;

/** How uncertain each cell must be that the rule on vendors withholds, by name: its second would know its first. */
const needsOfVendors = (tables: readonly GatedTable[]): Map<string, number> =>
  new Map(
    tables.flatMap(({ cells, masks }) =>
      cells.flatMap(({ id, territory, sector, vendors }): [string, number][] => {
        if (masks.get(`${territory}|${sector}`) !== 'vendor_rule') return [];
        const [first = 0, , ...others] = vendors.map(({ sum }) => sum).sort((a, b) => b - a);
        return [[id, vendorMargin * first - others.reduce((all, sum) => all + sum, 0)]];
      }),
    ),
  );

/** A table with the masks that readers meet: what is told in spite of its mask has none. */
function asRead(table: GatedTable, cells: readonly ShownCell[]): GatedTable {
  const told = new Set(
    cells.filter(isTold).map(({ part, cuboid, key }) => cellName(part, cuboid, key)),
  );
  const isRead = new Set(
    table.cells
      .filter(({ id }) => told.has(id))
      .map(({ territory, sector }) => `${territory}|${sector}`),
  );
  return { ...table, masks: new Map([...table.masks].filter(([key]) => !isRead.has(key))) };
}
