import {
  type Irritants,
  irritantsShape,
  type IrritantWithHistory,
  irritantWithHistoryShape,
  leversShape,
  type Problem,
  problemShape,
} from '@vigie/contract';
import { barriers, irritants, levers } from '@vigie/seeds/reference';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishedApi } from './testing/published-api.js';
import { publishWorld } from './testing/published-world.js';
import { irritantRows, leverRow } from './testing/tracked-world.js';

const api = publishedApi();

const { get } = api;
async function list(query = ''): Promise<Irritants> {
  const response = await get(`/v1/irritants${query}`);
  expect(response.status).toBe(200);
  return irritantsShape.parse(await response.json());
}
const one = async (id: string, query = ''): Promise<IrritantWithHistory> =>
  irritantWithHistoryShape.parse(await (await get(`/v1/irritants/${id}${query}`)).json());
async function refusal(path: string, headers: Record<string, string> = {}): Promise<Problem> {
  const response = await get(path, headers);
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const problem = problemShape.parse(await response.json());
  expect(response.status).toBe(problem.status);
  return problem;
}

/** A second edition closes the March of the first and writes another. */
const march = irritantRows('IRR-2', [{ month: '2026-03', reports: 100 }]);
const world = [
  ...irritantRows('IRR-2', [
    { month: '2026-01', reports: null, resolved: null },
    { month: '2026-02', reports: 120 },
    { month: '2026-04', reports: 90 },
    { month: '2026-05', reports: 10, resolved: 100 },
    { month: '2026-06', reports: 10, resolved: 200 },
    { month: '2026-07', reports: 10, resolved: 200 },
    { month: '2026-08', reports: 20, resolved: 30, reopened: 12, provisional: true },
  ]),
  ...march.map((row) => ({ ...row, valid_to: 2 })),
  ...march.map((row) => ({ ...row, valid_from: 2, value: row.value === 100 ? 130 : row.value })),
  leverRow('LEV-06', '2026-03', 1),
  leverRow('LEV-02', '2026-04', 3),
  leverRow('LEV-02', '2026-05', 4, { valid_from: 2 }),
  leverRow('LEV-01', '2026-02', 0),
];

describe('before the first edition', () => {
  it('irritants and levers are told, without what only an edition says', async () => {
    const { irritants: all, levers: theirs } = await list();
    expect(all.map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => null));
    expect(theirs.every(({ first_on, releases }) => first_on === null && releases === null)).toBe(
      true,
    );
    expect((await one('IRR-2')).history).toEqual([]);
  });
});

describe('irritants', () => {
  beforeAll(() => publishWorld(api.database, world));

  it('are the seven of the reference, each with its parts', async () => {
    const answer = await list();
    expect(answer.irritants.map(({ id }) => id)).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((n) => `IRR-${n}`),
    );
    const parts = answer.irritants.flatMap(({ sub_irritants }) => sub_irritants);
    expect(parts).toHaveLength(irritants.length - 7);
    expect(answer.irritants.flatMap((irritant) => irritant.barriers)).toHaveLength(barriers.length);
    const ids = new Set(answer.levers.map(({ id }) => id));
    const stages = new Set(answer.stages.map(({ id }) => id));
    for (const irritant of answer.irritants) {
      expect(stages).toContain(irritant.stage);
      expect(irritant).not.toHaveProperty('history');
      for (const lever of irritant.levers) expect(ids).toContain(lever);
      for (const { cleared_by } of irritant.barriers) {
        for (const lever of cleared_by) expect(irritant.levers).toContain(lever);
      }
    }
    expect(answer.statuses.map(({ label }) => label.fr)).toEqual([
      'Signalé',
      'Action en cours',
      'Correctif disponible',
      'En déploiement',
      'Résolu',
      'Rouvert',
    ]);
  });

  it('have the status that the published cells show, with its history', async () => {
    const irritant = await one('IRR-2');
    expect(irritant).toMatchObject({
      name: { fr: 'INS des patients longue ou délicate à qualifier' },
      owner: { id: 'ans', label: { fr: 'ANS', en: 'ANS' } },
      status: 'resolved',
      status_since: '2026-07',
    });
    expect(irritant.history.map(({ month, status }) => [month, status])).toEqual([
      ['2026-02', 'reported'],
      ['2026-03', 'action'],
      ['2026-04', 'available'],
      ['2026-05', 'deploying'],
      ['2026-07', 'resolved'],
    ]);
    expect(irritant.history.at(-1)!.because.fr).toBe(
      'Sur les 3 derniers mois : signalements, 30 ; résolutions, 500. Au plus fort, il y en avait 340 en 3 mois.',
    );
    const listed = (await list()).irritants.find(({ id }) => id === 'IRR-2');
    const { history: _, ...rest } = irritant;
    expect(listed).toEqual(rest);
  });

  it('keep the status of a past edition, and have none where nothing is published', async () => {
    const before = await one('IRR-2', '?as_of=1');
    expect(before.history.find(({ status }) => status === 'resolved')?.because.en).toContain(
      'At the peak there were 310',
    );
    expect((await one('IRR-2', '?as_of=2')).history).toEqual((await one('IRR-2')).history);
    expect(await one('IRR-5')).toMatchObject({ status: null, status_since: null, history: [] });
  });

  it.each([
    ['IRR-9', 'IRR-1'],
    ['irr-2x', 'IRR-2'],
    ['SUB-03', 'IRR-2'],
    ['BAR-19', 'IRR-3'],
    ['ins des patients longue ou delicate a qualifier', 'IRR-2'],
  ])('called %s are not there, and %s is near', async (id, near) => {
    const problem = await refusal(`/v1/irritants/${encodeURIComponent(id)}`);
    expect(problem).toMatchObject({
      code: 'unknown_irritant',
      status: 404,
      field: 'id',
      title: 'Irritant inconnu',
      detail: `L’irritant « ${id} » n’existe pas.`,
    });
    expect(problem.allowed?.slice(0, near === 'IRR-1' ? 7 : 1)).toContain(near);
    const english = await refusal(`/v1/irritants/${encodeURIComponent(id)}`, {
      'accept-language': 'en',
    });
    expect(english.detail).toBe(`There is no irritant “${id}”.`);
  });
});

describe('levers', () => {
  it('tell from which month and by how many releases they are deployed', async () => {
    const { levers: all, kinds } = leversShape.parse(await (await get('/v1/levers')).json());
    expect(all.map(({ id }) => id)).toEqual(levers.map(({ id }) => id));
    const lever = (id: string) => all.find((found) => found.id === id);
    expect(lever('LEV-02')).toMatchObject({
      kind: 'release',
      first_on: '2026-04',
      releases: 7,
      owner: { id: 'vendor' },
    });
    expect(lever('LEV-02')?.irritants).toContain('IRR-2');
    expect(lever('LEV-06')).toMatchObject({
      kind: 'national',
      first_on: '2026-03',
      releases: null,
    });
    expect(lever('LEV-01')).toMatchObject({ first_on: null, releases: 0 });
    expect(kinds.map(({ id }) => id)).toEqual(['release', 'national', 'programme', 'campaign']);
    expect((await list()).levers).toEqual(all);
  });

  it('are those of the edition that is asked for', async () => {
    const answer = leversShape.parse(await (await get('/v1/levers?as_of=1')).json());
    expect(answer.levers.find(({ id }) => id === 'LEV-02')).toMatchObject({ releases: 3 });
  });
});

describe('a request that cannot be answered', () => {
  it.each([
    ['/v1/irritants?as_of=3', 'unknown_edition', 'as_of', '2', 'L’édition 3 n’existe pas.'],
    ['/v1/irritants/IRR-1?as_of=3', 'unknown_edition', 'as_of', '2', 'L’édition 3 n’existe pas.'],
    ['/v1/levers?as_of=3', 'unknown_edition', 'as_of', '2', 'L’édition 3 n’existe pas.'],
    [
      '/v1/levers?asof=1',
      'unknown_parameter',
      'asof',
      'as_of',
      'Le paramètre « asof » n’existe pas.',
    ],
    [
      '/v1/irritants?status=x',
      'unknown_parameter',
      'status',
      'as_of',
      'Le paramètre « status » n’existe pas.',
    ],
  ])('%s is %s: %s could be %s', async (path, code, field, allowed, detail) => {
    expect(await refusal(path)).toMatchObject({ code, field, status: 400, detail });
    expect((await refusal(path)).allowed).toContain(allowed);
  });

  it.each(['/v1/irritants?as_of=one', '/v1/levers?as_of=0', '/v1/irritants/IRR-1?as_of=1&as_of=2'])(
    '%s names the parameter',
    async (path) => {
      expect(await refusal(path)).toMatchObject({ code: 'invalid_parameter', field: 'as_of' });
    },
  );
});
