import type pg from 'pg';
import { addDays, type Day } from '../calendar/calendar.js';
import { FeedClient } from '../feed/feed-client.js';
import type { Manifest } from '../feed/feed.schema.js';
import { stoppedStreams } from '../identity/stopped-stream.js';
import type { LoadObserver } from '../pipeline/pipeline.js';
import type { StreamDeclaration } from '../pipeline/stream.js';
import type { CellKey } from '../protect/index.js';
import { assertPrepared } from '../prepare-database.js';
import { loadReference, registerValues } from '../reference/registers.js';
import { bindSource } from '../reference/source.js';
import { lead, type Leading } from '../schedule/leadership.js';
import { eventStreams, withSubmissions } from '../streams/index.js';
import { advanceNight, loadFirstHistory, type NightsContext } from './nights.js';

export interface AdvanceOptions {
  pool: pg.Pool;
  coreUrl: string;
  retentionDays: number;
  replayNights: number;
  /** The secret that the noise of published cells derives from. */
  cellKey: CellKey;
  pageRows: number;
  signal: AbortSignal;
  /** False to load profiles, documents and roster alone. */
  others?: boolean;
  /** Streams of events that are loaded, in place of all that are declared. */
  streams?: readonly StreamDeclaration[];
  /** Stands in for the platform's own in all traffic with the feed. */
  fetch?: typeof fetch;
  /** Milliseconds after which an answer of the feed is given up. */
  deadline?: number;
  /** Pauses between attempts at a page, in milliseconds. */
  patience?: readonly number[];
  /** Seconds after which a leader that is silent is taken for paused, and overtaken. */
  silentSeconds?: number;
  observer?: LoadObserver;
}

/**
 * Brings the warehouse to the feed's watermark: the first history, then each night after it, in
 * order. What is due derives from the watermark and from what the database holds, never from
 * the clock, so it can be stopped anywhere and called again.
 *
 * @returns `busy` when another process is advancing, else the feed day reached
 */
export async function advance(options: AdvanceOptions): Promise<'busy' | { feedDay: Day }> {
  await assertPrepared(options.pool, options.streams);
  return lead(
    options.pool,
    options.signal,
    async (leading) => ({ feedDay: await catchUp(options, leading) }),
    options.silentSeconds,
  );
}

async function catchUp(options: AdvanceOptions, leading: Leading): Promise<Day> {
  const { pool } = options;
  const { signal } = leading;
  const { context, manifest } = await openContext(options, leading);
  const { source } = context;
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

/** Binds to the feed and brings the registers up to date: what loading, replays and rebuilds need. */
export async function openContext(
  options: AdvanceOptions,
  leading: Leading,
): Promise<{ context: NightsContext; manifest: Manifest }> {
  const { pool, observer = {} } = options;
  const { signal, transaction } = leading;
  const feed = new FeedClient(options.coreUrl, {
    signal,
    ...(options.fetch && { fetch: options.fetch }),
    ...(options.deadline !== undefined && { deadline: options.deadline }),
  });
  const manifest = await feed.manifest();
  await leading.reached(manifest.feed_day);
  observer.leads?.(leading.run);
  const source = await bindSource(pool, manifest, options.replayNights);
  await pool.query(
    `INSERT INTO ops.source_day (feed_day) VALUES ($1)
     ON CONFLICT ("only") DO UPDATE SET feed_day = excluded.feed_day, seen_at = now()`,
    [manifest.feed_day],
  );
  const registers = await feed.registers();
  await loadReference(transaction, registers);
  observer.planned?.({ source, manifest, streams: loadedStreams(options) });
  const context: NightsContext = {
    pool,
    transaction,
    feed,
    source,
    registers: registerValues(registers, manifest),
    streams: loadedStreams(options),
    stopped: new Set(await stoppedStreams(pool)),
    retentionDays: options.retentionDays,
    cellKey: options.cellKey,
    pageRows: options.pageRows,
    signal,
    ...(options.patience && { patience: options.patience }),
    observer: {
      ...observer,
      page: (counts, part) => {
        leading.page(counts);
        observer.page?.(counts, part);
      },
    },
  };
  return { context, manifest };
}

/** The streams asked for with their submissions; without `others`, those of the first curves alone. */
function loadedStreams({ streams = eventStreams, others = true }: AdvanceOptions) {
  return withSubmissions(streams.filter(({ order = 'after' }) => others || order !== 'after'));
}

/** The feed day that the last vintage is worth; undefined before the first. */
export async function latestNight(pool: pg.Pool): Promise<Day | undefined> {
  const { rows } = await pool.query<{ feed_day: Day | null }>(
    'SELECT max(feed_day) AS feed_day FROM published.vintage',
  );
  return rows[0]?.feed_day ?? undefined;
}
