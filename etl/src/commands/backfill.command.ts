import { createPool } from '@vigie/warehouse';
import type { Command } from 'commander';
import { advance } from '../nights/advance.js';
import { openCellKey } from '../protect/index.js';
import { etlUrl, readSettings } from '../settings.js';
import { progressBar } from './progress-bar.js';
import { say } from './say.js';
import { stopSignal } from './stopping.js';

export function backfillCommand(program: Command): void {
  program
    .command('backfill')
    .description('load everything that the feed has so far, then end')
    .option('--first', 'only what the first curves are made of: profiles, documents, roster')
    .action(async ({ first = false }: { first?: boolean }) => {
      const settings = readSettings();
      const pool = createPool(etlUrl(settings).url);
      const bar = progressBar();
      try {
        const outcome = await advance({
          pool,
          cellKey: await openCellKey(pool, settings),
          coreUrl: settings.VIGIE_CORE_URL,
          retentionDays: settings.VIGIE_RETENTION_DAYS,
          replayNights: settings.VIGIE_REPLAY_NIGHTS,
          pageRows: settings.VIGIE_PAGE_ROWS,
          others: !first,
          signal: stopSignal,
          observer: bar.observer,
        });
        bar.stop();
        say(
          outcome === 'busy'
            ? 'Another process is loading already: nothing to do here.'
            : `Loaded and published up to feed day ${outcome.feedDay}.`,
        );
      } finally {
        bar.stop();
        await pool.end();
      }
    });
}
