import { describe, expect, it } from 'vitest';
import type { UnitReason } from '../protect/index.js';
import type { TableCell } from './sector-table.js';
import { vendorMasks } from './vendor-masks.js';

const sectors = ['hopital', 'imagerie', 'mdv'];
type Row = readonly (readonly number[])[];

/** A table of the sums of three vendors, or more, in each region and sector; totals follow. */
function tableOf(
  regions: Readonly<Record<string, Row>>,
  reasons: Readonly<Record<string, UnitReason>> = {},
): TableCell[] {
  const inner = Object.entries(regions).flatMap(([territory, row]) =>
    row.map((sums, at) => ({
      territory,
      sector: sectors[at] ?? '',
      vendors: sums.map((sum, vendor) => ({ vendor: `${sectors[at] ?? ''}-${vendor}`, sum })),
    })),
  );
  const total = (territory: string, sector: string) => {
    const own = inner.filter(
      (cell) =>
        (territory === 'FR' || cell.territory === territory) &&
        (sector === '' || cell.sector === sector),
    );
    const sums = new Map<string, number>();
    for (const { vendor, sum } of own.flatMap(({ vendors }) => vendors))
      sums.set(vendor, (sums.get(vendor) ?? 0) + sum);
    return [...sums].map(([vendor, sum]) => ({ vendor, sum }));
  };
  return [...Object.keys(regions), 'FR'].flatMap((territory) =>
    [...sectors, ''].map((sector) => {
      const vendors = total(territory, sector);
      const sum = vendors.reduce((all, own) => all + own.sum, 0);
      const reason = reasons[`${territory}|${sector}`] ?? 'ok';
      return { territory, sector, sum, x1: sum, reason, vendors: sector === '' ? [] : vendors };
    }),
  );
}

const even = [400, 300, 300];
const uneven = [900, 50, 50];
const plain = {
  'REG-11': [even, even, even],
  'REG-24': [even, [40, 30, 30], even],
  'REG-27': [even, even, [80, 60, 60]],
  'REG-94': [[4, 3, 3], [4, 3, 3], even],
};
const keys = (masks: ReadonlyMap<string, string>, mask: string) =>
  [...masks].filter(([, own]) => own === mask).map(([key]) => key);

describe('vendorMasks', () => {
  it('masks nothing where every cell passes', () => {
    expect(vendorMasks(tableOf(plain))).toEqual(new Map());
  });

  it('closes the cheapest circuit around a cell that one vendor dominates', () => {
    const masks = vendorMasks(tableOf({ ...plain, 'REG-11': [uneven, even, even] }));
    expect(keys(masks, 'vendor_rule')).toEqual(['REG-11|hopital']);
    const complements = keys(masks, 'complement');
    expect(complements).toHaveLength(3);
    // A row and a column of it, and the cell where they meet.
    const [row] = complements.filter((key) => key.startsWith('REG-11|'));
    const [column] = complements.filter((key) => key.endsWith('|hopital'));
    expect(complements).toContain(`${column?.split('|')[0] ?? ''}|${row?.split('|')[1] ?? ''}`);
  });

  it('hides no total of the nation or of a mainland region where others will do', () => {
    for (const region of ['REG-11', 'REG-24', 'REG-27']) {
      const table = tableOf({ ...plain, [region]: [uneven, even, even] });
      const totals = [...vendorMasks(table).keys()].filter((key) => /^FR|\|$/.test(key));
      expect(totals).toEqual([]);
    }
  });

  it.each(['lt3', 'lt11', 'dominated'] as const)('complements what is withheld as %s', (reason) => {
    const masks = vendorMasks(tableOf(plain, { 'REG-94|hopital': reason }));
    expect(keys(masks, 'complement').length).toBeGreaterThanOrEqual(3);
    expect(masks.has('REG-94|hopital')).toBe(false);
  });

  it('masks a total and its only sector alike', () => {
    const only = tableOf({ 'REG-11': [uneven], 'REG-24': [even], 'REG-27': [even] });
    const masks = vendorMasks(only);
    expect(masks.get('REG-11|hopital')).toBe('vendor_rule');
    expect(masks.get('REG-11|')).toBe('vendor_rule');
  });

  it('keeps what an earlier publication of the period masked', () => {
    const earlier = new Map([['REG-24|mdv', 'complement'] as const]);
    expect(vendorMasks(tableOf(plain), { earlier })).toEqual(earlier);
  });

  it('lets a masked cell return after three months that pass with the wider margin', () => {
    const close = tableOf({ ...plain, 'REG-11': [[500, 420, 80], even, even] });
    const wide = tableOf({ ...plain, 'REG-11': [[500, 400, 100], even, even] });
    const failed = tableOf({ ...plain, 'REG-11': [[500, 450, 50], even, even] });
    const rule = (now: TableCell[], ...tables: TableCell[][]) =>
      keys(vendorMasks(now, { tables }), 'vendor_rule');
    expect(rule(failed)).toEqual(['REG-11|hopital']);
    expect(rule(close)).toEqual([]);
    expect(rule(close, wide, wide, wide)).toEqual([]);
    expect(rule(wide, failed)).toEqual(['REG-11|hopital']);
    expect(rule(wide, wide, failed)).toEqual(['REG-11|hopital']);
    expect(rule(wide, wide, wide, failed)).toEqual([]);
    expect(rule(close, wide, wide, failed)).toEqual(['REG-11|hopital']);
    expect(rule(wide, close, wide, failed)).toEqual(['REG-11|hopital']);
    expect(rule(wide, wide, close, failed)).toEqual(['REG-11|hopital']);
  });

  it('masks the month in which a vendor enters and would be told by the difference', () => {
    const before = tableOf(plain);
    const now = tableOf({ ...plain, 'REG-11': [[...even, 500], even, even] });
    expect(keys(vendorMasks(now), 'vendor_rule')).toEqual([]);
    expect(keys(vendorMasks(now, { tables: [before] }), 'vendor_rule')).toContain('REG-11|hopital');
  });
});

describe('departments', () => {
  const department = (territory: string, sum: number, reason: UnitReason = 'ok'): TableCell => ({
    ...{ territory, sector: '', sum, x1: sum, reason, vendors: [] },
  });

  it('hides the smallest that is large enough beside one that is withheld', () => {
    const line = [
      department('DEP-77', 900),
      department('DEP-78', 30),
      department('DEP-91', 200),
      department('DEP-92', 500, 'dominated'),
    ];
    const masks = vendorMasks([...tableOf(plain), ...line]);
    expect(masks).toEqual(new Map([['DEP-91|', 'complement']]));
  });

  it('hides all of them where their region is hidden', () => {
    const corsica = [department('DEP-2A', 900), department('DEP-2B', 120)];
    const masks = vendorMasks([...tableOf(plain, { 'REG-94|': 'lt3' }), ...corsica]);
    expect(masks.get('DEP-2A|')).toBe('complement');
    expect(masks.get('DEP-2B|')).toBe('complement');
  });
});

describe('a part that is told by region and by sector, but not by both', () => {
  const apart = tableOf(plain).filter(
    ({ territory, sector }) => territory === 'FR' || sector === '',
  );

  it('complements each by itself', () => {
    const one = apart.map((cell) =>
      cell.territory === 'REG-94' ? { ...cell, reason: 'lt3' as const } : cell,
    );
    const masks = vendorMasks(one);
    expect([...masks]).toEqual([['REG-24|', 'complement']]);
    const dominated = apart.map((cell) =>
      cell.sector === 'mdv' ? { ...cell, reason: 'dominated' as const } : cell,
    );
    expect(keys(vendorMasks(dominated), 'complement')).toEqual(['FR|imagerie']);
  });
});
