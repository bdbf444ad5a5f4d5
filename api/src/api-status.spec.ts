import {
  figuresShape,
  milestonesShape,
  problemShape,
  type Status,
  statusShape,
} from '@vigie/contract';
import { milestones, publishedFigures } from '@vigie/seeds/reference';
import { describe, expect, it } from 'vitest';
import { publishedApi } from './testing/published-api.js';
import { publishWorld } from './testing/published-world.js';

const api = publishedApi();

const { get } = api;
async function status(): Promise<Status> {
  const response = await get('/v1/status');
  expect(response.status).toBe(200);
  return statusShape.parse(await response.json());
}

describe('the status', () => {
  it('is told before anything is loaded', async () => {
    expect(await status()).toEqual({
      edition: null,
      feed_day: null,
      source_day: null,
      last_load_at: null,
      lag_days: null,
      loaded: [],
      sources: [],
    });
  });

  it('tells how far each stream is loaded, what is missing and the lag', async () => {
    await publishWorld(api.database, []);
    await api.database.owner.query(`
      INSERT INTO ingest.period_source (stream, month, grain) VALUES
        ('documents', '2026-09', 'month'), ('documents', '2026-10', 'day'),
        ('documents', '2026-11', 'day'), ('profiles', '2026-10', 'month'),
        ('submissions', '2026-10', 'month');
      INSERT INTO ingest.part (stream, month, through, complete) VALUES
        ('documents', '2026-09', null, true), ('documents', '2026-10', '2026-11-19', true),
        ('documents', '2026-11', '2026-11-19', false), ('profiles', '2026-10', null, true),
        ('submissions', '2026-10', null, true);
      INSERT INTO ingest.page (stream, month, grain, cursor, status, at) VALUES
        ('documents', '2026-10', 'day', 'a', 'applied', '2026-11-20T04:00:00Z'),
        ('documents', '2026-11', 'day', 'b', 'applied', '2026-11-20T05:30:00.5+01:00');
      INSERT INTO ingest.quarantine (page, stream, month, reason, row) VALUES
        (1, 'documents', '2026-10', 'unknown_vendor', '{}'),
        (1, 'documents', '2026-11', 'unknown_vendor', '{}');
      -- What is settled is not held any more, and a check that passes holds nothing back.
      INSERT INTO ingest.quarantine (page, stream, month, reason, row, state) VALUES
        (1, 'documents', '2026-11', 'unknown_vendor', '{}', 'replayed'),
        (1, 'profiles', '2026-10', 'unknown_vendor', '{}', 'expired');
      INSERT INTO ops.quality_check (feed_day, name, stream, period, submitter, outcome) VALUES
        ('2026-11-19', 'reconciliation', 'documents', '2026-10', '', 'fail'),
        ('2026-11-19', 'reconciliation', 'documents', '2026-10-02', 'v1', 'fail'),
        ('2026-11-19', 'reconciliation', 'documents', '2026-10-02', 'v2', 'fail'),
        ('2026-11-18', 'counts', 'profiles', '2026-10', '', 'fail'),
        ('2026-11-19', 'counts', 'profiles', '2026-10', '', 'pass');
      INSERT INTO reference.submitter (id, kind, stream, sector, expected_from) VALUES
        ('v1', 'vendor', 'documents', 'mdv', '2022-01'),
        ('v2', 'vendor', 'documents', 'mdv', '2022-01'),
        ('v3', 'vendor', 'documents', 'mdv', '2026-11'),
        ('v4', 'vendor', 'documents', 'officine', '2022-01'),
        ('s-mes', 'national', 'profiles', null, '2022-01');
      INSERT INTO ingest.submission
        (submitter, stream, sector, period, revision, sent_on, rows, total, deleted)
        SELECT 'v1', 'documents', 'mdv', day::date::text, 1, '2026-11-03', 1, 1, false
        FROM generate_series('2026-10-01'::date, '2026-10-31'::date, '1 day') AS day;
      INSERT INTO ingest.submission
        (submitter, stream, sector, period, revision, sent_on, rows, total, deleted) VALUES
        ('v2', 'documents', 'mdv', '2026-10-01', 1, '2026-11-04', 1, 1, false),
        ('v2', 'documents', 'mdv', '2026-10-02', 1, '2026-11-09', 1, 1, true),
        ('v2', 'documents', 'mdv', '2026-09', 1, '2026-10-04', 1, 1, false),
        ('s-mes', 'profiles', '', '2026-10', 1, '2026-11-02', 1, 1, false);
      INSERT INTO reference.submitter (id, kind, stream, sector, expected_from)
        SELECT 'h' || n, 'vendor', 'documents', 'hopital', '2022-01' FROM generate_series(1, 5) AS n;
      INSERT INTO ingest.submission
        (submitter, stream, sector, period, revision, sent_on, rows, total, deleted)
        SELECT 'h' || n, 'documents', 'hopital', '2026-10', 1, '2026-11-01', 1, 1, false
        FROM generate_series(1, 4) AS n;
      INSERT INTO ops.source_day (feed_day, seen_at) VALUES ('2026-11-21', now());
    `);
    expect(await status()).toMatchObject({
      edition: { id: 2, feed_day: '2026-11-09' },
      feed_day: '2026-11-19',
      source_day: '2026-11-21',
      last_load_at: '2026-11-20T04:30:00.500Z',
      lag_days: 2,
      loaded: [
        {
          stream: 'documents',
          last_month: '2026-11',
          last_day: '2026-11-19',
          complete: false,
          provisional_months: ['2026-11'],
          quarantined: 2,
          held_back: 2,
        },
        {
          stream: 'profiles',
          last_month: '2026-10',
          last_day: '2026-10-31',
          complete: true,
          provisional_months: [],
          quarantined: 0,
          held_back: 0,
        },
      ],
      sources: [
        { stream: 'documents', sector: 'hopital', month: '2026-10', received: 'at_least_80' },
        { stream: 'documents', sector: 'mdv', month: '2026-10', received: 'under_80' },
        { stream: 'documents', sector: 'officine', received: 'under_80', last_sent_on: null },
        { stream: 'profiles', sector: null, received: 'complete', last_sent_on: '2026-11-02' },
      ],
    });
  });

  it('counts the days without an answer of the source', async () => {
    await api.database.owner.query(
      `UPDATE ops.source_day SET seen_at = now() - interval '50 hours'`,
    );
    expect((await status()).lag_days).toBe(4);
  });
});

describe('published figures', () => {
  it('are told beside the simulated ones, whatever the edition', async () => {
    const answer = figuresShape.parse(await (await get('/v1/figures')).json());
    expect(answer.figures.map(({ id }) => id).sort()).toEqual(
      publishedFigures.map(({ id }) => id).sort(),
    );
    for (const { id, published } of publishedFigures.map((one) => ({
      ...one,
      published: one.value,
    }))) {
      expect(answer.figures.find((figure) => figure.id === id)).toMatchObject({ published });
    }
    expect(answer.summary.all.figures).toBe(answer.figures.length);
  });
});

describe('milestones', () => {
  it('are those of the reference, oldest first', async () => {
    const answer = milestonesShape.parse(await (await get('/v1/milestones')).json());
    expect(answer).toHaveLength(milestones.length);
    const dates = answer.map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
    expect(answer.find(({ id }) => id === 'pilot')).toEqual({
      id: 'pilot',
      date: '2021-08',
      kind: 'event',
      name: { fr: 'Pilote dans trois départements', en: 'Pilot in three departments' },
      territories: ['DEP-31', 'DEP-44', 'DEP-80'],
    });
  });
});

describe('what takes no parameter', () => {
  it.each(['/v1/status', '/v1/figures', '/v1/milestones'])('%s refuses any', async (path) => {
    const problem = async (language: string) =>
      problemShape.parse(
        await (await get(`${path}?as_of=1`, { 'accept-language': language })).json(),
      );
    expect(await problem('fr')).toMatchObject({
      code: 'unknown_parameter',
      status: 400,
      field: 'as_of',
      detail: 'Le paramètre « as_of » n’existe pas.',
    });
    expect((await problem('en')).detail).toBe('There is no parameter “as_of”.');
  });
});

describe('without the database', () => {
  it('what the reference says is still told; the rest is unavailable for now', async () => {
    await api.database.server.stop();
    expect((await get('/v1/milestones')).status).toBe(200);
    expect((await get('/v1/figures')).status).toBe(200);
    for (const path of ['/v1/status', '/v1/irritants', '/v1/irritants/IRR-1', '/v1/levers']) {
      const response = await get(path);
      expect(response.status, path).toBe(503);
      expect(problemShape.parse(await response.json()).code).toBe('unavailable');
      expect(response.headers.get('retry-after')).toBe('10');
    }
  });
});
