import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createWorld, parseMonth, STREAM_NAMES } from '@vigie/core';
import type { Bench } from './bench.js';

/** The month asked of every stream: late, so that most actors are equipped. */
const MONTH = '2026-09';
const EVENTS = 12_000_000;
const PAGE = 100_000;
const GRAINS = ['month', 'day'] as const;

/** The simulated core alone: events a second, memory, and pages from a cold process. */
export const core: Bench = {
  about: 'events a second of the core, its memory, and the slowest page of a cold process',
  async run(reporter) {
    const world = createWorld({ seed: '1', scenario: 'load', scale: 0.2 });
    for (const stream of ['documents', 'insi_calls', 'activations']) {
      const { rate, grown } = events(world, stream);
      const least = { bar: { atLeast: 1e6 } };
      reporter.add({ name: `events of ${stream}`, value: rate, unit: 'a second', ...least });
      reporter.add({
        name: `memory grown over them`,
        value: grown,
        unit: 'MB',
        bar: { atMost: 150 },
      });
    }
    let slowest = { name: '', ms: 0 };
    for (const stream of STREAM_NAMES) {
      for (const grain of GRAINS) {
        const ms = await coldPage(stream, grain);
        if (ms > slowest.ms) slowest = { name: `${stream}, ${grain}`, ms };
      }
    }
    reporter.add({
      name: `slowest cold page (${slowest.name})`,
      value: slowest.ms,
      unit: 'ms',
      bar: { atMost: 2_000 },
    });
  },
};

/** Pages of a month, sealed as they are sent, until enough events have passed. */
function events(
  world: ReturnType<typeof createWorld>,
  stream: string,
): { rate: number; grown: number } {
  const question = { grain: 'event', month: parseMonth(MONTH), limit: PAGE, through: 0 } as const;
  let after = world.page(stream, question).next;
  const before = process.memoryUsage().rss;
  let peak = before;
  let passed = 0;
  const began = performance.now();
  while (passed < EVENTS) {
    const page = world.page(stream, { ...question, after });
    passed += page.rows;
    peak = Math.max(peak, process.memoryUsage().rss);
    if (!page.more) break;
    after = page.next;
  }
  const seconds = (performance.now() - began) / 1000;
  return { rate: passed / seconds, grown: (peak - before) / 1e6 };
}

/** Milliseconds from a world that does not exist yet to its first page, in a process of its own. */
async function coldPage(stream: string, grain: string): Promise<number> {
  const child = fork(fileURLToPath(new URL('cold-page.js', import.meta.url)), [
    stream,
    grain,
    MONTH,
  ]);
  const [milliseconds] = (await once(child, 'message')) as [number];
  await once(child, 'exit');
  return milliseconds;
}
