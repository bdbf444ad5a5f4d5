import type { Command } from 'commander';
import { reset } from '../reset.js';
import { ownerUrl, readSettings } from '../settings.js';
import { say } from './say.js';

export function resetCommand(program: Command): void {
  program
    .command('reset')
    .description('erase everything that Vigie keeps in DATABASE_URL')
    .action(async () => {
      await reset(ownerUrl(readSettings()));
      say('Erased. The next start loads everything anew.');
    });
}
