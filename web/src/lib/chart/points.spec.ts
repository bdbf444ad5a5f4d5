import { describe, expect, it } from 'vitest';
import { firstPoint, pointAfter, pointLines, pointWords } from './points.ts';
import { rise, sampleBand, sampleMonths, samplePanel, sampleTrend } from './samples.ts';

const last = sampleMonths.length - 1;

describe('points of a chart, by keyboard', () => {
  it('begin at the last bold line and the last month that will not change', () => {
    expect(firstPoint(sampleTrend())).toEqual({ line: 2, index: last - 1 });
    expect(firstPoint(sampleTrend({ provisionalFrom: null }))).toEqual({ line: 2, index: last });
    expect(firstPoint(sampleTrend({ lines: [] }))).toEqual({ line: 0, index: last - 1 });
  });

  it('are walked along the months, and stop at both ends', () => {
    const at = { line: 0, index: 0 };
    expect(pointAfter(sampleTrend(), at, 'ArrowLeft')).toEqual(at);
    expect(pointAfter(sampleTrend(), at, 'ArrowRight')).toEqual({ line: 0, index: 1 });
    expect(pointAfter(sampleTrend(), at, 'End')).toEqual({ line: 0, index: last });
    expect(pointAfter(sampleTrend(), { line: 0, index: last }, 'Home')).toEqual(at);
    expect(pointAfter(sampleTrend(), at, 'PageDown')).toEqual({ line: 0, index: 12 });
    expect(pointAfter(sampleTrend(), at, 'a')).toBeNull();
  });

  it('are walked from line to line as the eye finds them in the month', () => {
    const chart = sampleTrend();
    const top = { line: 2, index: last };
    const middle = pointAfter(chart, top, 'ArrowDown');
    expect(middle).toEqual({ line: 0, index: last });
    expect(pointAfter(chart, middle!, 'ArrowDown')).toEqual({ line: 1, index: last });
    expect(pointAfter(chart, top, 'ArrowUp')).toEqual(top);
  });

  it('are all reached, those without a value too', () => {
    const lines = sampleTrend().lines.map((line, index) =>
      index === 1
        ? { ...line, values: line.values.map(() => null), holes: { 3: 'Non reçu' } }
        : line,
    );
    const chart = sampleTrend({ lines });
    for (const index of [0, 3, last]) {
      const seen = new Set<number>();
      let at = { line: 0, index };
      for (let step = 0; step < 6; step++) at = pointAfter(chart, at, 'ArrowUp')!;
      for (let step = 0; step < 6; step++) {
        seen.add(at.line);
        at = pointAfter(chart, at, 'ArrowDown')!;
      }
      expect(seen.size).toBe(3);
    }
    expect(pointWords(chart, { line: 1, index: 3 })).toBe('Hôpital, avril 2022\u00a0: Non reçu');
  });

  it('are said with month, value, what may change and what happened', () => {
    expect(pointWords(sampleTrend(), { line: 0, index: last })).toBe(
      'Médecine de ville, octobre 2026\u00a0: 60,7\u202f%, provisoire',
    );
    expect(pointWords(sampleTrend({ locale: 'en' }), { line: 0, index: 25 })).toMatch(
      /^Médecine de ville, February 2024: 20\.\d%, Envoi automatique/,
    );
    expect(pointWords(sampleTrend(), { line: 9, index: 0 })).toBe('');
  });

  it('of a band are its medians with their quartiles, and the own line', () => {
    const own = { name: 'Notre produit', values: rise(70) };
    const chart = sampleBand({ panels: [{ ...samplePanel('a', 'Hôpital', 60), own }] });
    expect(pointLines(chart).map(({ series }) => series)).toEqual(['a', 'a|own']);
    expect(pointWords(chart, { line: 0, index: 40 })).toMatch(
      /^Hôpital, médiane, mai 2025\u00a0: 48,\d\u202f% \(du premier au troisième quartile 33,9.* – 60,\d/,
    );
    expect(pointAfter(chart, { line: 0, index: 4 }, 'ArrowDown')).toEqual({ line: 1, index: 4 });
  });
});
