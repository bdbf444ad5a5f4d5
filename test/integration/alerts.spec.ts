import { setTimeout as delay } from 'node:timers/promises';
import { readSettings, serviceLogger, startEtl, type RunningEtl } from '@vigie/etl';
import { connect } from '@vigie/warehouse';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { mailSink, webhookSink } from '../support/alert-sinks.js';
import { freePort } from '../support/free-port.js';
import { scriptedFeed } from '../support/scripted-feed.js';
import { migratedWarehouse } from '../support/warehouse.js';

/** Waits for what a poll brings about; the last answer is in the error if it does not. */
async function until<T>(ask: () => T | Promise<T>, accept: (answer: T) => boolean): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await ask();
    if (accept(answer)) return answer;
    if (attempt > 400) throw new Error(`still ${JSON.stringify(answer)}`);
    await delay(50);
  }
}

interface Ready {
  status: number;
  ready: boolean;
  reasons: string[];
  notices: { kind: string; subject: string; detail: string }[];
}

/** The service over a scripted feed, polling ten times a second, with both receivers. */
async function service(settings: Record<string, string> = {}) {
  const feed = await scriptedFeed({ historyFrom: '2026-10', feedDay: '2026-10-24' });
  feed.emit('documents', '2026-10-05', [{ actor: 'a' }, { actor: 'b' }, { actor: 'c' }]);
  const warehouse = await migratedWarehouse();
  const hook = await webhookSink(onTestFinished);
  const mail = await mailSink(onTestFinished);
  const log: string[] = [];
  const logger = serviceLogger({ write: (line: string) => void log.push(line) });
  let etl: RunningEtl | undefined = await startEtl(
    readSettings({
      VIGIE_ETL_DATABASE_URL: warehouse.etlUrl,
      VIGIE_CORE_URL: feed.url,
      VIGIE_ETL_PORT: String(await freePort()),
      VIGIE_REPLAY_NIGHTS: '1',
      VIGIE_POLL_SECONDS: '0.1',
      VIGIE_ALERT_WEBHOOK: hook.url,
      VIGIE_ALERT_SMTP: mail.url,
      VIGIE_ALERT_TO: 'duty@example.org, night@example.org',
      VIGIE_RUNBOOK_URL: 'https://example.org/runbook',
      ...settings,
    }),
    logger,
  );
  const close = async (): Promise<void> => {
    await etl?.close();
    etl = undefined;
  };
  onTestFinished(close);
  const { url } = etl;
  const ready = async (): Promise<Ready> => {
    const response = await fetch(`${url}/ready`);
    return { status: response.status, ...((await response.json()) as Omit<Ready, 'status'>) };
  };
  const health = async () =>
    (await (await fetch(`${url}/health`)).json()) as { status: string; feed_day: string | null };
  await until(health, (answer) => answer.feed_day === '2026-10-24');
  const stop = () =>
    warehouse.owner.query(
      `INSERT INTO ingest.stopped_stream (stream, reason, field, month, cursor)
       VALUES ('visits', 'identity', 'generation', '2026-10', '')`,
    );
  const resume = () => warehouse.owner.query('DELETE FROM ingest.stopped_stream');
  return { feed, warehouse, hook, mail, log, url, ready, health, close, stop, resume };
}

describe('alerts', () => {
  it('are sent once when something begins and once when it is over, and are armed anew', async () => {
    const { hook, mail, stop, resume } = await service();
    const states = () =>
      hook.posted.map(({ state, kind, subject }) => `${state} ${kind} ${subject}`);
    await stop();
    await until(states, ({ length }) => length === 1);
    // Several rounds later nothing more is sent.
    await delay(600);
    await resume();
    await until(states, ({ length }) => length === 2);
    await stop();
    await until(states, ({ length }) => length === 3);
    expect(states()).toEqual([
      'open stopped-stream visits',
      'over stopped-stream visits',
      'open stopped-stream visits',
    ]);
    const [first, second] = hook.posted;
    expect(first).toMatchObject({
      title_fr: 'Flux arrêté',
      title_en: 'Stopped stream',
      detail: 'identity in generation, page of 2026-10',
      closed_at: null,
      runbook: 'https://example.org/runbook#stopped-stream',
    });
    expect(Date.parse(second!.closed_at!)).toBeGreaterThanOrEqual(Date.parse(first!.opened_at));
    await until(
      () => mail.mails.length,
      (count) => count === 3,
    );
    expect(mail.mails[0]!.to).toEqual(['duty@example.org', 'night@example.org']);
    expect(mail.mails[0]!.raw).toMatch(/https:\/\/example\.org\/runbook#stopped-stream/);
  });

  it('that a receiver does not take are sent again to it alone, and never hold up the load', async () => {
    const { feed, warehouse, hook, mail, health, stop } = await service();
    hook.status = 500;
    await stop();
    await until(
      () => mail.mails.length,
      (count) => count === 1,
    );
    feed.emit('documents', '2026-10-25', [{ actor: 'd' }]);
    feed.advanceTo('2026-10-25');
    await until(health, (answer) => answer.feed_day === '2026-10-25');
    const untold = await warehouse.owner.query<{ told: boolean }>(
      `SELECT notified_at IS NOT NULL AS told FROM ops.alert WHERE kind = 'stopped-stream'`,
    );
    expect(untold.rows).toEqual([{ told: false }]);
    expect(hook.requests).toBeGreaterThan(0);
    hook.status = 200;
    await until(
      () => hook.posted.length,
      (count) => count === 1,
    );
    await delay(400);
    expect(hook.posted).toHaveLength(1);
    expect(mail.mails).toHaveLength(1);
  });

  it('tell of a page held in quarantine and of columns that no one knows', async () => {
    const { feed, hook } = await service();
    feed.reshape('documents', (columns) => [...columns, { name: 'mood', type: 'text' }]);
    const bad = { department: 'DEP-99', mood: 'SECRET' };
    feed.emit('documents', '2026-10-25', [bad, bad, { mood: 'SECRET' }]);
    feed.advanceTo('2026-10-25');
    const posted = await until(
      () => hook.posted,
      ({ length }) => length >= 2,
    );
    expect(posted.map(({ kind, subject }) => `${kind} ${subject}`).sort()).toEqual([
      'quarantined-page documents',
      'unknown-columns documents',
    ]);
    // Names and counts, never a value of a row.
    expect(JSON.stringify(posted)).not.toMatch(/DEP-99|SECRET/);
    feed.reshape('documents', (columns) => columns.filter(({ name }) => name !== 'mood'));
    feed.emit('documents', '2026-10-26', [{}]);
    feed.advanceTo('2026-10-26');
    const over = await until(
      () => hook.posted.filter(({ state }) => state === 'over'),
      ({ length }) => length >= 1,
    );
    expect(over.map(({ kind }) => kind)).toEqual(['unknown-columns']);
  });
});

describe('readiness', () => {
  it('is lost when loading fails, told after three rounds, and back with the first that succeeds', async () => {
    const { feed, hook, ready, health } = await service();
    expect(await ready()).toEqual({ status: 200, ready: true, reasons: [], notices: [] });
    feed.restate = () => {
      throw new Error('the source is down');
    };
    const broken = await until(ready, ({ status }) => status === 503);
    expect(broken.reasons).toEqual([expect.stringMatching(/^loading fails: The feed answers 500/)]);
    expect((await health()).status).toBe('failing');
    await until(
      () => hook.posted,
      (posted) => posted.some(({ kind, state }) => kind === 'failing' && state === 'open'),
    );
    feed.restate = (manifest) => manifest;
    await until(ready, ({ status }) => status === 200);
    await until(
      () => hook.posted,
      (posted) => posted.some(({ kind, state }) => kind === 'failing' && state === 'over'),
    );
  });

  it('is kept when the source is silent, which it says: the pipeline works', async () => {
    const { feed, warehouse, hook, ready, health } = await service();
    await warehouse.owner.query(`UPDATE ops.run SET started_at = started_at - interval '40 hours'`);
    const silent = await until(ready, ({ notices }) => notices.length > 0);
    expect(silent).toMatchObject({
      status: 200,
      ready: true,
      reasons: [],
      notices: [{ kind: 'silent-source', subject: 'feed' }],
    });
    expect(silent.notices[0]!.detail).toMatch(/^nothing new since .* it still offers 2026-10-24$/);
    await until(
      () => hook.posted,
      ({ length }) => length === 1,
    );
    feed.advanceTo('2026-10-25');
    await until(health, (answer) => answer.feed_day === '2026-10-25');
    expect((await until(ready, ({ notices }) => notices.length === 0)).ready).toBe(true);
  });

  it('is lost with the database, of which someone is told all the same, and comes back with it', async () => {
    const { warehouse, hook, ready, log } = await service();
    const admin = await connect(inject('postgres').url, 'DATABASE_URL');
    onTestFinished(() => admin.end());
    const allow = (yes: boolean) =>
      admin.query(`ALTER DATABASE "${warehouse.name}" ALLOW_CONNECTIONS ${yes}`);
    onTestFinished(async () => {
      await allow(true);
    });
    await allow(false);
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = $1 AND usename = 'vigie_etl'`,
      [warehouse.name],
    );
    const broken = await until(ready, ({ reasons }) => reasons.length === 2);
    expect(broken.status).toBe(503);
    expect(broken.reasons[0]).toBe('the database does not answer');
    const told = await until(
      () => hook.posted,
      ({ length }) => length > 0,
    );
    expect(told.map(({ kind }) => kind)).toEqual(['failing']);
    await delay(400);
    expect(hook.posted).toHaveLength(1);
    await allow(true);
    await until(ready, ({ status }) => status === 200);
    expect(log.join('')).not.toContain(inject('postgres').dataDir);
  });
});

describe('the metrics', () => {
  it('tell rows by outcome, lag, quarantine, durations and the event loop', async () => {
    const { feed, url, health } = await service();
    feed.emit('documents', '2026-10-25', [
      ...Array.from({ length: 8 }, () => ({})),
      { department: 'DEP-99' },
    ]);
    feed.advanceTo('2026-10-25');
    await until(health, (answer) => answer.feed_day === '2026-10-25');
    const metrics = async () => (await fetch(`${url}/metrics`)).text();
    const text = await until(metrics, (lines) => lines.includes('vigie_quarantine_rows{'));
    const value = (name: string): number =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${name} `))
          ?.split(' ')[1],
      );
    expect(value('vigie_rows_total{stream="documents",outcome="received"}')).toBe(12);
    expect(value('vigie_rows_total{stream="documents",outcome="applied"}')).toBe(11);
    expect(value('vigie_rows_total{stream="documents",outcome="quarantined"}')).toBe(1);
    expect(value('vigie_quarantine_rows{stream="documents"}')).toBe(1);
    expect(value('vigie_lag_days{stream="documents"}')).toBe(0);
    expect(value('vigie_consecutive_failures')).toBe(0);
    expect(value('vigie_page_seconds_count{stream="documents"}')).toBeGreaterThanOrEqual(2);
    expect(value('vigie_aggregate_seconds_count{stream="documents"}')).toBeGreaterThanOrEqual(1);
    expect(value('vigie_publish_seconds_count')).toBeGreaterThanOrEqual(1);
    expect(value('vigie_round_seconds_count')).toBeGreaterThanOrEqual(2);
    expect(value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(1e7);
  });
});
