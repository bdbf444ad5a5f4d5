import { streams } from '@vigie/etl';
import { describe, expect, it } from 'vitest';
import { scriptedFeed, type ScriptedFeed } from '../support/scripted-feed.js';
import { loadAll, migratedWarehouse, type TestWarehouse } from '../support/warehouse.js';

const vendors = ['v-mdv-01', 'v-mdv-02', 'v-off-01'] as const;
const documents = streams.filter(({ name }) => name === 'documents');
const load = (warehouse: TestWarehouse, feed: ScriptedFeed) =>
  loadAll(warehouse, feed.url, { streams: documents, replayNights: 0 });

const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
function daysFrom(first: string, last: string): string[] {
  const days = [];
  for (let day = first; day <= last; day = dayAfter(day)) days.push(day);
  return days;
}

interface Sent {
  submitter: string;
  period: string;
  rows?: number;
  total?: number;
  sentOn?: string;
}

/** Sends records of what was sent, without the rows themselves: nothing is held against them yet. */
function send(feed: ScriptedFeed, sent: readonly Sent[]): void {
  for (const { submitter, period, rows = 0, total = 0, sentOn = period } of sent) {
    feed.emit('submissions', sentOn, [
      {
        row_id: `${submitter} ${period}`,
        period,
        submitter,
        stream: 'documents',
        sector: submitter.startsWith('v-off') ? 'officine' : 'mdv',
        sent_on: sentOn,
        rows,
        total: BigInt(total),
      },
    ]);
  }
}

async function told(warehouse: TestWarehouse, name: string): Promise<string[]> {
  const { rows } = await warehouse.owner.query<{ line: string }>(
    `SELECT concat_ws(' ', stream, nullif(period, ''), nullif(submitter, ''), outcome, detail) AS line
     FROM ops.quality WHERE name = $1 AND outcome <> 'pass' ORDER BY line`,
    [name],
  );
  return rows.map(({ line }) => line);
}

describe('completeness', () => {
  it('tells zero, received, awaited, late, not received and not expected, each day by the calendar', async () => {
    const feed = await scriptedFeed({ historyFrom: '2026-09', feedDay: '2026-11-10' });
    for (const submitter of feed.registers.submitters) {
      if (submitter.id === 'v-off-01') submitter.expected_from = '2026-11';
    }
    const missing = ['2026-09-07', '2026-10-15', '2026-10-31', '2026-11-08', '2026-11-09'];
    const sent = daysFrom('2026-09-01', '2026-11-09').flatMap((period, n) =>
      vendors
        .filter((submitter) => submitter !== 'v-off-01' || period >= '2026-11-01')
        .filter((submitter) => submitter !== 'v-mdv-02' || !missing.includes(period))
        .map((submitter) => ({ submitter, period, rows: n % 3 })),
    );
    send(feed, sent);
    const warehouse = await migratedWarehouse();
    await load(warehouse, feed);
    const { rows } = await warehouse.owner.query<{
      key: string;
      state: string;
      provisional: boolean;
    }>(
      `SELECT submitter || ' ' || period AS key, state, provisional
       FROM ops.completeness_state WHERE stream = 'documents'`,
    );
    const expected = daysFrom('2026-09-01', '2026-11-10').flatMap((period) =>
      vendors.map((submitter) => {
        // September is closed since 20 October; a day is first published two days after it.
        const record = sent.find((one) => one.submitter === submitter && one.period === period);
        const absent =
          period > '2026-11-08' ? 'awaited' : period < '2026-10-01' ? 'not_received' : 'late';
        const unknown = submitter === 'v-off-01' && period < '2026-11-01' ? 'not_expected' : absent;
        const state = record === undefined ? unknown : record.rows === 0 ? 'zero' : 'received';
        return { key: `${submitter} ${period}`, state, provisional: period >= '2026-10-01' };
      }),
    );
    const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
    expect(rows.sort(byKey)).toEqual(expected.sort(byKey));
    expect(await told(warehouse, 'completeness')).toEqual([
      // The eighth of November is late since today only: that may mend itself.
      'documents v-mdv-02 warn 2 late, 1 not received, the first 2026-09-07',
    ]);
  });

  it('expects a month of whom sends by months, from the second of the next', async () => {
    const feed = await scriptedFeed({ historyFrom: '2026-09', feedDay: '2026-11-01' });
    const monthly = streams.find(({ monthly: isMonthly, submitted }) => isMonthly && submitted)!;
    const warehouse = await migratedWarehouse();
    const states = async (): Promise<string[]> => {
      await loadAll(warehouse, feed.url, { streams: [monthly], replayNights: 0 });
      const { rows } = await warehouse.owner.query<{ line: string }>(
        `SELECT DISTINCT period || ' ' || state AS line FROM ops.completeness_state
         WHERE stream = $1 ORDER BY line`,
        [monthly.name],
      );
      return rows.map(({ line }) => line);
    };
    feed.submit(monthly.name, '2026-09', '2026-10-03');
    expect(await states()).toEqual(['2026-09 zero', '2026-10 awaited', '2026-11 awaited']);
    feed.advanceTo('2026-11-02');
    expect(await states()).toEqual(['2026-09 zero', '2026-10 late', '2026-11 awaited']);
    feed.submit(monthly.name, '2026-10', '2026-11-03');
    feed.advanceTo('2026-11-03');
    expect(await states()).toEqual(['2026-09 zero', '2026-10 zero', '2026-11 awaited']);
  });
});

describe('silence', () => {
  it('is told of a submitter after five days without anything, and is over with its next sending', async () => {
    const feed = await scriptedFeed({ historyFrom: '2026-09', feedDay: '2026-11-10' });
    const warehouse = await migratedWarehouse();
    const usual = daysFrom('2026-10-01', '2026-11-20');
    send(
      feed,
      usual.flatMap((period) =>
        vendors
          .filter((submitter) => submitter !== 'v-mdv-02' || period <= '2026-11-05')
          .map((submitter) => ({ submitter, period })),
      ),
    );
    await load(warehouse, feed);
    expect(await told(warehouse, 'silence')).toEqual([]);
    feed.advanceTo('2026-11-11');
    await load(warehouse, feed);
    expect(await told(warehouse, 'silence')).toEqual([
      'documents v-mdv-02 warn nothing since 2026-11-05',
    ]);
    send(feed, [{ submitter: 'v-mdv-02', period: '2026-11-06', sentOn: '2026-11-12' }]);
    feed.advanceTo('2026-11-12');
    await load(warehouse, feed);
    expect(await told(warehouse, 'silence')).toEqual([]);
  });

  it('of all submitters is that of the stream', async () => {
    const feed = await scriptedFeed({ historyFrom: '2026-09', feedDay: '2026-11-10' });
    const warehouse = await migratedWarehouse();
    const sent = daysFrom('2026-10-01', '2026-11-01');
    send(
      feed,
      sent.flatMap((period) => vendors.map((submitter) => ({ submitter, period }))),
    );
    await load(warehouse, feed);
    expect(await told(warehouse, 'silence')).toContain('documents warn nothing since 2026-11-01');
    expect(await told(warehouse, 'silence')).toHaveLength(4);
  });
});

describe('a sudden drop', () => {
  it('is told on the night that it is sent, with the night after as a drop of its own', async () => {
    const feed = await scriptedFeed({ historyFrom: '2026-09', feedDay: '2026-11-10' });
    const warehouse = await migratedWarehouse();
    const usual = daysFrom('2026-10-01', '2026-11-11');
    send(
      feed,
      usual.flatMap((period, n) =>
        vendors.map((submitter) => ({
          submitter,
          period,
          rows: 100,
          total: submitter === 'v-mdv-01' && period >= '2026-11-10' ? 120 : 1000 + (n % 5),
        })),
      ),
    );
    await load(warehouse, feed);
    expect(await told(warehouse, 'drop')).toEqual([
      expect.stringMatching(/^documents 2026-11-10 v-mdv-01 warn 88 % below the usual/) as string,
    ]);
    feed.advanceTo('2026-11-11');
    await load(warehouse, feed);
    expect(await told(warehouse, 'drop')).toHaveLength(2);
  });

  it('is not told of what comes and goes by nature, as campaigns do', async () => {
    const feed = await scriptedFeed({ historyFrom: '2026-09', feedDay: '2026-11-10' });
    const warehouse = await migratedWarehouse();
    const sender = feed.registers.submitters.find(({ stream }) => stream === 'campaigns');
    for (const period of daysFrom('2026-10-01', '2026-11-10')) {
      feed.emit('submissions', period, [
        {
          row_id: `campaigns ${period}`,
          period,
          submitter: sender!.id,
          stream: 'campaigns',
          sector: '',
          sent_on: period,
          rows: 1,
          total: period === '2026-11-10' ? 0n : 1000n,
        },
      ]);
    }
    const campaigns = streams.filter(({ name }) => name === 'campaigns');
    await loadAll(warehouse, feed.url, { streams: campaigns, others: true, replayNights: 0 });
    const { rows } = await warehouse.owner.query(
      `SELECT FROM ingest.submission WHERE stream = 'campaigns'`,
    );
    expect(rows).toHaveLength(41);
    expect(await told(warehouse, 'drop')).toEqual([]);
  });
});
