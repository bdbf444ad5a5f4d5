import { setTimeout as delay } from 'node:timers/promises';
import {
  startStack,
  until,
  untilData,
  untilUpToDate,
  type RunningStack,
} from '../support/stack.js';
import type { Bench } from './bench.js';
import { memoryOfDescendants } from './memory.js';
import type { Reporter } from './reporter.js';

const secondsSince = (start: number): number => (performance.now() - start) / 1000;

/** From a built tree and no data: the first page with figures, then the whole history. */
export const start: Bench = {
  about: 'time to the first page with data, to the full history, and memory while loading',
  async run(reporter) {
    const began = performance.now();
    const stack = await startStack();
    const peaks = new Map<string, number>();
    const watching = watchMemory(stack, peaks);
    try {
      await untilData(stack, 120_000);
      await until(stack, 120_000, 'the first page', async () => (await fetch(stack.webUrl)).ok);
      reporter.add({
        name: 'first page with data',
        value: secondsSince(began),
        unit: 's',
        bar: { atMost: 20 },
      });
      await untilPublished(stack, 'feeding.documents', '2022-01');
      reporter.add({
        name: 'documents, profiles and roster complete',
        value: secondsSince(began),
        unit: 's',
        bar: { atMost: 180 },
      });
      await untilLoaded(stack);
      reporter.add({
        name: 'full history',
        value: secondsSince(began),
        unit: 's',
        bar: { atMost: 900 },
      });
      await untilUpToDate(stack);
      reporter.add({
        name: 'last night replayed',
        value: secondsSince(began),
        unit: 's',
      });
      reportMemory(reporter, peaks);
    } finally {
      await stack.stop();
      await watching;
    }
  },
};

/** The history is loaded backwards: its first month is published last. */
async function untilPublished(stack: RunningStack, measure: string, month: string): Promise<void> {
  const question = `${stack.webUrl}/v1/series?measure=${measure}&period=${month}`;
  await until(stack, 600_000, `${measure} of ${month}`, async () => {
    const answer = await fetch(question);
    return answer.ok && ((await answer.json()) as { row_count: number }).row_count > 0;
  });
}

/** The etl's health tells the fraction of the history that is loaded. */
async function untilLoaded(stack: RunningStack): Promise<void> {
  await until(stack, 900_000, 'the full history', async () => {
    const health = (await (await fetch(`${stack.etlUrl}/health`)).json()) as {
      progress: { fraction: number } | null;
    };
    return health.progress !== null && health.progress.fraction >= 1;
  });
}

async function watchMemory(stack: RunningStack, peaks: Map<string, number>): Promise<void> {
  let over = false;
  void stack.ended.then(() => (over = true));
  // Read while they live: the mark of a process is gone with it.
  while (!(over as boolean)) {
    for (const { name, peakMegabytes } of memoryOfDescendants(stack.pid)) {
      // A process that has ended and is not collected yet has no memory.
      if (peakMegabytes > 0) peaks.set(name, Math.max(peaks.get(name) ?? 0, peakMegabytes));
    }
    await delay(500);
  }
}

function reportMemory(reporter: Reporter, peaks: Map<string, number>): void {
  for (const [name, peak] of [...peaks].sort(([a], [b]) => a.localeCompare(b))) {
    reporter.add({ name: `peak memory of ${name}`, value: peak, unit: 'MB', bar: { atMost: 512 } });
  }
}
