import { inTransaction } from '@vigie/warehouse';
import type pg from 'pg';
import {
  addDays,
  closeDay,
  daysOf,
  monthOf,
  monthsFrom,
  publicationReached,
  type Day,
  type Grain,
  type Month,
} from '../calendar/calendar.js';
import { markDropped, partStates, type PartState } from '../ledger/ledger.js';
import { aggregate, aggregatedStreams } from '../mart/aggregate.js';
import { loadPart, type PipelineContext } from '../pipeline/pipeline.js';
import type { StreamDeclaration } from '../pipeline/stream.js';
import { publish } from '../publish/publish.js';
import { grainAtFirstHistory, type Source } from '../reference/source.js';
import { firstStreams, otherStreams, streams } from '../streams/index.js';

export interface NightsContext extends PipelineContext {
  source: Source;
  /** Whether what is loaded after the first curves is loaded at all. */
  others: boolean;
  retentionDays: number;
  onVintage: (vintage: number, feedDay: Day) => void;
  onPart: (part: { stream: string; month: Month }) => void;
}

/** How many months are loaded at each publication of the first history: curves grow meanwhile. */
const publishedAfter = new Set([1, 3, 15, 27, 39]);

/**
 * Loads the first history, in the order that gives a reader something soonest: submissions and
 * profiles whole, then documents and roster by month: the newest month of the archive, which
 * takes seconds, the closed months of the journal, then the archive backwards and what is still
 * open; then the other streams in the same order of months. What an interrupted run has loaded is
 * not loaded again.
 */
export async function loadFirstHistory(context: NightsContext): Promise<void> {
  const { historyFrom, historyThrough: through } = context.source;
  const months = monthsFrom(historyFrom, monthOf(through)).reverse();
  const closed = months.filter((month) => closeDay(month) <= through);
  const archive = closed.filter((month) => grainAtFirstHistory(month, through) === 'month');
  const soonestFirst = [...new Set([...archive.slice(0, 1), ...closed, ...months])];
  const early = firstStreams.filter((stream) => ['submissions', 'profiles'].includes(stream.name));
  await together(early, async (stream) => {
    for (const month of soonestFirst) await settle(context, stream, month, through);
  });
  const byMonth = async (some: readonly StreamDeclaration[]): Promise<void> => {
    for (const [index, month] of soonestFirst.entries()) {
      await together(some, (stream) => settle(context, stream, month, through));
      if (publishedAfter.has(index + 1)) await publishNight(context, through);
    }
    await publishNight(context, through);
  };
  await byMonth(firstStreams.filter((stream) => !early.includes(stream)));
  if (context.others) await byMonth(otherStreams);
}

/**
 * Brings everything to one feed day: reads what was emitted that night for every month that is
 * still open, aggregates and publishes what has become due, and lets go of what is past retention.
 */
export async function advanceNight(context: NightsContext, feedDay: Day): Promise<void> {
  const { historyFrom } = context.source;
  const states = await partStates(context.pool);
  // A part that is read to its end may still have to be aggregated: a run can stop in between.
  const settled = new Set(
    states
      .filter((part) => part.dropped || (part.complete && !isAggregated(part.stream)))
      .map((part) => `${part.stream}|${part.month}`),
  );
  await together(context.others ? streams : firstStreams, async (stream) => {
    for (const month of monthsFrom(historyFrom, monthOf(feedDay))) {
      if (!settled.has(`${stream.name}|${month}`)) await settle(context, stream, month, feedDay);
    }
  });
  await publishNight(context, feedDay);
  await dropExpired(context, feedDay);
}

const isAggregated = (stream: string): boolean =>
  aggregatedStreams.some(({ name }) => name === stream);

/** Streams share no table, so they go side by side; the first failure is told once all have ended. */
async function together(
  some: readonly StreamDeclaration[],
  work: (stream: StreamDeclaration) => Promise<void>,
): Promise<void> {
  const ends = await Promise.allSettled(some.map(work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

async function publishNight(context: NightsContext, feedDay: Day): Promise<void> {
  const vintage = await publish(context.pool, feedDay, new Date());
  if (vintage !== undefined) context.onVintage(vintage, feedDay);
}

/** Loads a part up to a feed day and aggregates those of its periods that have become due. */
async function settle(
  context: NightsContext,
  stream: StreamDeclaration,
  month: Month,
  through: Day,
): Promise<void> {
  context.signal.throwIfAborted();
  await loadPart(context, {
    stream,
    month,
    grain: grainAtFirstHistory(month, context.source.historyThrough),
    through,
    closed: closeDay(month) <= through,
  });
  const part = (await partStates(context.pool)).find(
    (state) => state.stream === stream.name && state.month === month,
  );
  const aggregatedAs = aggregatedStreams.find(({ name }) => name === stream.name);
  if (part && !part.dropped && aggregatedAs) {
    const grains = part.grain === 'month' ? (['month'] as const) : aggregatedAs.grains;
    for (const grain of grains) await aggregateDue(context.pool, part, grain, through);
    await dropIfExpired(context, part, through);
  }
  context.onPart({ stream: stream.name, month });
}

async function aggregateDue(
  pool: pg.Pool,
  part: PartState,
  grain: Grain,
  feedDay: Day,
): Promise<void> {
  const { stream, month } = part;
  const { rows } = await pool.query<{ period: string; feed_day: Day }>(
    'SELECT period, feed_day FROM mart.aggregated WHERE stream = $1 AND grain = $2 AND period LIKE $3',
    [stream, grain, `${month}%`],
  );
  const worth = new Map(rows.map((row) => [row.period, row.feed_day]));
  const due = (grain === 'month' ? [month] : daysOf(month)).filter((period) => {
    const before = worth.get(period);
    const reached = publicationReached(grain, period, feedDay);
    return reached > (before === undefined ? 0 : publicationReached(grain, period, before));
  });
  if (due.length === 0) return;
  await inTransaction(pool, (client) => aggregate(client, stream, grain, month, due, feedDay));
}

async function dropExpired(context: NightsContext, feedDay: Day): Promise<void> {
  for (const part of await partStates(context.pool)) await dropIfExpired(context, part, feedDay);
}

/** Event rows go once their month has been closed for longer than they are kept (privacy.md A5). */
async function dropIfExpired(
  { pool, retentionDays }: NightsContext,
  part: PartState,
  feedDay: Day,
): Promise<void> {
  if (!isAggregated(part.stream) || part.dropped || !Number.isFinite(retentionDays)) return;
  if (closeDay(part.month) > addDays(feedDay, -retentionDays)) return;
  await inTransaction(pool, async (client) => {
    // The archive part is complete by now: it is read whole before it is aggregated.
    const { rowCount } = await client.query(
      `SELECT 1 FROM ingest.part p JOIN mart.aggregated a
         ON a.stream = p.stream AND a.period = p.month AND a.grain = 'month'
       WHERE p.stream = $1 AND p.month = $2 AND p.complete`,
      [part.stream, part.month],
    );
    if (rowCount === 0) return;
    await client.query('SELECT ingest.drop_partition($1, $2)', [part.stream, part.month]);
    await markDropped(client, part);
  });
}
