import { createHash } from 'node:crypto';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCore, type RunningCore } from '../start.js';
import { STREAM_NAMES } from '../world.js';
import { FAULTS, type FaultKind } from './faults.js';
import type { Manifest } from './manifest.js';

const options = { scenario: 'tiny', clock: '2026-11-22' } as const;
interface Problem {
  readonly code: string;
  readonly message: string;
  readonly allowed: string[];
}

describe('core server', () => {
  let core: RunningCore;
  beforeAll(async () => {
    core = await startCore(options);
  });
  afterAll(() => core.close());
  const get = (path: string): Promise<Response> => fetch(core.url + path);
  const json = async <T>(path: string): Promise<T> => (await (await get(path)).json()) as T;

  it('states its world, streams and watermarks', async () => {
    const manifest = await json<Manifest>('/feeds');
    expect(manifest).toMatchObject({
      simulated: true,
      scale: 0.2,
      feed_day: '2026-11-21',
      history_from: '2026-01',
    });
    expect(manifest.streams.map(({ name }) => name)).toEqual(STREAM_NAMES);
    expect(manifest.streams[3]!.watermark).toEqual({ day: '2026-11-21', closed_month: '2026-10' });
    expect(manifest.strata[0]).toEqual({ id: 'complete', factor: 1 });
  });

  it('expects the rows of archives and journals', async () => {
    const { streams } = await json<Manifest>('/feeds');
    const off: string[] = [];
    for (const { name, rows } of streams) {
      let archive = 0;
      for (let m = 1; m <= 10; m++) {
        const month = `2026-${String(m).padStart(2, '0')}`;
        const response = await get(`/feeds/${name}?grain=month&month=${month}&limit=100000`);
        archive += Number(response.headers.get('vigie-rows'));
      }
      let journal = 0;
      for (const month of ['2026-09', '2026-10', '2026-11']) {
        journal += await journalRows(name, month);
      }
      for (const [found, expected] of [
        [archive, rows.month],
        [journal, rows.day],
      ] as const) {
        // A country of a few hundred actors strays from the expectation more than the real one.
        if (Math.abs(found - expected) > 0.25 * found + 80) {
          off.push(`${name}: ${found} for ${expected}`);
        }
      }
    }
    expect(off).toEqual([]);
  }, 60_000);

  async function journalRows(name: string, month: string): Promise<number> {
    let rows = 0;
    for (let after = ''; ;) {
      const { headers } = await get(
        `/feeds/${name}?grain=day&month=${month}&limit=100000&after=${after}`,
      );
      rows += Number(headers.get('vigie-rows'));
      after = headers.get('vigie-next')!;
      if (headers.get('vigie-more') === 'false') return rows;
    }
  }

  it('serves a page with its headers', async () => {
    const response = await get('/feeds/documents?grain=month&month=2026-08&limit=50');
    const body = new Uint8Array(await response.arrayBuffer());
    expect(response.headers.get('vigie-sha256')).toBe(
      createHash('sha256').update(body).digest('hex'),
    );
    expect(response.headers.get('vigie-schema-version')).toBe('1');
    expect(response.headers.get('vigie-more')).toBe('true');
    expect(tableFromIPC(body).numRows).toBe(Number(response.headers.get('vigie-rows')));
  });

  it('keeps the rest of a day for a reader whose clock went back', async () => {
    const path = '/feeds/documents?grain=day&month=2026-06&limit=50';
    const cursor = (await get(path)).headers.get('vigie-next')!;
    const earlier = await get(`${path}&after=${cursor}&through=2026-05-31`);
    expect(earlier.headers.get('vigie-next')).toBe(cursor);
    expect(Number(earlier.headers.get('vigie-rows'))).toBe(0);
    expect(Number((await get(`${path}&after=${cursor}`)).headers.get('vigie-rows'))).toBe(50);
    for (const day of ['2026-13-01', '2026-06-31', '2027-01-01']) {
      const impossible = cursor.replace('2026-06-01', day);
      expect((await get(`${path}&after=${impossible}`)).status).toBe(400);
    }
  });

  it('serves the submissions of some streams alone', async () => {
    const page = async (more: string) => {
      const response = await get(
        `/feeds/submissions?grain=month&month=2026-08&limit=100000${more}`,
      );
      const table = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
      return { table, next: response.headers.get('vigie-next') };
    };
    const [all, some] = await Promise.all([page(''), page('&of=roster,documents')]);
    const streams = (table: typeof all.table): string[] =>
      Array.from(table.getChild('stream')!, String);
    expect(new Set(streams(some.table))).toEqual(new Set(['documents', 'roster']));
    const both = streams(all.table).filter((name) => ['documents', 'roster'].includes(name));
    expect(some.table.numRows).toBe(both.length);
    expect(some.next).toContain('submissions:roster,documents');
  });

  it('serves the registers', async () => {
    const vendors = await json<{ rows: { sector: string }[] }>('/registers/vendors');
    const least = { mdv: 14, hopital: 10, biologie: 13, officine: 11, imagerie: 10, esms: 8 };
    for (const [sector, count] of Object.entries(least)) {
      expect(vendors.rows.filter((row) => row.sector === sector).length).toBeGreaterThanOrEqual(
        count,
      );
    }
    for (const name of ['releases', 'programmes', 'operators']) {
      expect((await json<{ rows: object[] }>(`/registers/${name}`)).rows.length).toBeGreaterThan(5);
    }
    const submitters = await json<{ rows: { id: string; stream: string }[] }>(
      '/registers/submitters',
    );
    expect(new Set(submitters.rows.map((row) => `${row.id}/${row.stream}`)).size).toBe(
      submitters.rows.length,
    );
  });

  it.each([
    ['/feeds/teleportations?grain=month&month=2026-08', 400, 'unknown_stream'],
    ['/feeds/documents?grain=event&month=2026-11', 409, 'not_closed'],
    ['/feeds/documents?grain=week&month=2026-08', 400, 'unknown_grain'],
    ['/feeds/documents?grain=month&month=2025-12', 400, 'unknown_month'],
    ['/feeds/documents?grain=day&month=2026-12', 400, 'unknown_month'],
    ['/feeds/documents?grain=month&month=2026-11', 409, 'not_closed'],
    ['/feeds/documents?grain=month&month=2026-08&limit=0', 400, 'bad_limit'],
    ['/feeds/documents?grain=month&month=2026-08&limit=100001', 400, 'bad_limit'],
    [
      '/feeds/documents?grain=month&month=2026-08&after=wother~documents~month~2026-08~0',
      400,
      'other_world',
    ],
    ['/feeds/documents?grain=day&month=2026-11&through=2026-11-22', 400, 'unknown_through'],
    ['/feeds/documents?grain=day&month=2026-11&page=2', 400, 'unknown_parameter'],
    ['/registers/doctors', 404, 'unknown_register'],
    ['/nowhere', 404, 'unknown_address'],
    [
      '/simulation/counterfactual?lever=LEV-04&change=from:2026-02-31&from=2026-01&to=2026-02',
      400,
      'unknown_change',
    ],
    ['/feeds/submissions?grain=month&month=2026-08&of=dreams', 400, 'unknown_stream'],
    ['/feeds/roster?grain=month&month=2026-08&of=documents', 400, 'unknown_parameter'],
    ['/simulation/effects?lever=LEV-99&from=2026-01&to=2026-02', 400, 'unknown_lever'],
    ['/simulation/effects?lever=LEV-04&from=2026-03&to=2026-02', 400, 'unknown_window'],
    ['/simulation/effects?lever=LEV-04&from=2025-03&to=2026-02', 400, 'unknown_month'],
    [
      '/simulation/counterfactual?lever=LEV-04&change=never&from=2026-01&to=2026-02',
      400,
      'unknown_change',
    ],
    ['/simulation/submissions?month=2026-08&grain=week', 400, 'unknown_grain'],
    ['/simulation/barriers?mois=2026-08', 400, 'unknown_parameter'],
    [
      '/simulation/effects?lever=LEV-04&measure=joy&from=2026-01&to=2026-02',
      400,
      'unknown_measure',
    ],
  ])('refuses %s', async (path, status, code) => {
    const response = await get(path);
    const problem = (await response.json()) as Problem;
    expect([response.status, problem.code]).toEqual([status, code]);
    expect(problem.message).not.toBe('');
    expect(problem.allowed.length).toBeGreaterThan(0);
  });

  it('says which port is taken by the error of the system', async () => {
    const port = Number(new URL(core.url).port);
    await expect(startCore({ ...options, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('faults', () => {
  const answer = async (kind: FaultKind) => {
    const core = await startCore({ ...options, faults: [{ kind, every: 2 }] });
    const url = `${core.url}/feeds/documents?grain=month&month=2026-08&limit=50`;
    try {
      const good = await fetch(url);
      const expected = new Uint8Array(await good.arrayBuffer());
      const response = await fetch(url, {
        signal: AbortSignal.timeout(kind === 'timeout' ? 300 : 5_000),
      });
      const body = new Uint8Array(await response.arrayBuffer());
      const digest = createHash('sha256').update(body).digest('hex');
      return { expected, response, body, holds: response.headers.get('vigie-sha256') === digest };
    } finally {
      await core.close();
    }
  };

  it('make every nth page bad in their own way, and no other', async () => {
    expect((await answer('5xx')).response.status).toBe(503);
    expect((await answer('bad_digest')).holds).toBe(false);
    const cut = await answer('cut_page');
    expect(cut.body.length).toBeLessThan(cut.expected.length);
    const count = await answer('wrong_count');
    expect(Number(count.response.headers.get('vigie-rows'))).toBe(
      tableFromIPC(count.body).numRows + 1,
    );
    const added = await answer('added_column');
    expect(added.holds).toBe(true);
    expect(tableFromIPC(added.body).schema.names).toContain('added');
    const unknown = tableFromIPC((await answer('unknown_enum')).body);
    expect(unknown.getChild('generation')!.get(0)).toBe('unheard_of');
    const malformed = tableFromIPC((await answer('malformed_rows')).body);
    expect(malformed.getChild('produced')!.get(0)).toBe(-1);
    expect(malformed.getChild('produced')!.get(1)).toBeGreaterThanOrEqual(0);
    const twice = await answer('duplicate_rows');
    expect(tableFromIPC(twice.body).numRows).toBe(2 * tableFromIPC(twice.expected).numRows);
    await expect(answer('timeout')).rejects.toThrow(/timeout/);
    const slow = await answer('slow_bytes');
    expect(slow.body).toEqual(slow.expected);
    expect(FAULTS.length).toBe(11);
  });

  it('make a clock jump back between two manifests', async () => {
    const core = await startCore({ ...options, faults: [{ kind: 'clock_skew', every: 2 }] });
    const feedDay = async (): Promise<string> =>
      ((await (await fetch(`${core.url}/feeds`)).json()) as Manifest).feed_day;
    expect([await feedDay(), await feedDay(), await feedDay()]).toEqual([
      '2026-11-21',
      '2026-11-20',
      '2026-11-21',
    ]);
    await core.close();
  });
});
