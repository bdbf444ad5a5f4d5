import { cuboids } from '@vigie/seeds/catalogue';
import { describe, expect, it } from 'vitest';
import { judge } from './completeness.js';
import { frame, keyText } from './frame.js';

const cellsOf = (id: string) => {
  const cuboid = cuboids.find((candidate) => candidate.id === id);
  if (!cuboid) throw new Error(`no cuboid ${id}`);
  return frame(cuboid);
};

describe('frame', () => {
  it('lists every cell of a cuboid once', () => {
    expect(cellsOf('month.nation')).toEqual([
      { territory: 'FR', sector: '', generation: '', age_band: '' },
    ]);
    expect(cellsOf('month.region.sector')).toHaveLength(18 * 6);
    expect(cellsOf('department.month')).toHaveLength(101);
    const keys = cellsOf('age_band.month.region').map(keyText);
    expect(new Set(keys).size).toBe(18 * 6);
  });
});

describe('judge', () => {
  it('tells zero expected, none received, some and all apart', () => {
    expect(judge(0, 0)).toBe('not_expected');
    expect(judge(3, 0)).toBe('not_received');
    expect(judge(3, 2)).toBe('partial');
    expect(judge(3, 3)).toBe('complete');
  });
});
