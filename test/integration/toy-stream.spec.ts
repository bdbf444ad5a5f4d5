import { eventStreams, prepareDatabase, type StreamDeclaration } from '@vigie/etl';
import { describe, expect, it } from 'vitest';
import { scriptedFeed, type PartialRow } from '../support/scripted-feed.js';
import {
  loadAll,
  migratedWarehouse,
  unbalancedPages,
  type TestWarehouse,
} from '../support/warehouse.js';

/** A stream that nothing else of the project knows of: this declaration is all that it takes. */
const houseCalls: StreamDeclaration = {
  name: 'house_calls',
  schemaVersion: 1,
  columns: [
    { name: 'actor', type: 'uuid' },
    { name: 'record_key', type: 'int8' },
    { name: 'stratum', type: 'text', register: 'stratum' },
    { name: 'department', type: 'text', register: 'department' },
    { name: 'sector', type: 'text', register: 'sector' },
    { name: 'vendor', type: 'text', register: 'vendor' },
    { name: 'generation', type: 'text', register: 'generation' },
    { name: 'place', type: 'text', values: ['home', 'care_home'] },
    { name: 'made', type: 'int4' },
    { name: 'answered', type: 'int4' },
    { name: 'missed', type: 'int4' },
    { name: 'paid', type: 'int4' },
  ],
  submitted: { by: 'vendor', total: 'made' },
  target: { kind: 'partitioned', distribution: 'actor' },
  cells: {
    of: 'actor',
    fixed: ['sector', 'vendor'],
    changing: ['generation', 'place'],
    parts: [
      {
        part: {
          id: 'house_calls.made',
          stream: 'house_calls',
          kind: 'volume',
          column: 'made',
          from: { detail: 'place' },
          grains: ['month'],
        },
        cuboids: ['month.nation', 'department.month', 'detail.month.nation'],
      },
      {
        part: {
          id: 'house_calls.callers',
          stream: 'house_calls',
          kind: 'actors',
          column: 'made',
          at_least: 5,
          grains: ['month'],
        },
        cuboids: ['month.nation'],
      },
    ],
  },
  sums: [['made', 'answered', 'missed']],
  atMost: [['paid', 'answered']],
};

/** Calls of an actor, all of them answered unless it says otherwise. */
const calls = (row_id: string, actor: string, made: number, more: PartialRow = {}): PartialRow => ({
  row_id,
  actor,
  made,
  answered: made,
  place: 'home',
  ...more,
});

const addressOf = ({ ownerUrl, dataDir }: TestWarehouse) => ({ url: ownerUrl, dataDir });

async function fed() {
  const feed = await scriptedFeed({
    historyFrom: '2026-08',
    feedDay: '2026-11-21',
    streams: [houseCalls],
    submitting: ['v-mdv-01'],
  });
  // Closed for so long that it is read from the archive, and its events are not kept.
  feed.emit('house_calls', '2026-08-03', [
    calls('1', 'ann', 4),
    calls('2', 'bea', 6, { department: 'DEP-75', stratum: 'mdv.sampled' }),
  ]);
  feed.emit('house_calls', '2026-08-04', [calls('3', 'ann', 3, { place: 'care_home' })]);
  // A month of the journal, with everything that can befall a row.
  feed.emit('house_calls', '2026-10-05', [
    calls('a', 'ann', 5),
    calls('b', 'ann', 2, { place: 'care_home' }),
    calls('c', 'bea', 7),
    calls('d', 'cat', 9),
    ...['e', 'f', 'g', 'h', 'i', 'j'].map((id) => calls(id, id, 1)),
    calls('on the moon', 'ann', 1, { place: 'moon' }),
    calls('one too many', 'ann', 3, { answered: 1, missed: 1 }),
    calls('paid for nothing', 'ann', 1, { paid: 2 }),
  ]);
  feed.emit('house_calls', '2026-10-06', [
    calls('a', 'ann', 5, { period: '2026-10-05' }),
    calls('b', 'ann', 4, { period: '2026-10-05', place: 'care_home' }),
    calls('c', 'bea', 8, { period: '2026-10-05', revision: 2 }),
    calls('d', 'cat', 9, { period: '2026-10-05', revision: 2, op: 'delete' }),
    ...['k', 'l', 'm', 'n'].map((id) => calls(id, id, 1)),
  ]);
  feed.submit('house_calls', '2026-10-05', '2026-10-06');
  const warehouse = await migratedWarehouse(undefined, [houseCalls]);
  const load = () =>
    loadAll(warehouse, feed.url, { replayNights: 0, others: true, streams: [houseCalls] });
  return { feed, warehouse, load };
}

describe('a stream of one declaration', () => {
  it('has its table, and holds each row once, at its highest revision', async () => {
    const { warehouse, load } = await fed();
    await load();
    const { rows } = await warehouse.owner.query<{ made: number; revision: number; rows: number }>(
      `SELECT made, revision, count(*) AS rows FROM ingest.house_calls
       WHERE NOT deleted GROUP BY made, revision ORDER BY made`,
    );
    expect(rows).toEqual([
      { made: 1, revision: 1, rows: 10 },
      { made: 2, revision: 1, rows: 1 },
      { made: 5, revision: 1, rows: 1 },
      { made: 8, revision: 2, rows: 1 },
    ]);
  });

  it('balances: applied, duplicate or put aside with a reason', async () => {
    const { warehouse, load } = await fed();
    await load();
    const { rows } = await warehouse.owner.query(
      `SELECT sum(received)::int AS received, sum(applied)::int AS applied,
              sum(duplicate)::int AS duplicate, sum(quarantined)::int AS quarantined
       FROM ingest.page WHERE stream = 'house_calls' AND status = 'applied' AND month = '2026-10'`,
    );
    expect(rows).toEqual([{ received: 21, applied: 16, duplicate: 1, quarantined: 4 }]);
    expect(await unbalancedPages(warehouse.owner)).toEqual([]);
    const { rows: aside } = await warehouse.owner.query(
      'SELECT reason, field FROM ingest.quarantine ORDER BY reason, field',
    );
    expect(aside).toEqual([
      { reason: 'inconsistent', field: 'made' },
      { reason: 'inconsistent', field: 'paid' },
      { reason: 'revision_conflict', field: 'revision' },
      { reason: 'unknown_value', field: 'place' },
    ]);
  });

  it('has its submissions read, and no other stream is asked for', async () => {
    const { feed, warehouse, load } = await fed();
    await load();
    const { rows } = await warehouse.owner.query(
      'SELECT submitter, stream, period, rows, total FROM ingest.submission ORDER BY period',
    );
    expect(rows.at(-1)).toMatchObject({ submitter: 'v-mdv-01', stream: 'house_calls' });
    expect(new Set(feed.asked.map(({ stream }) => stream))).toEqual(
      new Set(['house_calls', 'submissions']),
    );
  });

  it('has its cells, from the archive and from the journal alike', async () => {
    const { warehouse, load } = await fed();
    await load();
    const { rows } = await warehouse.owner.query<Record<string, string | number>>(
      `SELECT period, part, territory, detail, n, sum, x1, x2, expanded::float8 AS expanded
       FROM mart.cell ORDER BY period, part DESC, cuboid COLLATE "C", territory, detail`,
    );
    const cells = rows.map((row) => Object.values(row).join(' '));
    expect(cells).toEqual([
      '2026-08 house_calls.made DEP-69  1 7 7 0 7',
      '2026-08 house_calls.made DEP-75  1 6 6 0 30',
      '2026-08 house_calls.made FR care_home 1 3 3 0 3',
      '2026-08 house_calls.made FR home 2 10 6 4 34',
      '2026-08 house_calls.made FR  2 13 7 6 37',
      '2026-08 house_calls.callers FR  2 2 1 1 6',
      '2026-10 house_calls.made DEP-69  12 25 8 7 25',
      '2026-10 house_calls.made FR care_home 1 2 2 0 2',
      '2026-10 house_calls.made FR home 12 23 8 5 23',
      '2026-10 house_calls.made FR  12 25 8 7 25',
      '2026-10 house_calls.callers FR  2 2 1 1 2',
    ]);
  });

  it('comes with its past into a database that holds others', async () => {
    const { feed, warehouse } = await fed();
    const known = eventStreams.filter(({ name }) => name === 'visits');
    feed.emit('visits', '2026-09-01', [{ row_id: 'v', actor: 'ann', visits: 3 }]);
    const options = { replayNights: 0, others: true };
    await prepareDatabase({ ...addressOf(warehouse), streams: known });
    await loadAll(warehouse, feed.url, { ...options, streams: known });
    // The next release knows one more stream.
    const streams = [...known, houseCalls];
    await prepareDatabase({ ...addressOf(warehouse), streams });
    feed.advanceTo('2026-11-22');
    await loadAll(warehouse, feed.url, { ...options, streams });
    const { rows } = await warehouse.owner.query(
      `SELECT s.period, s.rows, c.n FROM ingest.submission s JOIN mart.cell c
         ON c.period = left(s.period, 7) AND c.part = 'house_calls.made' AND c.cuboid = 'month.nation'
       WHERE s.stream = 'house_calls' AND NOT s.deleted`,
    );
    expect(rows).toEqual([{ period: '2026-10-05', rows: 12, n: 12 }]);
    const { rows: past } = await warehouse.owner.query(
      `SELECT n FROM mart.cell WHERE part = 'house_calls.callers' AND period = '2026-08'`,
    );
    expect(past).toEqual([{ n: 2 }]);
  });

  it('is left as it is by a second load', async () => {
    const { warehouse, load } = await fed();
    await load();
    const snapshot = async () =>
      (
        await warehouse.owner.query<Record<string, unknown>>(
          `SELECT (SELECT count(*) FROM ingest.page) AS pages, (SELECT count(*) FROM ingest.house_calls) AS rows,
                  (SELECT md5(string_agg(c::text, ',' ORDER BY c::text)) FROM mart.cell c) AS cells`,
        )
      ).rows;
    const before = await snapshot();
    await load();
    expect(await snapshot()).toEqual(before);
  });
});
