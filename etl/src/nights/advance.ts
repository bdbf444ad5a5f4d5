import { assertMigrated } from '@vigie/warehouse';
import type pg from 'pg';
import { addDays, type Day } from '../calendar/calendar.js';
import { FeedClient } from '../feed/feed-client.js';
import type { Manifest } from '../feed/feed.schema.js';
import type { PageCounts } from '../ledger/ledger.js';
import type { PartRequest } from '../pipeline/pipeline.js';
import { loadReference, registerValues } from '../reference/registers.js';
import { bindSource, type Source } from '../reference/source.js';
import { advanceNight, loadFirstHistory, type NightsContext } from './nights.js';

/** What happens while data are loaded, for whoever shows it. */
export interface LoadObserver {
  planned?(plan: { source: Source; manifest: Manifest }): void;
  page?(counts: PageCounts, part: PartRequest): void;
  part?(part: { stream: string; month: string }): void;
  vintage?(vintage: number, feedDay: Day): void;
  unknownColumns?(stream: string, columns: readonly string[]): void;
}

export interface AdvanceOptions {
  pool: pg.Pool;
  coreUrl: string;
  retentionDays: number;
  replayNights: number;
  pageRows: number;
  signal: AbortSignal;
  /** False to load profiles, documents and roster alone. */
  others?: boolean;
  observer?: LoadObserver;
}

/** Any constant will do: whoever holds it advances, the others poll. */
const leaderLock = 7_216_412;

/**
 * Brings the warehouse to the feed's watermark: the first history, then each night after it, in
 * order. What is due derives from the watermark and from what the database holds, never from
 * the clock, so it can be stopped anywhere and called again.
 *
 * @returns `busy` when another process is advancing, else the feed day reached
 */
export async function advance(options: AdvanceOptions): Promise<'busy' | { feedDay: Day }> {
  const leader = await options.pool.connect();
  try {
    const { rows } = await leader.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS held',
      [leaderLock],
    );
    if (!rows[0]?.held) return 'busy';
    try {
      return { feedDay: await catchUp(options) };
    } finally {
      await leader.query('SELECT pg_advisory_unlock($1)', [leaderLock]).catch(() => undefined);
    }
  } finally {
    // The session's end would release the lock too, should the unlock have failed.
    leader.release(true);
  }
}

async function catchUp(options: AdvanceOptions): Promise<Day> {
  const { pool, signal, observer = {} } = options;
  await assertMigrated(pool);
  const feed = new FeedClient(options.coreUrl, signal);
  const manifest = await feed.manifest();
  const source = await bindSource(pool, manifest, options.replayNights);
  await pool.query(
    `INSERT INTO ops.source_day (feed_day) VALUES ($1)
     ON CONFLICT ("only") DO UPDATE SET feed_day = excluded.feed_day, seen_at = now()`,
    [manifest.feed_day],
  );
  const registers = await feed.registers();
  await loadReference(pool, registers);
  observer.planned?.({ source, manifest });
  const context: NightsContext = {
    pool,
    feed,
    source,
    registers: registerValues(registers, manifest),
    others: options.others ?? true,
    retentionDays: options.retentionDays,
    pageRows: options.pageRows,
    signal,
    onPage: (counts, part) => observer.page?.(counts, part),
    onPart: (part) => observer.part?.(part),
    onVintage: (vintage, feedDay) => observer.vintage?.(vintage, feedDay),
    onUnknownColumns: (stream, columns) => observer.unknownColumns?.(stream, columns),
  };
  let night = await latestNight(pool);
  if (night === undefined || night <= source.historyThrough) {
    await loadFirstHistory(context);
    night = source.historyThrough;
  }
  for (night = addDays(night, 1); night <= manifest.feed_day; night = addDays(night, 1)) {
    signal.throwIfAborted();
    await advanceNight(context, night);
  }
  return manifest.feed_day;
}

async function latestNight(pool: pg.Pool): Promise<Day | undefined> {
  const { rows } = await pool.query<{ feed_day: Day | null }>(
    'SELECT max(feed_day) AS feed_day FROM published.vintage',
  );
  return rows[0]?.feed_day ?? undefined;
}
