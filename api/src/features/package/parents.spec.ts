import { territories } from '@vigie/seeds/reference';
import { describe, expect, it } from 'vitest';
import { catalogueDeclarations, cuboidOf } from '../measures/declaration.js';
import { type Question } from '../series/question.js';
import { parentsOf } from './parents.js';

const declaration = catalogueDeclarations.find(({ id }) => id === 'feeding.documents')!;
const of = (cuboid: string, change: Partial<Question> = {}): Question => ({
  ...{ declaration, edition: 1, cuboid: cuboidOf(cuboid), territories: null, filters: {} },
  period: { grain: 'month', from: '2026-10', to: null },
  ...change,
});
const parents = (question: Question, role: 'public' | 'analyst' = 'public') =>
  Object.fromEntries(
    parentsOf(question, territories, role).map((one) => [one.cuboid.id, one] as const),
  );

describe('the published totals of an answer', () => {
  it('cross less or are coarser, of the same grain', () => {
    expect(Object.keys(parents(of('month.region.sector'))).sort()).toEqual([
      'month.nation',
      'month.nation.sector',
      'month.region',
    ]);
    expect(Object.keys(parents(of('day.region')))).toEqual(['day.nation']);
    expect(parents(of('month.nation'))).toEqual({});
  });

  it('are of the territories that those asked for lie in, and keep their filters and period', () => {
    const question = of('department.month', { territories: ['DEP-01', 'DEP-69', 'DEP-75'] });
    const { 'month.region': regions, 'month.nation': nation } = parents(question);
    expect(regions?.territories).toEqual(['REG-11', 'REG-84']);
    expect(nation?.territories).toBeNull();
    expect(nation?.period).toEqual(question.period);
    const sectors = of('month.region.sector', {
      territories: ['REG-84'],
      filters: { sector: ['mdv'] },
    });
    const { 'month.nation.sector': kept, 'month.region': dropped } = parents(sectors);
    expect(kept?.filters).toEqual({ sector: ['mdv'] });
    expect([dropped?.filters, dropped?.territories]).toEqual([{}, ['REG-84']]);
  });

  it('are those that the reader may read', () => {
    const question = of('department.month.profession');
    const open = Object.keys(parents(question));
    expect(open.filter((id) => id.includes('profession'))).toEqual([]);
    expect(Object.keys(parents(question, 'analyst'))).toContain('month.nation.profession');
  });
});
