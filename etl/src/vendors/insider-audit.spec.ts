import { describe, expect, it } from 'vitest';
import { demandsOf, ownSum } from './demands.js';
import { auditVendors } from './insider-audit.js';
import { gridsOf, type Masks, type TableCell } from './sector-table.js';
import { overseasMarket } from './overseas.fixture.js';
import { mostGrowth, solver } from './programme.js';
import { linesOf, releasedCells, type ReleasedCell } from './release-lines.js';
import { syntheticMarket } from './synthetic-market.fixture.js';
import { vendorMasks } from './vendor-masks.js';

const worlds = [
  ...[1, 2, 3, 4].map((seed) => ({ seed, scale: 0.2 })),
  ...[7].map((seed) => ({ seed, scale: 1 })),
  // A rollout that begins: hardly a cell may be told.
  ...[9].map((seed) => ({ seed, scale: 0.02 })),
  ...[12].map((seed) => ({ seed, scale: 0.2, sectors: ['hopital'] })),
];
const audit = (cells: readonly TableCell[], masks: Masks) =>
  auditVendors([{ part: 'documents.accepted', period: '2026-09', cells, masks }]);

describe.each(worlds)('a synthetic month (%j)', (options) => {
  const cells = syntheticMarket(options);
  const masks = vendorMasks(cells);
  const complements = [...masks].filter(([, mask]) => mask === 'complement');

  it('passes the audit', async () => {
    expect(await audit(cells, masks)).toEqual([]);
  });

  it('passes a linear programme for every cell and every insider, certificate or not', async () => {
    const [grid] = gridsOf(cells);
    if (!grid) throw new Error('no table');
    const released = releasedCells(grid, cells);
    const isHidden = ({ key, reason, isUnseen }: ReleasedCell): boolean =>
      isUnseen || reason !== 'ok' || masks.has(key);
    const highs = await solver();
    const lines = linesOf(released);
    for (const { target, insider, need } of demandsOf([...released.values()].filter(isHidden))) {
      const known = (cell: ReleasedCell) => ownSum(cell, insider);
      const growth = mostGrowth(highs, target.key, { cells: released, lines, isHidden, known });
      expect(growth, `${target.key} for ${insider ?? 'anyone'}`).toBeGreaterThan(need);
    }
  });

  it('leaks without its complements, and without any single one among regions', async () => {
    if (complements.length === 0) return;
    const primary = new Map([...masks].filter(([, mask]) => mask === 'vendor_rule'));
    expect((await audit(cells, primary)).length).toBeGreaterThan(0);
    for (const [key] of complements.filter(([own]) => own.startsWith('REG'))) {
      const fewer = new Map([...masks].filter(([other]) => other !== key));
      expect((await audit(cells, fewer)).length, key).toBeGreaterThan(0);
    }
  });

  it('fails where the vendor rule is not applied', async () => {
    const broken = [...masks].filter(([, mask]) => mask === 'vendor_rule').map(([key]) => key);
    const found = await audit(cells, new Map());
    expect(found.map(({ cell }) => cell)).toEqual(expect.arrayContaining(broken));
  });
});

describe('a market in which showing one cell again changes who looks', () => {
  it('passes the audit', async () => {
    const cells = overseasMarket();
    expect(await audit(cells, vendorMasks(cells))).toEqual([]);
  });
});
