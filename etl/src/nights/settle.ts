import type pg from 'pg';
import {
  addDays,
  closeDay,
  daysOf,
  destroyDay,
  lastListened,
  publicationReached,
  type Day,
  type Grain,
  type Month,
} from '../calendar/calendar.js';
import { IdentityFoundError } from '../identity/identity-found.error.js';
import { stopStream } from '../identity/stopped-stream.js';
import { claimGrain, markDropped, partState } from '../ledger/ledger.js';
import { dropPartition, openPartition } from '../ledger/partition.query.js';
import { aggregate } from '../mart/aggregate.js';
import { aggregatedPeriods } from '../mart/aggregated-periods.query.js';
import { grainsOf } from '../mart/cell-plan.js';
import { tallyEvents } from '../mart/tally.query.js';
import { loadArchive } from '../pipeline/archive.js';
import { loadJournal } from '../pipeline/journal.js';
import { timed } from '../pipeline/pipeline.js';
import type { StreamDeclaration } from '../pipeline/stream.js';
import { expireQuarantine } from '../quarantine/expire.js';
import { grainAtFirstHistory } from '../reference/source.js';
import type { NightsContext } from './nights-context.js';

/**
 * Brings one stream's month to a feed day: loads what was emitted, computes the cells that have
 * become due, and lets go of what may not be kept any longer. A stream that carries an identity is
 * stopped, the others go on.
 */
export async function settle(
  context: NightsContext,
  stream: StreamDeclaration,
  month: Month,
  feedDay: Day,
): Promise<void> {
  context.signal.throwIfAborted();
  if (context.stopped.has(stream.name)) return;
  const { pool, source } = context;
  // A month that may not be kept event by event any more can only be read whole.
  const asked =
    destroyDay(month) <= feedDay ? 'month' : grainAtFirstHistory(month, source.historyThrough);
  const grain = await claimGrain(pool, stream.name, month, asked);
  const partitioned = stream.target.kind === 'partitioned';
  try {
    if (grain === 'month' && partitioned) await settleArchive(context, stream, month, feedDay);
    else await settleJournal(context, { stream, month, grain, feedDay });
  } catch (error) {
    if (!(error instanceof IdentityFoundError)) throw error;
    const state = await partState(pool, stream.name, month);
    await stopStream(pool, {
      stream: stream.name,
      reason: 'identity',
      field: error.column,
      month,
      cursor: state?.cursor ?? '',
    });
    context.stopped.add(stream.name);
    context.observer.stopped?.(error);
    return;
  }
  context.observer.part?.({ stream: stream.name, month });
}

async function settleArchive(
  context: NightsContext,
  stream: StreamDeclaration,
  month: Month,
  feedDay: Day,
): Promise<void> {
  const state = await partState(context.pool, stream.name, month);
  if (state?.complete) {
    await dropIfExpired(context, stream, month, feedDay);
    return;
  }
  const keepsEvents = !isExpired(context, month, feedDay);
  if (keepsEvents) await openPartition(context.pool, stream.name, month, { keyed: false });
  await loadArchive(context, {
    stream,
    month,
    grain: 'month',
    feedDay,
    factors: context.source.factors,
    keepsEvents,
  });
}

interface JournalPart {
  stream: StreamDeclaration;
  month: Month;
  grain: Grain;
  feedDay: Day;
}

async function settleJournal(context: NightsContext, part: JournalPart): Promise<void> {
  const { pool } = context;
  const { stream, month, grain, feedDay } = part;
  const keyed = stream.target.kind === 'keyed';
  const state = await partState(pool, stream.name, month);
  const destroyed = state?.dropped === true || (!keyed && destroyDay(month) <= feedDay);
  await loadJournal(context, {
    ...part,
    destroyed,
    // A submission may be corrected as long as rows may: only an archive is read once.
    ends: (grain === 'month' ? closeDay(month) : lastListened(month)) <= feedDay,
    ...(closeDay(month) < feedDay && {
      afterLate: (client: pg.ClientBase) => correct(context, client, part),
    }),
  });
  if (keyed || state?.dropped) return;
  for (const own of grainsOf(stream)) await aggregateDue(context, part, own);
  await dropIfExpired(context, stream, month, feedDay);
}

/** Rows of a closed month were taken: its cells follow in the same transaction, as errata. */
async function correct(
  context: NightsContext,
  client: pg.ClientBase,
  { stream, month, feedDay }: JournalPart,
): Promise<void> {
  const { factors } = context.source;
  let isFinal = false;
  for (const grain of grainsOf(stream)) {
    const held = await aggregatedPeriods(client, stream.name, grain, month);
    // What was never final is computed when it falls due, like any other.
    const periods = [...held].filter(([, day]) => day >= closeDay(month)).map(([period]) => period);
    if (periods.length === 0) continue;
    isFinal = true;
    const work = { stream, grain, month, periods, feedDay, factors, corrects: true };
    const differing = await aggregate(client, work);
    if (differing > 0) context.observer.errata?.(stream.name, month, differing);
  }
  if (isFinal) await tallyEvents(client, stream, month);
}

async function aggregateDue(
  context: NightsContext,
  { stream, month, feedDay }: JournalPart,
  grain: Grain,
): Promise<void> {
  const { transaction, pool } = context;
  const { factors } = context.source;
  const worth = await aggregatedPeriods(pool, stream.name, grain, month);
  const periods = (grain === 'month' ? [month] : daysOf(month)).filter((period) => {
    const before = worth.get(period);
    const reached = publicationReached(grain, period, feedDay);
    return reached > (before === undefined ? 0 : publicationReached(grain, period, before));
  });
  if (periods.length === 0) return;
  const final = grain === 'month' && closeDay(month) <= feedDay;
  await timed(context, 'aggregate', stream.name, () =>
    transaction(
      async (client) => {
        await aggregate(client, { stream, grain, month, periods, feedDay, factors });
        if (final) await tallyEvents(client, stream, month);
      },
      { repeatable: true },
    ),
  );
}

/** Event rows go once their month has been closed for longer than they are kept (privacy.md A5). */
const isExpired = ({ retentionDays }: NightsContext, month: Month, feedDay: Day): boolean =>
  Number.isFinite(retentionDays) && closeDay(month) <= addDays(feedDay, -retentionDays);

/** Lets go of the events of a part, and of what quarantine holds of them. */
export async function dropIfExpired(
  context: NightsContext,
  stream: StreamDeclaration,
  month: Month,
  feedDay: Day,
): Promise<void> {
  const keyed = stream.target.kind === 'keyed';
  if (keyed || !isExpired(context, month, feedDay)) return;
  await context.transaction(async (client) => {
    const state = await partState(client, stream.name, month);
    const held = await aggregatedPeriods(client, stream.name, 'month', month);
    const isFinal = [...held.values()].some((day) => day >= closeDay(month));
    if (!state || state.dropped || !isFinal) return;
    await dropPartition(client, stream.name, month);
    await expireQuarantine(client, stream.name, month);
    await markDropped(client, { stream: stream.name, month });
  });
}
