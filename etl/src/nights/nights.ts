import { closeDay, monthOf, monthsFrom, type Day } from '../calendar/calendar.js';
import { BadPageError } from '../feed/feed-client.js';
import { partStates } from '../ledger/ledger.js';
import { timed } from '../pipeline/pipeline.js';
import type { StreamDeclaration } from '../pipeline/stream.js';
import { publish } from '../publish/publish.js';
import { checkQuality } from '../quality/check-quality.js';
import { grainAtFirstHistory } from '../reference/source.js';
import { monthsRemembered } from '../vendors/index.js';
import type { NightsContext } from './nights-context.js';
import { dropIfExpired, settle } from './settle.js';

export type { NightsContext } from './nights-context.js';

/** Months that must stand for what the newest of them withholds to be known: itself, and those before. */
const soonest = 1 + monthsRemembered;
/** How many months are loaded at each publication of the first history: curves grow meanwhile. */
const publishedAfter = new Set([soonest, soonest + 2, 15, 27, 39]);
/** Streams at work at once: one waits for the feed while another computes and a third is written. */
const sideBySide = 3;

/**
 * Loads the first history, in the order that gives a reader something soonest: what its streams
 * declare to come whole, then what the first curves are made of by month: the newest months of the
 * archive, which take seconds, the closed months of the journal, then the archive backwards and
 * what is still open; then the other streams in the same order of months. What an interrupted run
 * has loaded is not loaded again.
 */
export async function loadFirstHistory(context: NightsContext): Promise<void> {
  const { historyFrom, historyThrough: through } = context.source;
  const months = monthsFrom(historyFrom, monthOf(through)).reverse();
  const closed = months.filter((month) => closeDay(month) <= through);
  const archive = closed.filter((month) => grainAtFirstHistory(month, through) === 'month');
  const soonestFirst = [...new Set([...archive.slice(0, soonest), ...closed, ...months])];
  const inOrder = (order: StreamDeclaration['order']): StreamDeclaration[] =>
    context.streams.filter((stream) => (stream.order ?? 'after') === order);
  await together(context, inOrder('whole'), async (stream) => {
    for (const month of soonestFirst) await settle(context, stream, month, through);
  });
  for (const order of ['first', 'after'] as const) {
    const some = inOrder(order);
    if (some.length === 0) continue;
    for (const [index, month] of soonestFirst.entries()) {
      await together(context, some, (stream) => settle(context, stream, month, through));
      if (publishedAfter.has(index + 1)) await publishNight(context, through);
    }
    await publishNight(context, through);
  }
  tellFailing(context);
}

/**
 * Brings everything to one feed day: reads what was emitted that night for every month that is
 * still listened to, aggregates and publishes what has become due, and lets go of what is past
 * retention.
 */
export async function advanceNight(context: NightsContext, feedDay: Day): Promise<void> {
  const { historyFrom } = context.source;
  const states = await partStates(context.pool);
  const known = new Map(states.map((part) => [`${part.stream}|${part.month}`, part]));
  const months = monthsFrom(historyFrom, monthOf(feedDay));
  await together(context, context.streams, async (stream) => {
    for (const month of months) {
      const part = known.get(`${stream.name}|${month}`);
      if (part?.complete) {
        if (!part.dropped) await dropIfExpired(context, stream, month, feedDay);
      } else await settle(context, stream, month, feedDay);
    }
  });
  // A stream that is read no more keeps nothing longer for that.
  for (const stream of context.streams.filter(({ name }) => context.stopped.has(name))) {
    for (const month of months) {
      if (known.get(`${stream.name}|${month}`)?.dropped === false) {
        await dropIfExpired(context, stream, month, feedDay);
      }
    }
  }
  await publishNight(context, feedDay);
  tellFailing(context);
}

/**
 * Runs the work of several streams, a few at once. A source that sends what cannot be read keeps
 * its own stream back and no other; any other failure is told once those at work have ended.
 */
async function together(
  context: NightsContext,
  some: readonly StreamDeclaration[],
  work: (stream: StreamDeclaration) => Promise<void>,
): Promise<void> {
  const failing = (context.failing ??= new Map());
  const waiting = some.filter(({ name }) => !context.stopped.has(name) && !failing.has(name));
  const failures: unknown[] = [];
  const next = async (): Promise<void> => {
    for (;;) {
      const stream = waiting.shift();
      if (!stream || failures.length > 0) return;
      await work(stream).catch((error: unknown) => {
        if (error instanceof BadPageError) failing.set(stream.name, error);
        else failures.push(error);
      });
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, next));
  if (failures.length > 0) throw failures[0];
}

function tellFailing({ failing }: NightsContext): void {
  for (const error of failing?.values() ?? []) throw error;
}

/** Checks what was loaded, then publishes what has become due. */
export async function publishNight(context: NightsContext, feedDay: Day): Promise<void> {
  // What is published of a day is whole, or waits for the round that can read all of it.
  if (context.failing && context.failing.size > 0) return;
  const checked = await timed(context, 'quality', '', () => checkQuality(context, feedDay));
  context.observer.quality?.(checked);
  const edition = await timed(context, 'publish', '', () => publish(context, feedDay, new Date()));
  if (edition) context.observer.published?.(edition);
}
