import type pg from 'pg';
import { addDays, type Day, type Month } from '../calendar/calendar.js';
import { lockPart, type PartState } from '../ledger/ledger.js';
import { openPartition } from '../ledger/partition.query.js';
import { aggregatedPeriods } from '../mart/aggregated-periods.query.js';
import type { NightsContext } from '../nights/nights.js';
import { readAgain } from '../nights/read-again.js';
import { eventsStand, reaggregate } from '../nights/rebuild.js';
import type { StreamDeclaration } from '../pipeline/stream.js';
import { expireQuarantine } from './expire.js';
import { heldPages, heldRows } from './held.query.js';
import { nationalTotals } from './national-totals.query.js';
import { ReplayCounts, type StillBad } from './replay-counts.js';
import { replayPage, replayRows, type ReplayTarget } from './replay-rows.js';

export interface ReplayedPart {
  stream: string;
  month: Month;
  /** Merged into the events that stand; read again from the source; or gone with their month. */
  how: 'merged' | 'read again' | 'expired';
  applied: number;
  duplicate: number;
  expired: number;
  stillBad: StillBad[];
  /** Parts of the catalogue whose total of the nation changes, where the month has cells. */
  totals: { part: string; before: number; after: number }[];
}

export interface ReplayRequest {
  stream: StreamDeclaration;
  month: Month;
  reason?: string | undefined;
  /** Feed day that is reached, where the part has none of its own. */
  feedDay: Day;
}

/**
 * Judges anew what is held of one stream's month, and brings its events and its cells to what they
 * would be had those rows been good when they came, all inside the caller's transaction.
 */
export async function replayPart(
  context: NightsContext,
  client: pg.ClientBase,
  request: ReplayRequest,
): Promise<ReplayedPart | undefined> {
  const { stream, month } = request;
  const state = await lockPart(client, stream.name, month);
  if (!state) return undefined;
  const before = await nationalTotals(client, stream.name, month);
  const counts = new ReplayCounts();
  const how = await settle(context, client, request, state, counts);
  const after = await nationalTotals(client, stream.name, month);
  const { applied, duplicate, expired, stillBad } = counts;
  const changed = [...new Set([...before.keys(), ...after.keys()])]
    .map((part) => ({ part, before: before.get(part) ?? 0, after: after.get(part) ?? 0 }))
    .filter((total) => total.before !== total.after);
  return {
    stream: stream.name,
    month,
    how,
    applied,
    duplicate,
    expired,
    stillBad,
    totals: changed,
  };
}

async function settle(
  context: NightsContext,
  client: pg.ClientBase,
  request: ReplayRequest,
  state: PartState,
  counts: ReplayCounts,
): Promise<ReplayedPart['how']> {
  const { stream, month } = request;
  const stands = stream.target.kind === 'keyed' || (await eventsStand(client, state));
  if (!stands && state.grain === 'day') {
    counts.add({ expired: await expireQuarantine(client, stream.name, month) });
    return 'expired';
  }
  if (!stands) {
    const held = await aggregatedPeriods(client, stream.name, 'month', month);
    const worth = { feedDay: held.get(month) ?? request.feedDay, today: request.feedDay };
    const read = await readAgain(context, client, { stream, month, grain: state.grain, ...worth });
    counts.add({ applied: read.applied, duplicate: read.duplicate, bad: read.stillBad });
    return 'read again';
  }
  await mergeHeld(context, client, request, state, counts);
  return 'merged';
}

async function mergeHeld(
  context: NightsContext,
  client: pg.ClientBase,
  request: ReplayRequest,
  state: PartState,
  counts: ReplayCounts,
): Promise<void> {
  const { stream, month, reason } = request;
  const own = { stream: stream.name, month, reason };
  if (stream.target.kind === 'partitioned') {
    // An archive has no key until something has to be merged into it.
    await openPartition(client, stream.name, month, { keyed: true });
  }
  const target: ReplayTarget = {
    client,
    stream,
    month,
    grain: state.grain,
    feedDay: state.through ?? request.feedDay,
    // What was published on the day that is reached was published without them.
    takenOn: addDays(request.feedDay, 1),
    registers: context.registers,
  };
  // Pages first: what stays bad of them is held by row from then on, and not looked at twice.
  const rows = await heldRows(client, own);
  for (const page of await heldPages(client, own)) await replayPage(target, page, counts);
  for (const [page, held] of Map.groupBy(rows, (row) => row.page)) {
    await replayRows(target, page, held, counts);
  }
  if (counts.applied > 0 && stream.target.kind === 'partitioned') {
    const { factors } = context.source;
    await reaggregate(client, { stream, month, factors, corrects: request.feedDay });
  }
}
