import { cuboids, parts } from '@vigie/seeds/catalogue';
import { describe, expect, it } from 'vitest';
import { frame, keyColumns, keyText } from './frame.js';

const cellsOf = (id: string, of = 'documents.accepted') => {
  const cuboid = cuboids.find((candidate) => candidate.id === id);
  const part = parts.find((candidate) => candidate.id === of);
  if (!cuboid || !part) throw new Error(`no cuboid ${id} or part ${of}`);
  return frame(cuboid, part);
};

describe('frame', () => {
  it('lists every cell of a cuboid once', () => {
    const crossing = Object.fromEntries(keyColumns.map((name) => [name, '']));
    expect(cellsOf('month.nation')).toEqual([{ territory: 'FR', ...crossing }]);
    expect(cellsOf('month.region.sector')).toHaveLength(18 * 6);
    expect(cellsOf('department.month')).toHaveLength(101);
    const keys = cellsOf('age_band.month.region').map(keyText);
    expect(new Set(keys).size).toBe(18 * 6);
  });

  it('has the values that a part is made of, and no others', () => {
    const returns = cellsOf('month.nation.reason', 'insi_calls.returns');
    expect(returns.map(({ motive }) => motive)).toEqual(['one', 'none', 'several', 'technical']);
    const rejected = cellsOf('month.reason.region', 'feeding_reasons.rejected');
    expect(rejected).toHaveLength(18 * 10);
    const boxes = cellsOf('detail.month.nation', 'patient_messages.sent');
    expect(boxes.map(({ detail }) => detail)).toEqual(['PER', 'ORG', 'APP']);
  });

  it('has of a cuboid the values that it keeps: no structures alone by department', () => {
    const cells = cellsOf('department.month.sector');
    expect(cells).toHaveLength(101 * 2);
    expect(new Set(cells.map(({ sector }) => sector))).toEqual(new Set(['mdv', 'officine']));
  });
});
