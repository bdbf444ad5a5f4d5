import { describe, expect, it } from 'vitest';
import { measures } from '../../../dev/fixture-data.ts';
import { categoryValues } from '../../../dev/fixture-reference.ts';
import { chartChoice, pageOf } from './chart-choice.ts';
import { defaultCuboid, valuesOf, type Cuboid, type ExtractMeasure } from './choices.ts';
import { curlLine, extractFileName, seriesAddress } from './links.ts';
import { grainOf, periodsOf } from './period.ts';
import { isPublished, nearestCuboid, splitOptions } from './splits.ts';

const all: ExtractMeasure[] = measures.map(({ id, label, theme, cuboids, values }) => ({
  id,
  label: label.fr,
  theme,
  cuboids,
  ...(values === undefined ? {} : { values }),
}));
const categories = [...new Set(all.flatMap(({ cuboids }) => cuboids).flatMap((c) => c.categories))];
const byId = (id: string): ExtractMeasure => all.find((measure) => measure.id === id)!;

describe('splits of a measure', () => {
  it('are offered exactly where a cuboid is published', () => {
    for (const measure of all) {
      for (const current of measure.cuboids) {
        const options = splitOptions(measure, current, categories);
        for (const { value, refusal } of options.levels) {
          expect(refusal === null, `${measure.id} ${value}`).toBe(
            isPublished(measure, { ...current, level: value }),
          );
        }
        for (const { value, refusal } of options.categories) {
          expect(refusal === null).toBe(isPublished(measure, { ...current, categories: value }));
        }
        const chosen = [...options.levels, ...options.categories, ...options.grains].filter(
          (option) => option.chosen,
        );
        expect(chosen).toHaveLength(3);
      }
    }
  });

  it('say why they are refused, and where to go instead', () => {
    const measure = byId('feeding.rate');
    const current: Cuboid = { grain: 'month', level: 'department', categories: [] };
    const sector = splitOptions(measure, current, categories).categories.find(
      ({ value }) => value.join() === 'sector',
    );
    expect(sector?.refusal).toMatchObject({
      kind: 'combination',
      instead: { level: 'region', categories: ['sector'] },
    });
    expect(splitOptions(byId('activation.rate'), current, categories).never).toContain('sector');
  });

  it('can all be reached from each other, whatever is chosen', () => {
    for (const measure of all) {
      const reached = new Set<Cuboid>();
      const open = [defaultCuboid(measure)];
      const find = (wanted: Cuboid): Cuboid | undefined =>
        measure.cuboids.find((cuboid) => isPublished({ cuboids: [cuboid] }, wanted));
      for (let current = open.pop(); current !== undefined; current = open.pop()) {
        const here = find(current);
        if (here === undefined || reached.has(here)) continue;
        reached.add(here);
        const { levels, categories: sets, grains } = splitOptions(measure, here, categories);
        const wanted: [{ refusal: (typeof levels)[number]['refusal'] }, Cuboid][] = [
          ...levels.map((one): [typeof one, Cuboid] => [one, { ...here, level: one.value }]),
          ...sets.map((one): [typeof one, Cuboid] => [one, { ...here, categories: one.value }]),
          ...grains.map((one): [typeof one, Cuboid] => [one, { ...here, grain: one.value }]),
        ];
        for (const [{ refusal }, cuboid] of wanted) {
          if (refusal === null) open.push(cuboid);
          else if (refusal.kind === 'combination') open.push(refusal.instead);
        }
      }
      expect(reached.size, measure.id).toBe(measure.cuboids.length);
    }
  });

  it('fall back on the nearest published crossing', () => {
    const { cuboids } = byId('feeding.rate');
    expect(
      nearestCuboid(cuboids, { grain: 'month', level: 'department', categories: ['sector'] }),
    ).toMatchObject({ level: 'region', categories: ['sector'] });
    expect(nearestCuboid([], { grain: 'month', level: 'nation', categories: [] })).toBeUndefined();
  });
});

describe('chart of an extract', () => {
  it('is a trend of up to eight lines, else bars, else the table alone', () => {
    expect(chartChoice(8, 24, 100)).toEqual({ kind: 'trend' });
    expect(chartChoice(9, 24, 100)).toEqual({ kind: 'bars', why: 'too_many_lines' });
    expect(chartChoice(3, 1, 3)).toEqual({ kind: 'bars', why: 'one_period' });
    expect(chartChoice(121, 24, 100)).toEqual({ kind: 'none', why: 'too_many_bars' });
    expect(chartChoice(2, 24, 0)).toEqual({ kind: 'none', why: 'no_value' });
  });
});

describe('pages of a table', () => {
  const periods = periodsOf({ from: '2022-01', to: '2026-09' });

  it.each([1, 6, 18, 101, 108, 900])('hold every period once, %i rows each', (rows) => {
    const { pages } = pageOf(periods, rows, 1);
    const shown = Array.from({ length: pages }, (_, index) => pageOf(periods, rows, index + 1));
    expect(shown.flatMap((page) => page.periods)).toEqual(periods);
    expect(shown.map((page) => page.number)).toEqual(shown.map((_, index) => index + 1));
  });

  it('end with the last', () => {
    expect(pageOf(periods, 101, 999)).toMatchObject({
      number: 57,
      pages: 57,
      periods: ['2022-01'],
    });
    expect(pageOf(periods, 0, 1).periods).toEqual(periods);
  });
});

describe('periods', () => {
  it('are calendar dates', () => {
    expect(grainOf('2026-02-29')).toBeNull();
    expect(grainOf('2024-02-29')).toBe('day');
    expect(grainOf('2026-13')).toBeNull();
    expect(periodsOf({ from: '2026-10-30', to: '2026-11-02' })).toEqual([
      '2026-11-02',
      '2026-11-01',
      '2026-10-31',
      '2026-10-30',
    ]);
  });
});

describe('values of a category', () => {
  it('are those that the measure can have', () => {
    const of = (measure: string, id: 'detail' | 'reason' | 'sector'): string[] =>
      valuesOf(byId(measure), {
        id,
        label: id,
        values: categoryValues[id].map((value) => ({ id: value.id, label: value.label.fr })),
      }).map((value) => value.id);
    expect(of('messaging.messages_by_mailbox', 'detail')).toEqual(['PER', 'ORG', 'APP']);
    expect(of('identity.returns', 'reason')).toEqual(['one', 'none', 'several', 'technical']);
    expect(of('feeding.documents', 'sector')).toHaveLength(6);
  });
});

describe('links of an extract', () => {
  const state = {
    measure: 'feeding.rate',
    grain: 'month' as const,
    level: 'region' as const,
    categories: ['sector'],
    territories: ['REG-84'],
    values: { sector: ['mdv', 'officine'] },
    period: null,
    asOf: null,
    page: 3,
  };
  const period = { from: '2026-01', to: '2026-09' };

  it('name the edition, and nothing of the page', () => {
    expect(seriesAddress(state, 42, period, 'csv_fr')).toBe(
      '/v1/series?measure=feeding.rate&split=region,sector&territory=REG-84&sector=mdv,officine&period=2026-01..2026-09&as_of=42&format=csv_fr',
    );
    expect(extractFileName(state, 42, period, 'csv_fr', true)).toBe(
      'vigie-donnees-simulees_feeding.rate_region-sector_2026-01_2026-09_edition-42_excel.csv',
    );
  });

  it('make one line for a shell, with nothing in it that a shell would run', () => {
    expect(curlLine("https://x/v1/series?a=1&b='$(id)'", 'a.csv')).toBe(
      `curl --fail --location --compressed --output 'a.csv' 'https://x/v1/series?a=1&b='\\''$(id)'\\'''`,
    );
  });
});
