import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { monthsBetween } from '../format/date.ts';
import type { AdoptionChart } from './adoption.chart.ts';
import { adoptionOptions } from './adoption.options.ts';
import { adoptionTooltip } from './adoption.tooltip.ts';
import { describeChart } from './describe.ts';
import { axisFromZero, shiftsApart } from './scale.ts';
import { renderSvg } from './svg.ts';
import { color, palette, sizes } from './theme.ts';
import { escapeHtml } from './tooltip.ts';

const months = monthsBetween('2025-11', '2026-10');
const rising = (to: number): number[] => months.map((_, index) => (to * (index + 1)) / 12);

function chartOf(changes: Partial<AdoptionChart> = {}): AdoptionChart {
  return {
    kind: 'adoption',
    locale: 'fr',
    unit: 'percent',
    unitLabel: '%',
    months,
    provisionalFrom: null,
    lines: [
      { id: 'REG-53', name: 'Bretagne', role: 'other', values: rising(48), holes: {} },
      { id: 'REG-03', name: 'Guyane', role: 'other', values: rising(24), holes: {} },
      { id: 'FR', name: 'France', role: 'nation', values: rising(36), holes: {} },
      { id: 'REG-84', name: 'Auvergne-Rhône-Alpes', role: 'own', values: rising(37.2), holes: {} },
    ],
    words: {
      provisional: 'Provisoire',
      simulated: 'Données simulées',
      highest: 'Haut',
      lowest: 'Bas',
    },
    ...changes,
  };
}

const draw = (chart: AdoptionChart, size: keyof typeof sizes = 'wide'): string =>
  renderSvg(adoptionOptions(chart, sizes[size]), sizes[size], describeChart(chart));

const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? '');

/** Height at which a text stands, from its transform. */
function heightOf(svg: string, text: string): number {
  const found = [...svg.matchAll(/<text[^>]*translate\([\d.]+ ([\d.]+)\)[^>]*>([^<]*)/g)];
  return Number(found.find((match) => match[2]?.includes(text))?.[1]);
}

const pathsOf = (svg: string, stroke: string): string[] =>
  [...svg.matchAll(/<path d="([^"]*)"[^>]*>/g)]
    .filter(([path]) => path.includes(`stroke="${stroke}"`))
    .map((match) => match[1] ?? '');

describe('adoption chart, drawn by ECharts', () => {
  it('names the bold lines and the ends of the range with their values', () => {
    const texts = textsOf(draw(chartOf()));
    expect(texts).toContain('France 36,0\u202f%');
    expect(texts).toContain('Auvergne-Rhône-Alpes 37,2\u202f%');
    expect(texts).toContain('Bretagne 48,0\u202f%');
    expect(texts).toContain('Guyane 24,0\u202f%');
  });

  it('says on the image itself that the data are simulated', () => {
    expect(textsOf(draw(chartOf()))).toContain('Données simulées');
    expect(draw(chartOf())).toContain('aria-label="Données simulées. France 36,0');
  });

  it('starts its axis at zero and ends it just above the highest value', () => {
    const texts = textsOf(draw(chartOf()));
    expect(texts).toContain('0\u202f%');
    expect(texts).toContain('50\u202f%');
  });

  it('keeps labels apart and in the order of the values, on both widths', () => {
    const wide = draw(chartOf());
    const gap = heightOf(wide, 'France') - heightOf(wide, 'Auvergne');
    expect(gap).toBeGreaterThanOrEqual(15);
    const narrow = draw(chartOf(), 'narrow');
    expect(heightOf(narrow, 'France')).toBeGreaterThan(heightOf(narrow, 'Rhône-Alpes') + 15);
    expect(textsOf(narrow)).toEqual(expect.arrayContaining(['Auvergne-', 'Rhône-Alpes']));
    expect(textsOf(narrow).join()).not.toContain('Bretagne');
  });

  it('draws each line in the colour of its role, by variables that follow the theme', () => {
    const svg = draw(chartOf());
    expect(pathsOf(svg, color.nation)).toHaveLength(1);
    expect(pathsOf(svg, color.own)).toHaveLength(1);
    expect(pathsOf(svg, color.context)).toHaveLength(2);
    expect(svg).not.toMatch(/#[0-9a-f]{6}/i);
  });

  it('leaves a gap where a value is hidden, and a dot where one stands alone', () => {
    const [own] = chartOf().lines.filter((line) => line.role === 'own');
    const gap = {
      ...own!,
      values: own!.values.map((value, index) => (index === 5 ? null : value)),
    };
    const starts = (svg: string): number => pathsOf(svg, color.own)[0]?.match(/M/g)?.length ?? 0;
    expect(starts(draw(chartOf()))).toBe(1);
    expect(starts(draw(chartOf({ lines: [gap] })))).toBe(2);

    const alone = { ...own!, values: months.map((_, index) => (index === 5 ? 12 : null)) };
    expect(draw(chartOf({ lines: [alone] }))).toContain(`fill="${color.own}"`);
  });

  it('shades what is provisional, with words, and labels the last month that is not', () => {
    const firm = textsOf(draw(chartOf()));
    expect(firm).not.toContain('Provisoire');
    const svg = draw(chartOf({ provisionalFrom: 10 }));
    expect(textsOf(svg)).toContain('Provisoire');
    expect(svg).toContain(`fill="${color.band}"`);
    expect(textsOf(svg)).toContain('France 30,0\u202f%');
  });

  it('says what it counts when it counts', () => {
    const lines = [
      { id: 'REG-84', name: 'Ici', role: 'own' as const, values: rising(1_200_000), holes: {} },
    ];
    const texts = textsOf(draw(chartOf({ unit: 'documents', unitLabel: 'documents', lines })));
    expect(texts).toContain('documents');
    expect(texts).toContain('Ici 1\u202f200\u202f000');
    expect(texts).toContain('1\u00a0M');
  });

  it('draws without a single value', () => {
    const lines = chartOf().lines.map((line) => ({ ...line, values: months.map(() => null) }));
    expect(textsOf(draw(chartOf({ lines }))).join()).not.toContain('France');
  });

  it('is allowed by a policy without inline styles, and well formed', () => {
    const svg = draw(chartOf());
    expect(svg).not.toMatch(/ style=|<style|ecmeta|class=/);
    expect(svg, 'ids clash with those of the other drawings of a page').not.toMatch(/ id=|url\(#/);
    expect(svg).toMatch(/^<svg xmlns="[^"]*" viewBox="0 0 960 460" role="img" aria-label="[^"]*">/);
    expect(svg.match(/<(\w+)/g)).toHaveLength(svg.match(/<\/(\w+)>/g)?.length ?? 0);
  });
});

describe('tooltip of an adoption chart', () => {
  it('gives the month, the bold lines and the ends of the range', () => {
    const html = adoptionTooltip(chartOf({ provisionalFrom: 10 }), [{ dataIndex: 11 }]);
    expect(html).toContain('octobre 2026');
    expect(html).toContain('Provisoire');
    expect(html).toContain('<dt>France</dt><dd>36,0\u202f%</dd>');
    expect(html).toContain('Haut Bretagne');
    expect(html).toContain('Bas Guyane');
  });

  it('writes names as text, and the reason of a hole', () => {
    const evil = '<img src=x onerror="alert(1)">';
    const lines = [
      { id: 'X', name: evil, role: 'own' as const, values: [null], holes: { 0: 'Secret & co' } },
    ];
    const html = adoptionTooltip(chartOf({ lines, months: ['2026-10'] }), { dataIndex: 0 });
    expect(html).not.toContain('<img');
    expect(html).toContain(escapeHtml(evil));
    expect(html).toContain('Secret &#38; co');
    expect(draw(chartOf({ lines: [{ ...lines[0]!, values: rising(5) }] }))).not.toContain('<img');
  });

  it('is empty outside of the months', () => {
    expect(adoptionTooltip(chartOf(), [])).toBe('');
    expect(adoptionTooltip(chartOf(), undefined)).toBe('');
  });
});

describe('scale', () => {
  it('has round steps from zero', () => {
    expect(axisFromZero(41.4)).toEqual({ max: 50, step: 10 });
    expect(axisFromZero(38)).toEqual({ max: 40, step: 10 });
    expect(axisFromZero(2_251_983)).toEqual({ max: 2_500_000, step: 500_000 });
    expect(axisFromZero(0)).toEqual({ max: 1, step: 1 });
  });

  it('moves labels apart as little as it can, in their order, between the edges', () => {
    const label = (at: number) => ({ at, height: 16 });
    expect(shiftsApart([label(100), label(200)], 0, 300)).toEqual([0, 0]);
    expect(shiftsApart([label(100), label(104)], 0, 300)).toEqual([0, 12]);
    expect(shiftsApart([label(104), label(100)], 0, 300)).toEqual([12, 0]);
    const low = [label(296), label(298), label(299)];
    const ends = shiftsApart(low, 0, 300).map((shift, index) => shift + low[index]!.at);
    expect(ends).toEqual([260, 276, 292]);
  });
});

describe('theme', () => {
  const css = readFileSync(new URL('../../app.css', import.meta.url), 'utf8');
  const declared = (block: string): Record<string, string> =>
    Object.fromEntries<string>(
      [...block.matchAll(/--chart-(\w+): (#\w+);/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
  const [light = '', dark = ''] = css.split('prefers-color-scheme: dark');

  it('is the same in the style sheet', () => {
    expect(declared(light)).toEqual(palette.light);
    expect(declared(dark.slice(0, dark.indexOf('*,')))).toEqual(palette.dark);
  });

  const luminance = (hex: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
      const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
      return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string): number => {
    const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };

  it.each(['light', 'dark'] as const)('reads well, and not by hue alone: %s', (mode) => {
    const colors = palette[mode];
    for (const name of ['text', 'muted', 'nation', 'own', 'parent'] as const) {
      expect(contrast(colors[name], colors.surface), name).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colors[name], colors.band), `${name} on the band`).toBeGreaterThanOrEqual(3);
    }
    for (const name of ['own', 'parent', 'nation'] as const) {
      expect(contrast(colors[name], colors.context), name).toBeGreaterThanOrEqual(2);
    }
    expect(contrast(colors.third, colors.surface)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colors.nation, colors.range), 'median on quartiles').toBeGreaterThanOrEqual(3);
  });

  it.each(['light', 'dark'] as const)(
    'keeps the classes of a map in order of lightness: %s',
    (mode) => {
      const { class1, class2, class3, class4, class5, surface } = palette[mode];
      const steps = [class1, class2, class3, class4, class5];
      for (const [index, step] of steps.slice(1).entries()) {
        const before = steps[index]!;
        expect(contrast(before, step), `${before} and ${step}`).toBeGreaterThanOrEqual(1.3);
        const further = contrast(step, surface) - contrast(before, surface);
        expect(further, 'each stands out more').toBeGreaterThan(0);
      }
    },
  );
});
