import type pg from 'pg';
import { closeDay, type Day, type Month } from '../calendar/calendar.js';
import { partState, type PartState } from '../ledger/ledger.js';
import { LostEventsError } from '../ledger/lost-events.error.js';
import { partitionStands } from '../ledger/partition.query.js';
import { aggregate } from '../mart/aggregate.js';
import { aggregatedPeriods } from '../mart/aggregated-periods.query.js';
import { grainsOf } from '../mart/cell-plan.js';
import type { Factors } from '../mart/factors.js';
import { tallyEvents } from '../mart/tally.query.js';
import type { StreamDeclaration } from '../pipeline/stream.js';
import type { NightsContext } from './nights-context.js';
import { readAgain } from './read-again.js';

/** What became of a month that was computed anew. */
export type Rebuilt = 'from events' | 'from the archive' | 'nothing to rebuild';

/**
 * Computes a stream's month anew with today's declarations: from its events where they stand, else
 * from the archive of the feed. A cuboid that was declared later gets its past so.
 *
 * @param client a transaction of the caller's, which may undo it; one of its own where absent
 */
export async function rebuildPart(
  context: NightsContext,
  stream: StreamDeclaration,
  month: Month,
  client?: pg.ClientBase,
): Promise<Rebuilt> {
  if (!client) return context.transaction((own) => rebuildPart(context, stream, month, own));
  const state = await partState(client, stream.name, month);
  const held = await aggregatedPeriods(client, stream.name, 'month', month);
  const feedDay = held.get(month);
  if (!state || stream.target.kind === 'keyed') return 'nothing to rebuild';
  if (await eventsStand(client, state)) {
    await reaggregate(client, { stream, month, factors: context.source.factors });
    return 'from events';
  }
  if (feedDay === undefined) return 'nothing to rebuild';
  await readAgain(context, client, { stream, month, feedDay, grain: state.grain });
  return 'from the archive';
}

export interface Reaggregation {
  stream: StreamDeclaration;
  month: Month;
  factors: Factors;
  /** Feed day of rows that were taken since: what was final and differs is noted as an erratum. */
  corrects?: Day;
}

/** Computes anew every period of a stream's month whose cells exist, worth what they were worth. */
export async function reaggregate(
  client: pg.ClientBase,
  { stream, month, factors, corrects }: Reaggregation,
): Promise<void> {
  for (const grain of grainsOf(stream)) {
    const held = await aggregatedPeriods(client, stream.name, grain, month);
    const alike = Map.groupBy(held, ([, feedDay]) => feedDay);
    for (const [feedDay, some] of alike) {
      const periods = some.map(([period]) => period);
      const final = corrects !== undefined && feedDay >= closeDay(month);
      const worth = final ? { feedDay: corrects, corrects: true } : { feedDay };
      await aggregate(client, { stream, grain, month, periods, factors, ...worth });
    }
  }
  const { rowCount } = await client.query(
    'SELECT 1 FROM ingest.tally WHERE stream = $1 AND month = $2 LIMIT 1',
    [stream.name, month],
  );
  if ((rowCount ?? 0) > 0) await tallyEvents(client, stream, month);
}

/**
 * Whether the rows of a part are there: an archive month past retention left none.
 * @throws LostEventsError where they must be and are not
 */
export async function eventsStand(
  client: pg.ClientBase,
  { stream, month, grain, dropped }: PartState,
): Promise<boolean> {
  if (dropped) return false;
  const stand = await partitionStands(client, stream, month);
  if (!stand && grain === 'day') throw new LostEventsError(stream, month);
  return stand;
}
