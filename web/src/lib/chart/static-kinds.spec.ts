import { describe, expect, it } from 'vitest';
import type { BarsChart, FunnelChart, MapChart, StaticChart } from './chart-spec.ts';
import { classColors, classLimits, classOf } from './classes.ts';
import { describeChart } from './describe.ts';
import { draw } from './drawing.ts';
import { outlines, overseas } from './map.geometry.ts';
import { sampleBars, sampleFunnel, sampleMap } from './samples.ts';
import { sizeOf } from './size.ts';
import { shortened, widthOf, wrapped } from './text.ts';
import { color } from './theme.ts';

const drawn = (chart: StaticChart, page: 'wide' | 'narrow' = 'wide'): string =>
  draw(chart, sizeOf(chart, page), describeChart(chart));
const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? '');
const widths = (svg: string, fill: string): number[] =>
  [...svg.matchAll(/<rect [^>]*>/g)]
    .filter(([rect]) => rect.includes(`fill="${fill}"`))
    .map(([rect]) => Number(/ width="([\d.]+)"/.exec(rect)?.[1]));

/** What every drawing that is SVG from the start must be. */
function expectSound(chart: StaticChart): void {
  for (const page of ['wide', 'narrow'] as const) {
    const svg = drawn(chart, page);
    const { width, height } = sizeOf(chart, page);
    expect(svg).toMatch(/^<svg xmlns="[^"]*" viewBox="0 0 [\d.]+ [\d.]+" role="(img|group)"/);
    expect(svg).not.toMatch(/NaN|undefined|Infinity| style=|<style|<script/);
    expect(svg, 'theme tokens only').not.toMatch(/#[0-9a-f]{6}/i);
    expect(svg.match(/<\w+/g)).toHaveLength(svg.match(/<\/\w+>/g)?.length ?? 0);
    const tops = [...svg.matchAll(/<text x="([\d.-]+)" y="([\d.-]+)"/g)];
    for (const [, x, y] of tops) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x)).toBeLessThanOrEqual(width);
      expect(Number(y)).toBeLessThanOrEqual(height);
    }
  }
}
const empty = { value: null, state: 'lt11', stateLabel: 'Moins de 11 (zéro compris)' };

describe('bars', () => {
  it('are as long as their values, in the order given, own entity bold in its colour', () => {
    const svg = drawn(sampleBars());
    const [cantal = 0, allier = 0] = widths(svg, color.context);
    expect(allier / cantal).toBeCloseTo(28.9 / 21.4, 2);
    expect(widths(svg, color.own)).toHaveLength(1);
    expect(svg).toMatch(/fill="var\(--chart-own\)"[^>]*font-weight="bold"[^>]*>Rhône</);
    const names = textsOf(svg).filter((text) => /^(Cantal|Allier|Rhône|Isère)$/.test(text));
    expect(names).toEqual(['Cantal', 'Allier', 'Rhône', 'Isère']);
  });

  it('write the state instead of a value that is not there, on a pattern of its own', () => {
    const svg = drawn(sampleBars());
    expect(textsOf(svg)).toContain('Moins de 11 (zéro compris)');
    expect(textsOf(svg)).toContain('Non reçu');
    expect(svg).toMatch(/fill="url\(#p\w+-secret\)"/);
    expect(svg).toMatch(/fill="url\(#p\w+-missing\)"/);
    expect(textsOf(svg)).toContain('39,4\u202f% (provisoire)');
  });

  it('lead to the next page, by texts that say name and value', () => {
    const svg = drawn(sampleBars());
    const link = /<a href="\/territoires\/DEP-15">(.*?)<\/a>/.exec(svg)?.[1] ?? '';
    const read = link.replace(/<title>.*?<\/title>/, '').replace(/<[^>]*>/g, '');
    expect(read).toBe('Cantal 21,4\u202f% 412 sur 1 925');
    expect(svg).toContain('role="group"');
    const rows = sampleBars().rows.map(({ href: _, ...row }) => row);
    expect(drawn(sampleBars({ rows }))).toContain('role="img"');
  });

  it('escape names', () => {
    const rows = [{ ...sampleBars().rows[0]!, name: '<script>"&' }];
    expect(drawn(sampleBars({ rows }))).not.toContain('<script');
  });

  it('share no ids with another drawing', () => {
    const ids = (svg: string): string[] =>
      [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id ?? '');
    const all = [...ids(drawn(sampleBars())), ...ids(drawn(sampleBars(), 'narrow'))];
    expect(all.length).toBeGreaterThan(2);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each<[string, Partial<BarsChart>]>([
    ['nothing', { rows: [] }],
    ['one row', { rows: [sampleBars().rows[0]!] }],
    [
      'all hidden',
      {
        rows: [
          { id: 'a', name: 'A', ...empty },
          { id: 'b', name: 'B', ...empty },
        ],
      },
    ],
    ['zeros', { rows: [{ ...sampleBars().rows[0]!, value: 0 }] }],
    [
      'losses and gains',
      { rows: [-3.2, 1.4].map((value, i) => ({ ...sampleBars().rows[0]!, id: `${i}`, value })) },
    ],
    ['a very long name', { rows: [{ ...sampleBars().rows[0]!, name: 'Très long '.repeat(40) }] }],
  ])('draw %s', (_, changes) => expectSound(sampleBars(changes)));
});

describe('funnel', () => {
  it('says which part of the step before is left', () => {
    const texts = textsOf(drawn(sampleFunnel()));
    expect(texts).toContain('81,5\u202f% de l’étape précédente');
    expect(texts).toContain('15\u202f011');
    expect(texts).toContain('Moins de 11 (zéro compris)');
    expect(texts.filter((text) => text.includes('étape précédente'))).toHaveLength(3);
  });

  it('computes no share from a hidden or an empty step, nor for what is no part', () => {
    const [first, second] = sampleFunnel().steps;
    const kept = (steps: FunnelChart['steps']): string =>
      textsOf(drawn(sampleFunnel({ steps }))).join();
    expect(kept([{ ...first!, ...empty }, second!])).not.toContain('précédente');
    expect(kept([{ ...first!, value: 0 }, second!])).not.toContain('précédente');
    expect(kept([first!, { ...second!, apart: true }])).not.toContain('précédente');
  });

  it.each<[string, Partial<FunnelChart>]>([
    ['nothing', { steps: [] }],
    ['one step', { steps: [sampleFunnel().steps[0]!] }],
    ['all hidden', { steps: [{ id: 'a', name: 'A', ...empty }] }],
    ['zeros', { steps: [{ ...sampleFunnel().steps[0]!, value: 0 }] }],
    [
      'a very long name',
      { steps: [{ ...sampleFunnel().steps[0]!, name: 'Très long '.repeat(40) }] },
    ],
    [
      'more than the step before',
      { steps: [5, 9].map((value, i) => ({ ...sampleFunnel().steps[0]!, id: `${i}`, value })) },
    ],
  ])('draws %s', (_, changes) => expectSound(sampleFunnel(changes)));
});

describe('map', () => {
  it('has the 96 departments of the mainland and Corsica, and five tiles with names', () => {
    expect(outlines().size).toBe(96);
    const svg = drawn(sampleMap());
    for (const name of ['Guadeloupe', 'Martinique', 'Guyane', 'La Réunion', 'Mayotte'])
      expect(textsOf(svg)).toContain(name);
    // Each department once as a link: the four crowded ones from their magnified copy.
    const links = [...svg.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href);
    expect(new Set(links).size).toBe(101);
    expect(links).toHaveLength(101);
    expect(svg).toContain('aria-label="Département 01 ');
  });

  it('has a legend with numbers, and each state in words', () => {
    const texts = textsOf(drawn(sampleMap())).join('\n');
    expect(texts).toMatch(/18,0\u202f% – \d+,\d\u202f%/);
    for (const words of [
      'Non reçu',
      'Dénominateur trop petit',
      'Pas attendu',
      'Provisoire',
      'Données simulées',
    ])
      expect(texts).toContain(words);
    expect(texts).toContain('Moins de 11');
  });

  it('outlines what is looked at', () => {
    expect(drawn(sampleMap()).match(/stroke="var\(--chart-own\)"/g)).toHaveLength(1);
  });

  it('magnifies a region, with the names of its departments', () => {
    const ids = ['DEP-01', 'DEP-69', 'DEP-42'];
    const region = sampleMap({ areas: sampleMap().areas.filter(({ id }) => ids.includes(id)) });
    const svg = drawn(region);
    expect(textsOf(svg)).toContain('Département 42');
    expect(textsOf(svg).join()).not.toContain('petite couronne');
    expect(svg.length).toBeLessThan(20_000);
    expectSound(region);
  });

  it.each<[string, Partial<MapChart>]>([
    ['nothing', { areas: [] }],
    ['overseas alone', { areas: sampleMap().areas.filter(({ id }) => id === overseas[0]) }],
    ['all hidden', { areas: sampleMap().areas.map((area) => ({ ...area, ...empty })) }],
    [
      'one value for all',
      { areas: sampleMap().areas.map((area) => ({ ...area, value: 5, state: 'ok' })) },
    ],
    ['zeros', { areas: sampleMap().areas.map((area) => ({ ...area, value: 0, state: 'ok' })) }],
    [
      'a very long name',
      { areas: sampleMap().areas.map((area) => ({ ...area, name: 'Long '.repeat(40) })) },
    ],
  ])('draws %s', (_, changes) => expectSound(sampleMap(changes)));
});

describe('classes', () => {
  it('have about as many values each, between round limits', () => {
    const values = Array.from({ length: 100 }, (_, index) => 10 + index * 0.37);
    const limits = classLimits(values);
    expect(limits).toEqual([10, 17, 25, 32, 40, values.at(-1)]);
    const counts = Map.groupBy(values, (value) => classOf(value, limits));
    for (const [, members] of counts) expect(members.length).toBeGreaterThan(12);
  });

  it('do not fall to zero where a few values are far larger', () => {
    const limits = classLimits([5_120, 8_900, 21_000, 40_300, 90_000, 1_200_000]);
    expect(limits).toEqual([...new Set(limits)].sort((a, b) => a - b));
    expect(limits.length).toBeGreaterThan(3);
  });

  it('are fewer where values are few or equal', () => {
    expect(classLimits([])).toEqual([]);
    expect(classLimits([3])).toEqual([3, 3]);
    expect(classLimits([3, 3, 3])).toEqual([3, 3]);
    expect(classOf(3, [3, 3])).toBe(0);
    expect(classColors(2)).toEqual(['class1', 'class5']);
  });
});

describe('text', () => {
  it('is shortened and broken to the room there is', () => {
    expect(shortened('court', 100, 12)).toBe('court');
    const short = shortened('un nom beaucoup trop long', 60, 12);
    expect(short).toMatch(/…$/);
    expect(widthOf(short, 12)).toBeLessThanOrEqual(60);
    expect(wrapped('un deux trois', 50, 12)).toEqual(['un deux', 'trois']);
    expect(wrapped('un deux trois quatre', 50, 12, { most: 1 })).toHaveLength(1);
  });
});
