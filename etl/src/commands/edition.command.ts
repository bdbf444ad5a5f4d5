import type { Command } from 'commander';
import { latestEditions } from '../publish/editions.query.js';
import { withdraw } from '../publish/withdraw.query.js';
import { unfenced } from '../schedule/transaction.js';
import { editionNumber, sentence } from './parse-options.js';
import { say, sayTable } from './say.js';
import { withPool } from './with-pool.js';

interface Options {
  by: string;
  because: string;
}

/** Editions that the list shows: a month of nights, and what operators did meanwhile. */
const listed = 40;

export function editionCommand(program: Command): void {
  const edition = program
    .command('edition')
    .description('list the latest editions, or withdraw the current one')
    .action(() =>
      withPool(async (pool) => {
        const editions = await latestEditions(pool, listed);
        if (editions.length === 0) {
          say('No edition is published yet.');
          return;
        }
        sayTable(
          ['edition', 'feed day', 'published (UTC)', 'state', 'why'],
          editions.map(({ id, feedDay, publishedAt, state, because, withdrawnBy }) => [
            id,
            feedDay,
            publishedAt,
            state,
            because === null ? '' : `${because} (${withdrawnBy ?? ''})`,
          ]),
        );
      }),
    );
  edition
    .command('withdraw <id>')
    .description('take the current edition back: readers get the one before it, and a notice')
    .requiredOption('--by <who>', 'who decides it: kept, not shown to readers')
    .requiredOption('--because <reason>', 'why, in a sentence that readers are shown')
    .action(async (id: string, { by, because }: Options) => {
      const withdrawal = {
        vintage: editionNumber(id),
        withdrawnBy: sentence('--by', by),
        because: fullStopped(sentence('--because', because)),
      };
      // The feed is not asked: a bad edition can be withdrawn while the source is away.
      await withPool(async (pool) => {
        const former = await withdraw(unfenced(pool), withdrawal, new Date());
        say(`edition ${withdrawal.vintage} is withdrawn; readers get edition ${former}.`);
        say('What it had published is due again: the next night publishes it as it stands then.');
      });
    });
}

/** Readers are shown it between two other sentences. */
const fullStopped = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
