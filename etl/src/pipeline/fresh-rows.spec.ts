import { describe, expect, it } from 'vitest';
import type { Batch } from './decode.js';
import { freshRows } from './fresh-rows.js';

const text = (values: readonly string[]) => {
  const all = [...new Set(values)];
  return {
    type: 'text' as const,
    values: all,
    index: Int32Array.from(values, (v) => all.indexOf(v)),
  };
};

const batch = (
  rows: readonly (readonly [period: string, op: string, revision: number])[],
): Batch => ({
  rows: rows.length,
  unknownColumns: [],
  columns: new Map<string, never>(
    Object.entries({
      period: text(rows.map(([period]) => period)),
      op: text(rows.map(([, op]) => op)),
      revision: { type: 'int4', values: Int32Array.from(rows, ([, , revision]) => revision) },
    }) as [string, never][],
  ),
});

describe('fresh rows', () => {
  it('are those of the latest day, in their first revision, that are not deleted', () => {
    const page = batch([
      ['2026-10-01', 'upsert', 1],
      ['2026-10-02', 'upsert', 1],
      ['2026-10-02', 'upsert', 2],
      ['2026-10-02', 'delete', 1],
      ['2026-10-02', 'upsert', 1],
    ]);
    const { fresh, others } = freshRows(page, Int32Array.of(0, 1, 2, 3, 4));
    expect([...fresh]).toEqual([1, 4]);
    expect([...others]).toEqual([0, 2, 3]);
  });

  it('are judged among the admitted rows alone', () => {
    const page = batch([
      ['2026-10-01', 'upsert', 1],
      ['2026-10-02', 'upsert', 1],
    ]);
    expect([...freshRows(page, Int32Array.of(0)).fresh]).toEqual([0]);
  });
});
