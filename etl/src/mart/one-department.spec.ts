import { describe, expect, it } from 'vitest';
import { withSharedKeys } from './one-department.js';
import type { ExactRow } from './roll-up.js';

const row = (territory: string, keySum: bigint, own: Partial<ExactRow> = {}): ExactRow => ({
  part: 'distincts.monthly_users',
  cuboid: territory.startsWith('DEP') ? 'department.month' : 'month.region',
  period: '2026-10',
  territory,
  categories: [''],
  n: 40,
  sum: 40,
  x1: 1,
  x2: 1,
  keySum,
  expanded: '40',
  ...own,
});
const keys = (...rows: ExactRow[]): bigint[] => withSharedKeys(rows).map(({ keySum }) => keySum);

describe('a region of one department', () => {
  it('has the record key of its department, whichever comes first', () => {
    expect(keys(row('REG-01', 1n), row('DEP-971', 2n))).toEqual([2n, 2n]);
    expect(keys(row('DEP-971', 2n), row('REG-01', 1n))).toEqual([2n, 2n]);
  });

  it('keeps its own where they are not the same persons', () => {
    expect(keys(row('REG-01', 1n), row('DEP-971', 2n, { n: 39 }))).toEqual([1n, 2n]);
    expect(keys(row('REG-01', 1n), row('DEP-971', 2n, { period: '2026-09' }))).toEqual([1n, 2n]);
    expect(keys(row('REG-01', 1n), row('DEP-971', 2n, { categories: ['mdv'] }))).toEqual([1n, 2n]);
  });

  it('is told from one of several departments', () => {
    expect(keys(row('REG-94', 1n), row('DEP-2A', 2n))).toEqual([1n, 2n]);
  });
});
