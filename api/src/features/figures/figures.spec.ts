import { type CalibratedFigure, calibratedFigures, territories } from '@vigie/seeds/reference';
import { describe, expect, it } from 'vitest';
import { scopeOf } from './figure-scope.js';
import { figuresFrom } from './figures.service.js';

const figure = (change: Partial<CalibratedFigure> = {}): CalibratedFigure => ({
  id: 'PF024',
  metric: 'profiles_open',
  definition_en: 'Profiles open',
  scope: 'national',
  period: '2022-11-15',
  published: 65_400_000,
  unit: 'profiles',
  simulated: 65_690_000,
  difference: 0.4,
  tolerance: '±5 %',
  verdict: 'within',
  held_out: false,
  source: 'x',
  ...change,
});

describe('published figures against simulated ones', () => {
  it('keep both values and what was concluded', () => {
    const { figures } = figuresFrom([figure()]);
    expect(figures).toEqual([
      {
        id: 'PF024',
        metric: 'profiles_open',
        definition: { en: 'Profiles open' },
        scope: 'national',
        territory: 'FR',
        sector: null,
        period: '2022-11-15',
        published: 65_400_000,
        unit: 'profiles',
        simulated: 65_690_000,
        difference: 0.4,
        tolerance: '±5 %',
        verdict: 'within',
        held_out: false,
        source: 'x',
      },
    ]);
  });

  it('are counted, those kept out of the tuning apart', () => {
    const { summary } = figuresFrom([
      figure(),
      figure({ verdict: 'outside', held_out: true }),
      figure({ verdict: 'holds', held_out: true }),
      figure({ verdict: 'not expressible', simulated: null, difference: null }),
      figure({ verdict: 'explained' }),
      figure({ verdict: 'agrees' }),
    ]);
    expect(summary.all).toEqual({ figures: 6, compared: 3, good: 2, constants: 2 });
    expect(summary.tuned).toEqual({ figures: 4, compared: 1, good: 1, constants: 2 });
    expect(summary.held_out).toEqual({ figures: 2, compared: 2, good: 1, constants: 0 });
    const total = summary.verdicts.reduce((sum, verdict) => sum + verdict.figures, 0);
    expect(total).toBe(6);
  });

  it('refuse what nobody foresaw', () => {
    expect(() => figuresFrom([figure({ published: Number.NaN })])).toThrow();
  });

  it('are all readable, each with a scope that exists', () => {
    const { figures } = figuresFrom(calibratedFigures);
    expect(figures.length).toBeGreaterThan(300);
    expect(figures.filter(({ territory }) => territory === null)).toEqual([]);
  });
});

describe('the scope of a figure', () => {
  it('is a territory with its whole code, and a sector', () => {
    expect(scopeOf('national')).toEqual({ territory: 'FR', sector: null });
    expect(scopeOf('84')).toEqual({ territory: 'REG-84', sector: null });
    expect(scopeOf('01')).toEqual({ territory: 'REG-01', sector: null });
    expect(scopeOf('dept:75')).toEqual({ territory: 'DEP-75', sector: null });
    expect(scopeOf('sector:mdv')).toEqual({ territory: 'FR', sector: 'mdv' });
  });

  it('stands for nothing where it is unknown', () => {
    expect(scopeOf('dept:00')).toEqual({ territory: null, sector: null });
    expect(scopeOf('sector:x').sector).toBeNull();
    expect(territories.some(({ id }) => id === 'REG-00')).toBe(false);
  });
});
