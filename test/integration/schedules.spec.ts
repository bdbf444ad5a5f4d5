import { createServer, connect as dial, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { readSettings, serviceLogger, startEtl } from '@vigie/etl';
import { connect } from '@vigie/warehouse';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cellSecret } from '../support/cell-key.js';
import { booksOf } from '../support/books.js';
import { runEtl } from '../support/etl-process.js';
import { freePort } from '../support/free-port.js';
import { scriptedFeed, type ScriptedFeed } from '../support/scripted-feed.js';
import { loadAll, migratedWarehouse, type TestWarehouse } from '../support/warehouse.js';

/** As the service loads by these settings. */
const everything = { others: true, replayNights: 1, retentionDays: Infinity };

const actors = ['a', 'b', 'c', 'd'];

/** A feed with something on every night: rows, a correction, a deletion, submissions. */
async function eventfulFeed(feedDay: string, historyFrom = '2026-11'): Promise<ScriptedFeed> {
  const feed = await scriptedFeed({ historyFrom, feedDay });
  const first = Date.parse(`${historyFrom}-01T12:00:00Z`);
  for (let n = 0; ; n += 1) {
    const day = new Date(first + n * 86_400_000).toISOString().slice(0, 10);
    if (day > '2026-11-21') return feed;
    const rows = actors.map((actor) => ({
      row_id: `${actor} ${day}`,
      actor,
      produced: n,
      attempted: n,
      accepted: n,
    }));
    feed.emit('documents', day, rows);
    if (n % 5 === 4) {
      feed.emit('documents', day, [
        { ...rows[0], revision: 2, accepted: n - 1, rejected: 1 },
        { ...rows[1], revision: 2, op: 'delete' },
      ]);
    }
    feed.submit('documents', day, day);
  }
}

const settingsOf = (warehouse: TestWarehouse, feed: ScriptedFeed, port: number) => ({
  VIGIE_ETL_DATABASE_URL: warehouse.etlUrl,
  VIGIE_CORE_URL: feed.url,
  VIGIE_CELL_KEY: cellSecret,
  VIGIE_ETL_PORT: String(port),
  VIGIE_REPLAY_NIGHTS: '1',
  VIGIE_POLL_SECONDS: '0.1',
  VIGIE_LEADER_SILENCE_SECONDS: '3',
  VIGIE_RETENTION_DAYS: 'off',
});

const reached = async (url: string): Promise<string | null> => {
  const response = await fetch(`${url}/health`).catch(() => undefined);
  if (!response) return null;
  return ((await response.json()) as { feed_day: string | null }).feed_day;
};

async function until<T>(ask: () => T | Promise<T>, accept: (answer: T) => boolean): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await ask();
    if (accept(answer)) return answer;
    if (attempt > 1200) throw new Error(`still ${String(answer)}`);
    await delay(25);
  }
}

/** What the same feed leaves behind when nothing happens on the way. */
async function undisturbed(feed: ScriptedFeed) {
  const warehouse = await migratedWarehouse();
  await loadAll(warehouse, feed.url, everything);
  return booksOf(warehouse.owner);
}

describe('two replicas', () => {
  it('B3 26: the leader stands still in the middle of a month, is overtaken, and comes back: same tables', async () => {
    const feed = await eventfulFeed('2026-11-21', '2026-08');
    const warehouse = await migratedWarehouse();
    const ports = [await freePort(), await freePort()];
    const otherUrl = `http://127.0.0.1:${ports[1]}`;
    const paused = runEtl(settingsOf(warehouse, feed, ports[0]!));
    let stoodStill = false;
    // An archive month is read within one transaction: it is open when the process stands still.
    feed.tamper = ({ stream, grain, month }) => {
      if (!stoodStill && stream === 'documents' && grain === 'month' && month === '2026-08') {
        stoodStill = true;
        paused.signal('SIGSTOP');
      }
      return undefined;
    };
    await until(
      () => stoodStill,
      (yes) => yes,
    );
    const other = runEtl(settingsOf(warehouse, feed, ports[1]!));
    await until(
      () => reached(otherUrl),
      (day) => day === '2026-11-21',
    );
    const before = await booksOf(warehouse.owner);
    paused.signal('SIGCONT');
    await until(
      () => paused.output(),
      (output) => /"msg":"loading failed, will try again/.test(output),
    );
    const { rows } = await warehouse.owner.query<{ outcome: string }>(
      'SELECT outcome FROM ops.run ORDER BY id LIMIT 2',
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['lost', 'done']);
    for (const process of [paused, other]) process.stop();
    for (const process of [paused, other]) expect((await process.ended).code).toBe(0);
    expect(await booksOf(warehouse.owner)).toEqual(before);
    expect(before).toEqual(await undisturbed(feed));
  }, 120_000);
});

describe('a schedule', () => {
  it('B3 28: catches up after a blocked event loop and three days of downtime, night by night', async () => {
    const feed = await eventfulFeed('2026-11-15');
    const warehouse = await migratedWarehouse();
    const start = async () => {
      const etl = await startEtl(
        readSettings(settingsOf(warehouse, feed, await freePort())),
        serviceLogger({ write: () => undefined }),
      );
      onTestFinished(() => etl.close());
      await until(
        () => reached(etl.url),
        (day) => day === feed.feedDay,
      );
      return etl;
    };
    const etl = await start();
    feed.advanceTo('2026-11-16');
    // Twenty ticks fall into the time that the event loop stands still.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);
    await until(
      () => reached(etl.url),
      (day) => day === '2026-11-16',
    );
    await etl.close();
    feed.advanceTo('2026-11-19');
    await start();
    const nightly = await migratedWarehouse();
    const asOf = await eventfulFeed('2026-11-15');
    for (const day of ['15', '16', '17', '18', '19']) {
      asOf.advanceTo(`2026-11-${day}`);
      await loadAll(nightly, asOf.url, everything);
    }
    expect(await booksOf(warehouse.owner)).toEqual(await booksOf(nightly.owner));
  });
});

/** Hands bytes on to the database until it is told to stand still, as a network that is cut would. */
async function cuttable(etlUrl: string): Promise<{ url: string; cut(): void }> {
  const target = new URL(etlUrl);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = dial({ host: target.hostname, port: Number(target.port) });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const url = new URL(etlUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cut: () => {
      for (const socket of sockets) socket.pause().unpipe();
    },
  };
}

describe('shutdown', () => {
  it('B3 30: says that it is not ready, lets what is under way end, and ends in order', async () => {
    const feed = await eventfulFeed('2026-11-21');
    const warehouse = await migratedWarehouse();
    const port = await freePort();
    const service = runEtl(settingsOf(warehouse, feed, port));
    const url = `http://127.0.0.1:${port}`;
    const holder = await connect(warehouse.ownerUrl, 'DATABASE_URL');
    onTestFinished(() => holder.end());
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE ingest.page IN SHARE MODE');
    // The first page waits for the lock: something is under way for as long as this test wants.
    const waiting = () =>
      warehouse.owner
        .query(
          `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = 'vigie_etl' AND datname = current_database()`,
        )
        .then(({ rowCount }) => rowCount);
    await until(waiting, (count) => count !== 0);
    service.stop();
    const ready = await until(
      () => fetch(`${url}/ready`),
      ({ status }) => status === 503,
    );
    expect(await ready.json()).toMatchObject({ ready: false, reasons: ['stopping'] });
    await holder.query('COMMIT');
    const { code, output } = await service.ended;
    expect(code, output).toBe(0);
    const { rows } = await warehouse.owner.query<{ outcome: string; pages: number }>(
      'SELECT outcome, pages FROM ops.run',
    );
    // The page that was under way is kept.
    expect(rows).toMatchObject([{ outcome: 'stopped' }]);
    expect(rows[0]!.pages).toBeGreaterThan(0);
    await loadAll(warehouse, feed.url, everything);
    expect(await booksOf(warehouse.owner)).toEqual(await undisturbed(feed));
  });

  it('B3 30: ends in time although its database does not answer any more', async () => {
    const feed = await eventfulFeed('2026-11-21');
    const warehouse = await migratedWarehouse();
    const network = await cuttable(warehouse.etlUrl);
    const service = runEtl({
      ...settingsOf(warehouse, feed, await freePort()),
      VIGIE_ETL_DATABASE_URL: network.url,
      VIGIE_DRAIN_SECONDS: '3',
    });
    let isLoading = false;
    feed.tamper = ({ stream }) => {
      if (stream === 'documents') {
        isLoading = true;
        network.cut();
      }
      return undefined;
    };
    await until(
      () => isLoading,
      (yes) => yes,
    );
    await delay(200);
    const started = performance.now();
    service.stop();
    const { code, output } = await service.ended;
    expect(code, output).toBe(0);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
