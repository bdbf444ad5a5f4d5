import { OperatorError } from '@vigie/warehouse';
import type { Day } from '../calendar/calendar.js';
import type { NightsContext } from '../nights/nights.js';
import { heldGroups, type HeldFilter } from './held.query.js';
import { replayPart, type ReplayedPart } from './replay-part.js';

/** Undoes a preview by leaving its transaction. */
class Preview extends Error {
  constructor(readonly found: ReplayedPart | undefined) {
    super('a preview');
  }
}

/**
 * Judges anew what quarantine holds, one transaction a part. A preview does all of it and keeps
 * nothing: what it tells is what would happen.
 */
export async function replay(
  context: NightsContext,
  filter: HeldFilter,
  { feedDay, apply }: { feedDay: Day; apply: boolean },
): Promise<ReplayedPart[]> {
  const held = await heldGroups(context.pool, filter);
  const streams = new Map(context.streams.map((stream) => [stream.name, stream]));
  const replayed: ReplayedPart[] = [];
  for (const [, [first]] of Map.groupBy(held, ({ stream, month }) => `${stream} ${month}`)) {
    if (!first) continue;
    context.signal.throwIfAborted();
    const stream = streams.get(first.stream);
    if (!stream) {
      throw new OperatorError(
        `Rows of ${first.stream} are held, which this release does not load: replay them with the release that did.`,
      );
    }
    const request = { stream, month: first.month, reason: filter.reason, feedDay };
    const found = await context
      .transaction(async (client) => {
        const part = await replayPart(context, client, request);
        if (!apply) throw new Preview(part);
        return part;
      })
      .catch((error: unknown) => {
        if (error instanceof Preview) return error.found;
        throw error;
      });
    if (found) replayed.push(found);
  }
  return replayed;
}
