import type { Command } from 'commander';
import { serviceLogger } from '../schedule/logger.js';
import { readSettings } from '../settings.js';
import { stopSignal } from './stopping.js';

export function runCommand(program: Command): void {
  program
    .command('run')
    .description('poll the feed and publish, until stopped')
    .action(async () => {
      // The service takes longer to load than most commands take to run.
      const { startEtl } = await import('../service.js');
      const etl = await startEtl(readSettings(), serviceLogger());
      await new Promise<void>((resolve) => {
        if (stopSignal.aborted) resolve();
        stopSignal.addEventListener('abort', () => {
          resolve();
        });
      });
      await etl.close();
      // A connection that died in the middle of a statement would keep the process for minutes.
      setTimeout(() => process.exit(), 1_000).unref();
    });
}
