import { problemShape } from '@vigie/contract';
import { describe, expect, it } from 'vitest';
import { derivedWorld, provisionalMonth, yearBefore } from './testing/derived-world.js';
import { publishedApi } from './testing/published-api.js';

const api = publishedApi(derivedWorld);
const get = (path: string): Promise<Response> => api.get(`/v1/derived/${path}`);

describe('a derived figure', () => {
  it.each([
    ['lag?measure=feeding.documents&territory=REG-84', 'invalid_parameter', 'measure'],
    ['lag?measure=feeding.rate&territory=FR', 'invalid_parameter', 'territory'],
    ['lag?measure=feeding.rate&territory=REG-99', 'unknown_territory', 'territory'],
    ['lag?measure=nothing&territory=REG-84', 'unknown_measure', 'measure'],
    ['lag?measure=feeding.rate&territory=REG-84&sector=mdv,esms', 'invalid_parameter', 'sector'],
    ['trends?measure=feeding.rate&split=vendor', 'dimension_not_allowed', 'split'],
    ['trends?measure=feeding.rate&period=2026-10', 'unknown_parameter', 'period'],
    ['funnel?measure=feeding.documents&split=region', 'invalid_parameter', 'measure'],
    ['funnel?measure=feeding.rate&split=nation', 'invalid_parameter', 'split'],
    ['decomposition?measure=feeding.rate&from=2021-01', 'invalid_period', 'from'],
    ['decomposition?measure=feeding.rate&to=9999-12', 'invalid_period', 'to'],
    ['comparison?measure=feeding.rate&split=region&by=detail', 'not_in_lattice', 'by'],
    ['comparison?measure=feeding.rate&split=region&by=profession', 'not_in_lattice', 'by'],
    ['decomposition?measure=feeding.rate&territory=DEP-69&by=sector', 'not_in_lattice', 'by'],
    ['gap?measure=activation.rate', 'invalid_parameter', 'measure'],
    ['nowcast?measure=feeding.rate', 'invalid_parameter', 'measure'],
    ['nowcast?measure=feeding.documents&territory=DEP-69', 'not_in_lattice', 'period'],
  ])('refuses what it cannot be told of: %s', async (path, code, field) => {
    const response = await get(path);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const problem = (await response.json()) as { code: string; field: string; allowed?: string[] };
    expect({ code: problem.code, field: problem.field }).toEqual({ code, field });
  });

  it.each([
    ['lag?measure=feeding.rate&territory=REG-84', 'month'],
    ['trends?measure=feeding.rate&split=region', 'month'],
    ['funnel?measure=feeding.rate&split=department', 'month'],
    [`decomposition?measure=feeding.rate&from=${yearBefore}`, 'to'],
    ['decomposition?measure=feeding.rate', 'from'],
    ['comparison?measure=feeding.rate&split=region&by=sector', 'month'],
    ['gap?measure=feeding.rate', 'month'],
  ])(
    'refuses a month that is not published, and names the nearest: %s, %s',
    async (path, field) => {
      for (const month of ['9999-12', '0000-01', '2021-12']) {
        const response = await get(`${path}&${field}=${month}`);
        const problem = problemShape.parse(await response.json());
        expect(problem, month).toMatchObject({ status: 400, code: 'invalid_period', field });
        expect(problem.detail).toContain(`« ${month} »`);
        const { allowed = [] } = problem;
        const order = month === '9999-12' ? allowed.toSorted().reverse() : allowed.toSorted();
        expect(allowed).toEqual(order);
        const [nearest = ''] = allowed;
        expect((await get(`${path}&${field}=${nearest}`)).status, nearest).toBe(200);
      }
    },
  );

  it('says that limits have no place around all or nothing', async () => {
    const response = await get('funnel?measure=activation.rate&split=region');
    const problem = problemShape.parse(await response.json());
    expect(problem).toMatchObject({ code: 'invalid_period', field: 'month', allowed: [] });
    expect(problem.detail).toContain('le taux national y est de 0 ou de 100 %');
  });

  it('says so where no month is final yet, and which may be named', async () => {
    const path = 'trends?measure=activation.rate&split=region';
    const problem = problemShape.parse(await (await get(path)).json());
    expect(problem).toMatchObject({ code: 'invalid_period', field: 'month' });
    expect(problem.detail).toBe('Aucun mois de cet indicateur n’est encore définitif.');
    expect(problem.allowed).toEqual([provisionalMonth]);
    expect((await get(`${path}&month=${provisionalMonth}`)).status).toBe(200);
    const none = problemShape.parse(
      await (await get('nowcast?measure=activation.activations')).json(),
    );
    expect(none).toMatchObject({ code: 'invalid_period', field: 'measure', allowed: [] });
    expect(none.detail).toBe('Aucun mois de cet indicateur n’y est encore publié.');
  });
});
