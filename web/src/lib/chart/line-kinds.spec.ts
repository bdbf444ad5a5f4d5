import { quartilesOf } from './adoption.range.ts';
import { describe, expect, it } from 'vitest';
import { bandTooltip } from './band.tooltip.ts';
import type { BandChart, LineChart, TrendChart } from './chart-spec.ts';
import { describeChart } from './describe.ts';
import { draw } from './drawing.ts';
import { rise, sampleBand, sampleMonths, samplePanel, sampleTrend } from './samples.ts';
import { sizeOf } from './size.ts';
import { widthOf } from './text.ts';
import { color, sizes } from './theme.ts';
import { trendLayout } from './trend.layout.ts';
import { trendTooltip } from './trend.tooltip.ts';

const drawn = (chart: LineChart, page: 'wide' | 'narrow' = 'wide'): string =>
  draw(chart, sizeOf(chart, page), describeChart(chart));

const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? '');

const strokes = (svg: string, stroke: string): string[] =>
  [...svg.matchAll(/<path [^>]*>/g)]
    .map(([path]) => path)
    .filter((path) => path.includes(`stroke="${stroke}"`));

describe('trend chart, drawn by ECharts', () => {
  it('names every line where it ends, also those of context', () => {
    const lines: TrendChart['lines'] = ['own', 'second', 'third', 'other', 'other'].map(
      (role, index) => ({
        id: `l${index}`,
        name: `Ligne ${index}`,
        role: role as 'own',
        values: rise(20 + 15 * index),
        holes: {},
      }),
    );
    for (const page of ['wide', 'narrow'] as const) {
      const texts = textsOf(drawn(sampleTrend({ lines }), page)).join('\n');
      for (const { name } of lines) expect(texts).toContain(name);
    }
  });

  it('tells lines of equal weight apart by dash as well as by colour', () => {
    const svg = drawn(sampleTrend({ target: { value: 80, label: 'Objectif' }, marks: [] }));
    expect(strokes(svg, color.third).some((path) => path.includes('stroke-dasharray'))).toBe(true);
    expect(strokes(svg, color.nation).every((path) => path.includes('dasharray'))).toBe(false);
  });

  it('writes levers and milestones over the curves, at their months', () => {
    const texts = textsOf(drawn(sampleTrend()));
    expect(texts).toContain('Lancement de Mon espace santé');
    expect(texts).toContain('Procédure d’exception');
    expect(texts).toContain('Objectif 80,0\u202f%');
  });

  it('leaves out marks outside of its months', () => {
    const marks = [{ month: '2019-01', label: 'Trop tôt', kind: 'milestone' as const }];
    expect(textsOf(drawn(sampleTrend({ marks }))).join()).not.toContain('Trop tôt');
    expect(trendLayout(sampleTrend({ marks }), sizes.wide).rows).toBe(0);
  });

  it('numbers what does not fit, with a key that has every name in full', () => {
    const marks = sampleMonths.slice(0, 14).map((month, index) => ({
      month,
      label: `Levier ${index + 1} dont le nom est long, vraiment très long, plus long que tout le reste`,
      kind: 'lever' as const,
    }));
    for (const page of ['wide', 'narrow'] as const) {
      const texts = textsOf(drawn(sampleTrend({ marks }), page))
        .join(' ')
        .replace(/\s+/g, ' ');
      for (const { label } of marks) expect(texts).toContain(label);
    }
  });

  it('never lets two labels of marks overlap, nor a line cross a label', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 60; round++) {
      const marks = Array.from({ length: 1 + random(7) }, () => ({
        month: sampleMonths[random(sampleMonths.length)]!,
        label: 'Un levier dont le nom est long'.slice(0, 4 + random(26)),
        kind: 'lever' as const,
      }));
      const layout = trendLayout(sampleTrend({ marks }), sizes.wide);
      if (layout.key.length > 0) continue;
      const { left, right } = layout.plot;
      const boxes = layout.marks.map((mark) => {
        const at = left + ((right - left) * sampleMonths.indexOf(mark.month)) / 57;
        const wide = widthOf(mark.text, 12, true);
        const from = mark.align === 'left' ? at + 1 : at - wide;
        return { ...mark, at, from, to: from + wide };
      });
      for (const [index, a] of boxes.entries()) {
        expect(a.to).toBeLessThanOrEqual(sizes.wide.width);
        for (const b of boxes.slice(index + 1)) {
          const apart = a.to <= b.from || b.to <= a.from;
          expect(a.row !== b.row || apart, `${a.text} over ${b.text}`).toBe(true);
          if (b.row > a.row) expect(b.at > a.from && b.at < a.to && a.align === 'left').toBe(false);
          if (a.row > b.row) expect(a.at > b.from && a.at < b.to && b.align === 'left').toBe(false);
        }
      }
    }
  });

  it('writes days where its months are days', () => {
    const months = Array.from(
      { length: 31 },
      (_, day) => `2026-10-${String(day + 1).padStart(2, '0')}`,
    );
    const lines = [{ id: 'a', name: 'A', role: 'own' as const, values: rise(9, 9, 31), holes: {} }];
    const chart = sampleTrend({ months, lines, marks: [], provisionalFrom: null });
    expect(textsOf(drawn(chart))).toContain('1 oct. 2026');
    expect(trendTooltip(chart, { dataIndex: 0 })).toContain('1er octobre 2026');
  });

  it('says in its tooltip what happened in the month, as text', () => {
    const marks = [{ month: '2024-01', label: '<b>Levier</b>', kind: 'lever' as const }];
    const html = trendTooltip(sampleTrend({ marks }), [{ dataIndex: 24 }]);
    expect(html).toContain('janvier 2024');
    expect(html).toContain('<li>&#60;b&#62;Levier&#60;/b&#62;</li>');
    expect(trendTooltip(sampleTrend(), [])).toBe('');
  });

  const hidden = sampleMonths.map(() => null);
  const line = { id: 'a', role: 'own' as const, holes: {} };
  it.each<[string, Partial<TrendChart>]>([
    ['no line', { lines: [], marks: [] }],
    ['all hidden', { lines: [{ ...line, name: 'A', values: hidden }] }],
    [
      'one month',
      { months: ['2026-10'], provisionalFrom: null, lines: [{ ...line, name: 'A', values: [3] }] },
    ],
    ['zeros', { lines: [{ ...line, name: 'A', values: sampleMonths.map(() => 0) }] }],
    ['a very long name', { lines: [{ ...line, name: 'Très long '.repeat(30), values: rise(9) }] }],
    [
      'a count',
      { unit: 'documents', unitLabel: 'documents', target: { value: 2e6, label: 'But' } },
    ],
  ])('draws %s', (_, changes) => {
    for (const page of ['wide', 'narrow'] as const) {
      const chart = sampleTrend(changes);
      const svg = drawn(chart, page);
      expect(svg).toMatch(/^<svg xmlns="[^"]*" viewBox=/);
      expect(svg).not.toMatch(/NaN|undefined|Infinity| style=/);
      for (const text of textsOf(svg)) {
        expect(widthOf(text, 12), text).toBeLessThanOrEqual(sizes[page].width);
      }
    }
  });
});

describe('band chart, drawn by ECharts', () => {
  it('draws each group in a panel with its median, on one y-axis', () => {
    const svg = drawn(sampleBand());
    const texts = textsOf(svg);
    for (const { name } of sampleBand().panels) expect(texts).toContain(name);
    expect(texts).toContain('Médiane 68,3\u202f%');
    expect(texts.filter((text) => text === '100\u202f%')).toHaveLength(5);
    expect(strokes(svg, color.nation)).toHaveLength(5);
    expect(svg.split(`fill="${color.range}"`).length - 1).toBe(6);
  });

  it('says what line, area and shade are, and that the data are simulated', () => {
    const texts = textsOf(drawn(sampleBand())).join('\n');
    for (const words of [
      'Médiane',
      'Du premier au troisième quartile',
      'Provisoire',
      'Données simulées',
    ])
      expect(texts).toContain(words);
    expect(textsOf(drawn(sampleBand({ provisionalFrom: null }))).join()).not.toContain(
      'Provisoire',
    );
  });

  it('draws a median without its quartiles, and says why there is none', () => {
    const panel = samplePanel('a', 'Sans quartiles', 60);
    const nothing = sampleMonths.map(() => null);
    const bare = { ...panel, firstQuartile: nothing, thirdQuartile: nothing };
    expect(strokes(drawn(sampleBand({ panels: [bare] })), color.nation)).toHaveLength(1);
    const holes = Object.fromEntries(
      sampleMonths.map((_, index) => [index, 'Trop peu de produits']),
    );
    const empty = { ...bare, median: nothing, holes };
    expect(textsOf(drawn(sampleBand({ panels: [empty] })))).toContain('Trop peu de produits');
  });

  it('puts an own line on the band, bold and named', () => {
    const panels = [
      { ...samplePanel('a', 'Hôpital', 60), own: { name: 'Notre produit', values: rise(70) } },
    ];
    const svg = drawn(sampleBand({ panels }));
    expect(strokes(svg, color.own)).toHaveLength(1);
    expect(textsOf(svg).join()).toContain('Notre produit 68,3');
  });

  it('gives median and quartiles of the panel under the pointer', () => {
    const html = bandTooltip(sampleBand(), [{ dataIndex: 56, seriesId: 'city|low' }]);
    expect(html).toContain('Médecine de ville, médiane');
    expect(html).toMatch(/35,5\u202f% – 63,5\u202f%/);
    expect(bandTooltip(sampleBand(), [{ dataIndex: 0, seriesId: 'city' }])).toContain('Trop peu');
  });

  it.each<[string, Partial<BandChart>]>([
    ['no panel', { panels: [] }],
    ['one panel', { panels: [samplePanel('a', 'Seul', 40)] }],
    [
      'seven panels',
      { panels: Array.from({ length: 7 }, (_, i) => samplePanel(`p${i}`, `P${i}`, 40)) },
    ],
    ['zeros', { panels: [samplePanel('a', 'Zéro', 0)] }],
    ['a name with braces', { panels: [samplePanel('a', '{name|x} '.repeat(20), 40)] }],
  ])('draws %s', (_, changes) => {
    for (const page of ['wide', 'narrow'] as const) {
      const svg = drawn(sampleBand(changes), page);
      expect(svg).not.toMatch(/NaN|undefined|Infinity| style=| id=/);
    }
  });
});

describe('the band of an adoption chart', () => {
  const lines = (count: number, role: 'other' | 'nation' = 'other') =>
    Array.from({ length: count }, (_, n) => ({
      id: `t${role}${n}`,
      name: `T${n}`,
      role,
      values: [n + 1, null],
      holes: {},
    }));

  it('is the first and third quartile of what is published, from eight territories on', () => {
    expect(quartilesOf(lines(9))).toEqual({ first: [3, null], third: [7, null] });
    expect(quartilesOf(lines(8))).toEqual({ first: [2.75, null], third: [6.25, null] });
    expect(quartilesOf(lines(7)).first).toEqual([null, null]);
  });

  it('leaves out the nation and does without lines', () => {
    expect(quartilesOf([...lines(7), ...lines(3, 'nation')]).first).toEqual([null, null]);
    expect(quartilesOf([])).toEqual({ first: [], third: [] });
  });
});
