import { streams, type LoadObserver } from '@vigie/etl';
import { describe, expect, it } from 'vitest';
import { edgeWorld } from '../support/edge-world.js';
import {
  idOf,
  scriptedFeed,
  type PartialRow,
  type ScriptedFeedOptions,
} from '../support/scripted-feed.js';
import { loadAll, migratedWarehouse, runningCore } from '../support/warehouse.js';

type Summary = Parameters<NonNullable<LoadObserver['quality']>>[0];
type Told = Summary['changed'][number];

const some = (...names: string[]) => streams.filter(({ name }) => names.includes(name));

/** A feed of documents and a warehouse that loads them; `checks` are all that was told so far. */
async function world(options: ScriptedFeedOptions = {}) {
  const feed = await scriptedFeed({ historyFrom: '2026-09', feedDay: '2026-10-19', ...options });
  const warehouse = await migratedWarehouse();
  const checks: Told[] = [];
  const load = async (day?: string): Promise<void> => {
    if (day !== undefined) feed.advanceTo(day);
    await loadAll(warehouse, feed.url, {
      streams: some('documents'),
      replayNights: 0,
      observer: { quality: ({ changed }) => void checks.push(...changed) },
    });
  };
  const { owner } = warehouse;
  const latest = async (where: string): Promise<string[]> => {
    const { rows } = await owner.query<{ line: string }>(
      `SELECT concat_ws(' ', name, stream, nullif(period, ''), nullif(submitter, ''), outcome,
                        observed || '/' || expected, detail) AS line
       FROM ops.quality WHERE ${where} ORDER BY line`,
    );
    return rows.map(({ line }) => line);
  };
  /** The highest publication that the national volume of a period has reached. */
  const published = async (period: string): Promise<number> => {
    const { rows } = await owner.query<{ publication: number | null }>(
      `SELECT max(publication) AS publication FROM published.cell
       WHERE measure = 'feeding.documents' AND territory = 'FR' AND period = $1`,
      [period],
    );
    return rows[0]?.publication ?? 0;
  };
  return { feed, warehouse, owner, load, latest, published, checks };
}

const documents = (accepted: number, more: PartialRow = {}): PartialRow => ({
  produced: accepted,
  attempted: accepted,
  accepted,
  ...more,
});
const row = (label: string, period: string, more: PartialRow = {}): PartialRow =>
  documents(2, { row_id: label, actor: label, period, ...more });
const rows = (count: number, period: string, more: PartialRow = {}): PartialRow[] =>
  Array.from({ length: count }, (_, n) => row(`${period} ${n}`, period, more));

/** What a submitter says it sent, whatever it sent. */
const saying = (
  submitter: string,
  period: string,
  sent: { rows: number; total: number },
  more: PartialRow = {},
): PartialRow => ({
  row_id: `${submitter}|documents|${period}`,
  period,
  submitter,
  stream: 'documents',
  sector: 'mdv',
  sent_on: period,
  rows: sent.rows,
  total: BigInt(sent.total),
  ...more,
});

describe('the checks after a load', () => {
  it('pass where what stands is what was submitted, and write nothing when nothing changes', async () => {
    const { feed, owner, load, latest, published } = await world();
    feed.emit('documents', '2026-09-05', rows(30, '2026-09-05'));
    feed.submit('documents', '2026-09-05', '2026-09-05');
    await load();
    expect(await latest(`name = 'counts' AND period = '2026-09'`)).toEqual([
      'counts documents 2026-09 pass 30/30',
    ]);
    // Before the close more may come: nothing is held against the submissions yet.
    expect(await latest(`name = 'reconciliation'`)).toEqual([]);
    await load('2026-10-20');
    expect(await latest(`name = 'reconciliation'`)).toEqual([
      'reconciliation documents 2026-09 pass 30/30',
    ]);
    expect(await published('2026-09')).toBe(3);
    const stored = async () =>
      (await owner.query<{ id: number }>(`SELECT id FROM ops.quality_check WHERE stream <> ''`))
        .rows;
    const before = await stored();
    await load();
    expect(await stored()).toEqual(before);
  });

  it('fail where rows are missing that nothing explains: told, not published, until it is mended', async () => {
    const { feed, load, latest, published, checks } = await world();
    feed.emit('documents', '2026-09-05', rows(30, '2026-09-05'));
    const sent = { rows: 31, total: 62 };
    feed.emit('submissions', '2026-09-05', [saying('v-mdv-01', '2026-09-05', sent)]);
    await load();
    expect(await published('2026-09')).toBe(2);
    await load('2026-10-20');
    expect(await latest(`outcome = 'fail'`)).toEqual([
      'reconciliation documents 2026-09 fail 30/31',
      'reconciliation documents 2026-09-05 v-mdv-01 fail 30/31 1 rows are missing: nothing explains it',
    ]);
    expect(checks.filter(({ outcome }) => outcome === 'fail')).toHaveLength(2);
    expect(await published('2026-09')).toBe(2);
    expect(await published('2026-09-05')).toBe(2);
    // Other days of the month are not held; the month as a whole is.
    expect(await published('2026-09-06')).toBe(3);
    const corrected = saying('v-mdv-01', '2026-09-05', { rows: 30, total: 60 }, { revision: 2 });
    feed.emit('submissions', '2026-10-21', [corrected]);
    await load('2026-10-21');
    expect(await latest(`outcome = 'fail'`)).toEqual([]);
    expect(await published('2026-09')).toBe(3);
    expect(await published('2026-09-05')).toBe(3);
  });

  it('fail where rows stand that nobody sent', async () => {
    const { feed, load, latest, published } = await world();
    feed.emit('documents', '2026-09-05', rows(30, '2026-09-05'));
    const sent = { rows: 29, total: 60 };
    feed.emit('submissions', '2026-09-05', [saying('v-mdv-01', '2026-09-05', sent)]);
    await load('2026-10-20');
    expect(await latest(`outcome = 'fail' AND submitter <> ''`)).toEqual([
      'reconciliation documents 2026-09-05 v-mdv-01 fail 30/29 1 rows too many: nothing explains it',
    ]);
    expect(await published('2026-09')).toBe(0);
  });

  it('warn where as many rows are held in quarantine as are missing, and publish', async () => {
    const { feed, load, latest, published } = await world();
    feed.emit('documents', '2026-09-05', [
      ...rows(30, '2026-09-05'),
      row('bad', '2026-09-05', { department: 'DEP-99' }),
    ]);
    feed.submit('documents', '2026-09-05', '2026-09-05');
    await load('2026-10-20');
    expect(await latest(`outcome <> 'pass' AND name IN ('reconciliation', 'referential')`)).toEqual(
      [
        'reconciliation documents 2026-09 warn 30/31',
        'reconciliation documents 2026-09-05 v-mdv-01 warn 30/31 1 rows are missing: as many are held in quarantine, or came late',
        'referential documents 2026-09 warn 1/0 1 of 31 rows with a value of no register',
      ],
    );
    expect(await published('2026-09')).toBe(3);
  });

  it('warn where a row came after the close, which no submission speaks of', async () => {
    const { feed, load, latest } = await world();
    feed.emit('documents', '2026-09-05', rows(30, '2026-09-05'));
    feed.submit('documents', '2026-09-05', '2026-09-05');
    await load('2026-10-20');
    feed.emit('documents', '2026-10-22', [row('late', '2026-09-05')]);
    await load('2026-10-22');
    expect(await latest(`name = 'reconciliation' AND submitter <> ''`)).toEqual([
      'reconciliation documents 2026-09-05 v-mdv-01 warn 31/30 1 rows too many: as many came late',
    ]);
  });

  it('hold a month back of which more than a twentieth is in quarantine', async () => {
    const { feed, load, latest, published } = await world();
    feed.emit('documents', '2026-09-05', [
      ...rows(180, '2026-09-05'),
      ...rows(20, '2026-09-06', { department: 'DEP-99' }),
    ]);
    await load('2026-10-20');
    expect(await latest(`outcome = 'fail'`)).toEqual([
      'quarantined documents 2026-09 fail 20/0 20 of 200 rows held in quarantine',
      'referential documents 2026-09 fail 20/0 20 of 200 rows with a value of no register',
    ]);
    expect(await published('2026-09')).toBe(0);
    expect(await published('2026-10')).toBe(0);
  });

  it('fail where the ledger does not balance, whatever unbalanced it', async () => {
    const { feed, owner, load, latest, published } = await world();
    feed.emit('documents', '2026-09-05', rows(30, '2026-09-05'));
    await load();
    await owner.query(`UPDATE ingest.page SET applied = applied - 1 WHERE stream = 'documents'`);
    feed.emit('documents', '2026-10-20', rows(1, '2026-09-07'));
    await load('2026-10-20');
    expect(await latest(`outcome = 'fail'`)).toEqual([
      'counts documents 2026-09 fail 31/31 1 lines of the ledger do not add up; 31 rows stand, the ledger applied 30',
    ]);
    expect(await published('2026-09')).toBe(2);
  });

  it('of an archive month pass once its submission is corrected and the month rebuilt', async () => {
    const world = await edgeWorld({ historyFrom: '2026-07' });
    const { feed } = world;
    feed.emit('documents', '2026-07-05', rows(30, '2026-07-05'));
    const sent = { rows: 30, total: 61 };
    feed.emit('submissions', '2026-07-05', [saying('v-mdv-01', '2026-07-05', sent)]);
    await world.load();
    const checked = () =>
      world.rows(
        `SELECT outcome, detail FROM ops.quality
         WHERE name = 'reconciliation' AND period = '2026-07' AND submitter = 'v-mdv-01'`,
      );
    const published = () =>
      world.rows(`SELECT FROM published.cell WHERE measure = 'feeding.documents'
                  AND period = '2026-07' AND territory = 'FR' AND valid_to IS NULL`);
    expect(await checked()).toEqual([
      { outcome: 'fail', detail: 'the total differs by 1: nothing explains it' },
    ]);
    expect(await published()).toEqual([]);
    const right = saying('v-mdv-01', '2026-07', { rows: 30, total: 60 });
    feed.archive('submissions', '2026-07', [
      {
        ...right,
        row_id: idOf('corrected'),
        revision: 2,
        op: 'upsert',
        sent_on: '2026-08-02',
      },
    ]);
    const { out, err } = await world.command(
      ...['rebuild', '--stream', 'documents', '--from', '2026-07', '--to', '2026-07'],
    );
    expect(out, err).toMatch(/^documents 2026-07: from the archive, 1 submissions corrected$/m);
    expect(await checked()).toMatchObject([{ outcome: 'pass' }]);
    expect((await published()).length).toBeGreaterThan(0);
  });

  it('pass for all that a world of the core sends, archive and journal', async () => {
    const core = await runningCore();
    const warehouse = await migratedWarehouse();
    await loadAll(warehouse, core.url, {
      streams: some('dispensations', 'difficulty_reports'),
      others: true,
    });
    const { rows: found } = await warehouse.owner.query<{ stream: string; line: string }>(
      `SELECT stream, count(*) || ' months, ' || (sum(observed) > 20) AS line FROM ops.quality
       WHERE name = 'reconciliation' AND outcome = 'pass' AND observed = expected
       GROUP BY stream ORDER BY stream`,
    );
    // Vendors send the one, a national system the other.
    expect(found.map(({ stream, line }) => `${stream}: ${line}`)).toEqual([
      'difficulty_reports: 10 months, true',
      'dispensations: 10 months, true',
    ]);
    const { rows: failed } = await warehouse.owner.query(
      `SELECT name, stream, period, submitter, detail FROM ops.quality
       WHERE outcome = 'fail' OR outcome = 'warn' AND name <> 'drop'`,
    );
    expect(failed).toEqual([]);
  });
});
