import type { Part } from '@vigie/seeds/catalogue';
import { describe, expect, it } from 'vitest';
import { Accumulator } from './accumulator.js';
import { cellCategories, cellPlan } from './cell-plan.js';
import { eventRowsOf, type EventRows } from './event-rows.js';
import { Factors } from './factors.js';
import { rollUp, type ExactRow } from './roll-up.js';

interface Row {
  actor: number;
  department: string;
  generation: string;
  sent: number;
  seen: number;
  stratum?: string;
  sector?: string;
}

const factors = new Factors([
  { id: 'complete', factor: 1 },
  { id: 'sampled', factor: 5 },
]);

const text = (values: readonly string[]): { type: 'text'; values: string[]; index: Int32Array } => {
  const all = [...new Set(values)];
  return { type: 'text', values: all, index: Int32Array.from(values, (v) => all.indexOf(v)) };
};

function events(rows: readonly Row[]): EventRows {
  const actors = new Uint8Array(16 * rows.length);
  rows.forEach(({ actor }, n) => actors.fill(actor, 16 * n, 16 * n + 16));
  return eventRowsOf({
    rows: rows.length,
    unknownColumns: [],
    columns: new Map<string, never>(
      Object.entries({
        actor: { type: 'uuid', values: actors },
        record_key: {
          type: 'int8',
          values: BigInt64Array.from(rows, ({ actor }) => BigInt(1000 * actor)),
        },
        period: text(rows.map(() => '2026-10')),
        stratum: text(rows.map(({ stratum = 'complete' }) => stratum)),
        sector: text(rows.map(({ sector = 'mdv' }) => sector)),
        department: text(rows.map(({ department }) => department)),
        generation: text(rows.map(({ generation }) => generation)),
        sent: { type: 'int4', values: Int32Array.from(rows, ({ sent }) => sent) },
        seen: { type: 'int4', values: Int32Array.from(rows, ({ seen }) => seen) },
      }) as [string, never][],
    ),
  });
}

function cellsOf(rows: readonly Row[], part: Partial<Part>, cuboid: string): ExactRow[] {
  const plan = cellPlan(
    {
      name: 'toy',
      cells: {
        of: 'actor',
        fixed: ['sector'],
        changing: ['generation'],
        parts: [
          {
            part: {
              id: 'toy.sent',
              stream: 'toy',
              kind: 'volume',
              column: 'sent',
              grains: ['month'],
              ...part,
            },
            cuboids: [cuboid],
          },
        ],
      },
    },
    'month',
  );
  if (!plan) throw new Error('no plan');
  const accumulator = new Accumulator(plan);
  accumulator.add(events(rows), Int32Array.from(rows.keys()));
  return [...rollUp(plan, accumulator, factors)];
}

const two = { department: 'DEP-69', generation: 'segur_v1', seen: 100 };
const rows: Row[] = [
  { ...two, actor: 1, sent: 30 },
  { ...two, actor: 1, generation: 'sentinelle', sent: 20 },
  { ...two, actor: 2, sent: 7, stratum: 'sampled' },
  { ...two, actor: 3, department: 'DEP-2A', sent: 0 },
  { ...two, actor: 4, department: 'DEP-01', sent: 4 },
];

describe('cells of contributors', () => {
  it('count an actor once, however many rows it has', () => {
    const [nation] = cellsOf(rows, {}, 'month.nation');
    expect(nation).toMatchObject({ territory: 'FR', n: 3, sum: 61, x1: 50, x2: 7, keySum: 7000n });
    expect(nation?.expanded).toBe('89');
  });

  it('count it once for each value of what changed within the month, where that is crossed', () => {
    const cells = cellsOf(rows, {}, 'generation.month.nation');
    expect(cells.map(({ n, sum, keySum }) => [n, sum, keySum])).toEqual([
      [3, 41, 7000n],
      [1, 20, 1000n],
    ]);
  });

  it('add departments up to their region, and hold none where nothing was sent', () => {
    const byRegion = cellsOf(rows, {}, 'month.region');
    expect(byRegion.map(({ territory, n, sum }) => [territory, n, sum])).toEqual([
      ['REG-84', 3, 61],
    ]);
    expect(cellsOf(rows, {}, 'department.month')).toHaveLength(2);
  });

  it('tell what professionals contribute from what structures do', () => {
    const cells = cellsOf(
      [...rows, { ...two, actor: 5, sector: 'hopital', sent: 900 }],
      {},
      'month.nation',
    );
    const unit = cellCategories.indexOf('unit');
    expect(cells.map(({ categories, n, sum, x1 }) => [categories[unit], n, sum, x1])).toEqual([
      ['professional', 3, 61, 50],
      ['structure', 1, 900, 900],
    ]);
  });

  it('count actors from a bound on', () => {
    const count = (part: Partial<Part>): number =>
      cellsOf(rows, { kind: 'actors', ...part }, 'month.nation')[0]?.n ?? 0;
    expect(count({})).toBe(3);
    expect(count({ at_least: 7 })).toBe(2);
    expect(count({ at_least: 50 })).toBe(1);
    expect(count({ at_least: 0 })).toBe(4);
    expect(count({ above: { of: 'seen', share: 0.07 } })).toBe(1);
    expect(count({ above: { of: 'seen', share: 0.06 } })).toBe(2);
  });

  it('leave out the rows that are none of the part', () => {
    const where = { generation: ['sentinelle'] };
    const [cell] = cellsOf(rows, { where }, 'month.nation');
    expect(cell).toMatchObject({ n: 1, sum: 20, x1: 20, x2: 0 });
    const [actors] = cellsOf(rows, { kind: 'actors', at_least: 0, where }, 'month.nation');
    expect(actors).toMatchObject({ n: 1, sum: 1 });
  });

  it('add and take columns row by row', () => {
    const [cell] = cellsOf(rows, { column: 'seen', minus: ['sent'] }, 'month.nation');
    expect(cell).toMatchObject({ n: 4, sum: 500 - 61 });
  });
});
