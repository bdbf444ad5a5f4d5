import { setTimeout as delay } from 'node:timers/promises';
import { OperatorError } from '@vigie/warehouse';
import type { Day } from '../calendar/calendar.js';
import { latestNight, openContext } from '../nights/advance.js';
import { publishNight, type NightsContext } from '../nights/nights.js';
import { openCellKey } from '../protect/index.js';
import { editionSentence } from '../publish/edition-sentence.js';
import { lead } from '../schedule/leadership.js';
import { say } from './say.js';
import { stopSignal } from './stopping.js';
import { withPool } from './with-pool.js';

/** What a command works with while nobody else loads. */
export interface Led {
  context: NightsContext;
  /** The feed day that the database has reached. */
  feedDay: Day;
  /** Publishes what has become due, and flags what is corrected. */
  publish: () => Promise<void>;
}

/** A round of the service takes seconds once the first history is there. */
const attempts = 60;
const pause = 2_000;

/** Runs a command's work as the only one that writes: a round that is under way is waited for. */
export async function asLeader<T>(work: (led: Led) => Promise<T>): Promise<T> {
  return withPool(async (pool, settings) => {
    const cellKey = await openCellKey(pool, settings);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const outcome = await lead(pool, stopSignal, async (leading) => {
        const { context } = await openContext(
          {
            pool,
            coreUrl: settings.VIGIE_CORE_URL,
            retentionDays: settings.VIGIE_RETENTION_DAYS,
            replayNights: settings.VIGIE_REPLAY_NIGHTS,
            cellKey,
            pageRows: settings.VIGIE_PAGE_ROWS,
            signal: stopSignal,
            observer: {
              published: (edition) => {
                say(editionSentence(edition));
              },
            },
          },
          leading,
        );
        const reached = await latestNight(pool);
        const feedDay = reached ?? context.source.historyThrough;
        return {
          result: await work({
            context,
            feedDay,
            publish: async () => {
              // Before the first edition there is nothing that could be published anew.
              if (reached !== undefined) await publishNight(context, feedDay);
            },
          }),
        };
      });
      if (outcome !== 'busy') return outcome.result;
      if (attempt === 0) say('A round is under way: waiting for its end.');
      await delay(pause, undefined, { signal: stopSignal });
    }
    throw new OperatorError(
      'Another process has been loading for two minutes: run this again when it is done.',
    );
  });
}
