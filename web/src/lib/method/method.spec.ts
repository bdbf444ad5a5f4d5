import { readFileSync } from 'node:fs';
import { figureVerdicts } from '@vigie/contract';
import { describe, expect, it } from 'vitest';
import { dayCalendar, monthCalendar } from './calendar.ts';
import { figureTheme, figureThemes } from './figure-themes.ts';
import {
  figuresOf,
  readFigureFilter,
  sourceHost,
  verdictMark,
  writeFigureFilter,
  type ComparedFigure,
} from './figures.ts';

const published = readFileSync(
  new URL('../../../../seeds/reference/published-figures.csv', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => row.split(',')[1] ?? '');

describe('calendar of publications', () => {
  it('has the months on the 2nd, the 9th and the 20th of the next', () => {
    expect(monthCalendar('2026-11-12')).toMatchObject([
      { month: '2026-09', publications: [{}, {}, { day: '2026-10-20', past: true }] },
      {
        month: '2026-10',
        publications: [
          { day: '2026-11-02', past: true },
          { day: '2026-11-09', past: true },
          { day: '2026-11-20', past: false },
        ],
      },
      { month: '2026-11', publications: [{ day: '2026-12-02', past: false }, {}, {}] },
    ]);
  });

  it('has a day two and nine days later, and with its month, across years', () => {
    expect(dayCalendar('2027-01-01')).toMatchObject({
      day: '2026-12-30',
      publications: [
        { day: '2027-01-01', past: true },
        { day: '2027-01-08' },
        { day: '2027-01-20' },
      ],
    });
  });
});

describe('published figures', () => {
  it('have a theme, and few have none of ours', () => {
    expect(figureTheme('docs_fed_monthly')).toBe('feeding');
    expect(figureTheme('target_ins_derogation_end')).toBe('identity');
    expect(figureTheme('prescriptions_fed_monthly')).toBe('prescription');
    expect(figureTheme('target_sunes_bonus_deadline')).toBe('programmes');
    const used = new Set(published.map(figureTheme));
    expect([...used].sort()).toEqual([...figureThemes].sort());
    const context = published.filter((metric) => figureTheme(metric) === 'context');
    expect(context.length).toBeLessThan(published.length / 4);
  });

  it('are filtered by an address that comes back as it was written', () => {
    for (const theme of [null, ...figureThemes]) {
      for (const verdict of [null, ...figureVerdicts]) {
        const filter = { theme, verdict };
        const query = new URLSearchParams(writeFigureFilter(filter));
        expect(readFigureFilter(query, figureVerdicts)).toEqual({ filter, faults: [] });
      }
    }
    expect(readFigureFilter(new URLSearchParams('theme=activaton'), figureVerdicts).faults).toEqual(
      [{ parameter: 'theme', given: 'activaton', suggestion: 'activation' }],
    );
  });

  it('are kept where both filters fit', () => {
    const figure = { metric: 'docs_fed_monthly', verdict: 'within' } as ComparedFigure;
    expect(figuresOf([figure], { theme: 'feeding', verdict: 'within' })).toHaveLength(1);
    expect(figuresOf([figure], { theme: 'feeding', verdict: 'outside' })).toHaveLength(0);
    expect(figuresOf([figure], { theme: 'identity', verdict: null })).toHaveLength(0);
  });

  it('have a sign for each verdict, and a host where they come from the web', () => {
    expect(figureVerdicts.map(verdictMark)).toEqual(['✓', '✗', '✓', '✗', '✓', '≈', '–']);
    expect(sourceHost('https://www.ameli.fr/x')).toBe('ameli.fr');
    expect(sourceHost('004_c5de066f89c17871.txt')).toBeNull();
    expect(sourceHost('javascript:alert(1)')).toBeNull();
  });
});
