import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certifies } from './certificate.js';
import { gridsOf, type TableCell } from './sector-table.js';
import { mostGrowth, solver } from './programme.js';
import { linesOf, releasedCells } from './release-lines.js';
import { findSwing } from './swing.js';

const regions = ['REG-11', 'REG-24', 'REG-27', 'REG-94'];
const sectors = ['biologie', 'hopital', 'mdv'];

/** A table with its totals, of which some cells are hidden. */
const tables = fc
  .array(fc.record({ sum: fc.integer({ min: 0, max: 1000 }), isHidden: fc.boolean() }), {
    minLength: 20,
    maxLength: 20,
  })
  .map((drawn) => {
    const at = (territory: number, sector: number) => drawn[territory * 4 + sector];
    const sum = (territory: number, sector: number): number => {
      const rows = territory === 4 ? [0, 1, 2, 3] : [territory];
      const columns = sector === 3 ? [0, 1, 2] : [sector];
      return rows.flatMap((row) => columns.map((column) => at(row, column)?.sum ?? 0)).reduce(add);
    };
    return [...regions, 'FR'].flatMap((territory, row) =>
      [...sectors, ''].map((sector, column): TableCell => {
        const isHidden = at(row, column)?.isHidden === true && territory !== 'FR';
        const reason = isHidden ? 'lt3' : 'ok';
        return { territory, sector, sum: sum(row, column), x1: 0, reason, vendors: [] };
      }),
    );
  });
const add = (a: number, b: number): number => a + b;

describe('findSwing', () => {
  it('reaches what a linear programme says is possible, and certifies it', async () => {
    const highs = await solver();
    fc.assert(
      fc.property(tables, fc.double({ min: 0, max: 0.9, noNaN: true }), (cells, share) => {
        const [grid] = gridsOf(cells);
        if (!grid) throw new Error('no table');
        const released = releasedCells(grid, cells);
        const isHidden = ({ reason }: TableCell) => reason !== 'ok';
        const known = ({ sum }: TableCell) => share * sum;
        const view = { cells: released, lines: linesOf(released), isHidden, known };
        for (const target of grid.cells.filter((cell) => isHidden(cell) && cell.sum > 0)) {
          const cost = (cell: TableCell) => (isHidden(cell) ? 0 : Infinity);
          const { reached, changes } = findSwing({ grid, target, need: 1e9, known, cost });
          expect(reached).toBeCloseTo(mostGrowth(highs, target.key, view), 3);
          if (reached < 1) continue;
          const witness = new Map(grid.cells.map(({ key }, index) => [key, changes[index] ?? 0]));
          expect(certifies(witness, target.key, reached - 0.5, view)).toBe(true);
          expect(certifies(witness, target.key, reached + 0.5, view)).toBe(false);
          const [other] = grid.cells.filter((cell) => !isHidden(cell));
          const forged = new Map(witness).set(other?.key ?? '', 1);
          expect(certifies(forged, target.key, reached - 0.5, view)).toBe(false);
        }
      }),
      { numRuns: 25, seed: 20261122 },
    );
  });
});
