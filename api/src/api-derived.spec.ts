import {
  comparisonAnswerShape,
  decompositionAnswerShape,
  funnelAnswerShape,
  gapAnswerShape,
  lagAnswerShape,
  nowcastAnswerShape,
  seriesShape,
  trendsAnswerShape,
} from '@vigie/contract';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type z } from 'zod';
import { comparisonFigure } from './features/derived/comparison.figure.js';
import { decompositionFigure } from './features/derived/decomposition.figure.js';
import { funnelFigure } from './features/derived/funnel.figure.js';
import { gapFigure } from './features/derived/gap.figure.js';
import { lagFigure } from './features/derived/lag.figure.js';
import { nowcastFigure } from './features/derived/nowcast.figure.js';
import { trendsFigure } from './features/derived/trends.figure.js';
import { publishedApi } from './testing/published-api.js';
import { derivedWorld, lastMonth, laterMeasure, yearBefore } from './testing/derived-world.js';

const api = publishedApi(derivedWorld, async ({ owner }) => {
  await owner.query('DELETE FROM published.vintage_definition WHERE vintage = 1 AND measure = $1', [
    laterMeasure,
  ]);
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  api.get(`/v1/derived/${path}`, headers);

async function answerOf<S extends z.ZodType>(path: string, shape: S): Promise<z.infer<S>> {
  const response = await get(path);
  const body: unknown = await response.json();
  expect(response.status, JSON.stringify(body)).toBe(200);
  return shape.parse(body);
}

describe('the lag of a region', () => {
  it('is told behind France and behind the leading region, in months', async () => {
    const answer = await answerOf('lag?measure=feeding.rate&territory=REG-84', lagAnswerShape);
    expect(answer).toMatchObject({
      month: lastMonth,
      value: 42,
      nation: { territory: 'FR', kind: 'behind', months: 2 },
      leader: { territory: 'REG-11', kind: 'behind', months: 5 },
      leads: false,
    });
  });

  it('is none behind itself, and unknown without a value', async () => {
    const first = await answerOf('lag?measure=feeding.rate&territory=REG-11', lagAnswerShape);
    expect(first).toMatchObject({
      leader: null,
      leads: true,
      nation: { kind: 'ahead', months: 3 },
    });
    const path = `lag?measure=feeding.rate&territory=REG-94&month=${lastMonth}`;
    expect(await answerOf(path, lagAnswerShape)).toMatchObject({
      state: 'lt11',
      nation: { kind: 'unknown', months: null },
      leader: null,
    });
  });
});

describe('trends', () => {
  it('are words from a test, one for each curve', async () => {
    const path = 'trends?measure=feeding.rate&split=region';
    const { rows, month } = await answerOf(path, trendsAnswerShape);
    expect(month).toBe(lastMonth);
    const words = rows.map(({ territory, word, slope }) => [territory, word.label.fr, slope]);
    expect(words).toEqual([
      ['REG-11', 'en hausse', 2],
      ['REG-84', 'en hausse', 2],
      ['REG-94', 'ne peut être calculé', null],
    ]);
  });
});

describe('a provisional month', () => {
  it('is taken for none that is final, and makes no trend', async () => {
    const path = 'trends?measure=feeding.rate&split=region&month=2026-11';
    const { rows } = await answerOf(path, trendsAnswerShape);
    expect(rows.map(({ word }) => word.id)).toEqual(['unknown', 'unknown', 'unknown']);
    const lag = 'lag?measure=feeding.rate&territory=REG-84&month=2026-11';
    expect(await answerOf(lag, lagAnswerShape)).toMatchObject({ provisional: true });
  });
});

describe('a funnel', () => {
  it('widens its limits by the dispersion, tells who lies outside, and lists who is left out', async () => {
    const path = 'funnel?measure=feeding.rate&split=department';
    const { rows, excluded, limits, target } = await answerOf(path, funnelAnswerShape);
    expect({ target, limits: limits.id }).toEqual({ target: 46, limits: 'widened' });
    expect(rows).toHaveLength(100);
    expect(excluded).toEqual([{ territory: 'DEP-2A', state: 'lt11' }]);
    const outside = rows.filter(({ verdict }) => verdict?.id !== 'within');
    expect(outside.map(({ territory, verdict }) => [territory, verdict?.id])).toEqual([
      ['DEP-01', 'above_998'],
    ]);
  });
});

describe('a decomposition', () => {
  const sum = (effects: readonly { effect: number }[]): number =>
    effects.reduce((total, { effect }) => total + effect, 0);

  it('splits a volume into contributors and volume each, as by hand', async () => {
    const path = 'decomposition?measure=feeding.documents&to=2026-10';
    const answer = await answerOf(path, decompositionAnswerShape);
    // The total is published as 93 000 and the mean has 42 000: the rest is told as a gap.
    expect(answer).toMatchObject({ before: 18_000, after: 93_000, change: 75_000, strata: [] });
    expect(answer.factors.map(({ id }) => id)).toEqual(['contributors', 'each']);
    expect(sum([...answer.factors, answer.protection_gap])).toBeCloseTo(75_000, 6);
  });

  it('splits a rate into mix, contributors, volume each and denominator, with what is left', async () => {
    const path = 'decomposition?measure=feeding.rate&by=sector';
    const answer = await answerOf(path, decompositionAnswerShape);
    expect(answer).toMatchObject({ from: yearBefore, to: lastMonth, before: 22, after: 46 });
    const ids = answer.factors.map(({ id }) => id);
    expect(ids).toEqual(['mix', 'contributors', 'each', 'denominator']);
    expect(answer.strata.map(({ id }) => id)).toEqual(['mdv', 'officine']);
    expect(answer.excluded).toEqual([{ id: 'esms', state: 'lt11' }]);
    expect(sum([...answer.factors, answer.protection_gap])).toBeCloseTo(24, 9);
    // Sectors together: 18/90 then 42/95.
    expect(answer.protection_gap.effect).toBeCloseTo(24 - 100 * (42 / 95 - 18 / 90), 9);
  });
});

describe('a comparison at equal structure', () => {
  it('weighs sectors as France does, over those that both publish', async () => {
    const path = 'comparison?measure=feeding.rate&split=region&by=sector';
    const { rows } = await answerOf(path, comparisonAnswerShape);
    // 0.6 and 0.25 weighted 50 to 45: 43.42; France 42/95 = 44.21; 95 of 96 thousand covered.
    expect(rows.find(({ territory }) => territory === 'REG-84')).toMatchObject({
      value: 42,
      standardised: 43.42,
      reference: 44.21,
      difference: -0.79,
      covered: 98.96,
    });
    expect(rows.find(({ territory }) => territory === 'REG-11')).toMatchObject({
      value: 52,
      standardised: null,
    });
  });
});

describe('the gap to the median', () => {
  it('is told in documents, where both are published', async () => {
    const { rows, median } = await answerOf('gap?measure=feeding.rate', gapAnswerShape);
    expect(median).toMatchObject({ measure: 'market.feeding_rate_median' });
    expect(rows.map(({ sector, gap }) => [sector, gap])).toEqual([
      ['esms', null],
      ['mdv', 100],
      ['officine', null],
    ]);
  });
});

describe('a nowcast', () => {
  it('divides what is published by the share at the same age, and says how well it did', async () => {
    const answer = await answerOf('nowcast?measure=feeding.documents', nowcastAnswerShape);
    expect(answer).toMatchObject({ month: '2026-11', through: '2026-11-07', days: 7 });
    expect(answer.so_far).toBe(28_000);
    expect(answer.former.map(({ month, so_far, edition }) => [month, so_far, edition])).toEqual([
      ['2026-08', 7_000, 1],
      ['2026-09', 14_000, 1],
      ['2026-10', 21_000, 1],
    ]);
    // Days are alike, so that seven of thirty are the share.
    expect(answer.estimate).toBe(120_000);
    expect(answer.share).toBe(23.33);
    expect(answer.back_test).toMatchObject({ months: 2, verdict: { id: 'better' } });
  });

  it('of a measure that came later than the editions it reads tells that it cannot estimate', async () => {
    const answer = await answerOf(`nowcast?measure=${laterMeasure}`, nowcastAnswerShape);
    expect(answer).toMatchObject({ so_far: 28_000, estimate: null, former: [] });
    expect(answer.back_test.verdict.id).toBe('too_few');
  });
});

describe('the version of a figure', () => {
  // It is in the ETag: without another, who kept an answer would never see that the formula changed.
  it.each([
    { figure: lagFigure, query: 'measure=feeding.rate&territory=REG-84', made: '1 7rtRAEXvLeEQ' },
    { figure: trendsFigure, query: 'measure=feeding.rate&split=region', made: '1 u4kDvDn7pO3C' },
    {
      figure: funnelFigure,
      query: 'measure=feeding.rate&split=department',
      made: '1 gR4cyhJm2Byn',
    },
    {
      figure: decompositionFigure,
      query: 'measure=feeding.rate&by=sector',
      made: '1 qYAJXIg4degF',
    },
    {
      figure: comparisonFigure,
      query: 'measure=feeding.rate&split=region&by=sector',
      made: '1 DZ_bJAuUJ1z8',
    },
    { figure: gapFigure, query: 'measure=feeding.rate', made: '1 bK3Dr_W8Edfq' },
    { figure: nowcastFigure, query: 'measure=feeding.documents', made: '1 XLvsORWlUtEp' },
  ])('$figure.name is raised when it answers otherwise', async ({ figure, query, made }) => {
    const { name, version } = figure;
    const response = await get(`${name}?${query}`);
    const body = (await response.json()) as Record<string, unknown>;
    const ofHead = ['measure', 'edition', 'citation', 'sources'];
    const own = Object.entries(body).filter(([key]) => !ofHead.includes(key));
    const digest = createHash('sha256').update(JSON.stringify(own)).digest('base64url');
    expect(`${version} ${digest.slice(0, 12)}`, 'raise its version').toBe(made);
  });
});

describe('every derived figure', () => {
  const paths = [
    'lag?measure=feeding.rate&territory=REG-84',
    'trends?measure=feeding.rate&split=region',
    'funnel?measure=feeding.rate&split=department',
    'decomposition?measure=feeding.rate&by=sector',
    'comparison?measure=feeding.rate&split=region&by=sector',
    'gap?measure=feeding.rate',
    'nowcast?measure=feeding.documents',
  ];

  it.each(paths)('cites its edition and the cells that it came from: %s', async (path) => {
    const response = await get(path);
    const body = (await response.json()) as Record<string, never>;
    const { citation, edition, sources, method } = lagAnswerShape
      .pick({ citation: true, edition: true, sources: true, method: true })
      .parse(body);
    expect(edition.id).toBe(2);
    expect(citation.fr).toMatch(/^Données simulées\. Vigie, « .+ – .+ », édition du 09\/11\/2026/);
    expect(method.fr).not.toBe('');
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) {
      const { pathname, search } = new URL(source);
      const cells = await fetch(`${api.url}${pathname}${search}`);
      expect(seriesShape.parse(await cells.json()).rows, source).not.toEqual([]);
    }
    const link = /<(.+)>; rel="canonical"/.exec(response.headers.get('link') ?? '')?.[1] ?? '';
    const { pathname, search } = new URL(link);
    expect(await (await fetch(`${api.url}${pathname}${search}`)).json()).toEqual(body);
  });

  it.each(paths)('is not sent again to who has it: %s', async (path) => {
    const etag = (await get(path)).headers.get('etag')!;
    const again = await get(path, { 'if-none-match': etag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect((await get(`${path}&as_of=1`, { 'if-none-match': etag })).status).toBe(200);
  });

  it('is documented with an address that it answers', async () => {
    const document = (await (await fetch(`${api.url}/openapi.json`)).json()) as {
      paths: Record<string, { get: { description: string } }>;
    };
    const documented = Object.entries(document.paths).filter(([path]) =>
      path.startsWith('/v1/derived/'),
    );
    expect(documented).toHaveLength(7);
    for (const [path, { get: operation }] of documented) {
      const example = /`(.+)`/.exec(operation.description)?.[1] ?? '';
      expect(example.split('?')[0]).toBe(path);
      expect((await fetch(`${api.url}${example}`)).status, example).toBe(200);
    }
  });
});
