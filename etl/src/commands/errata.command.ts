import type { Command } from 'commander';
import { publishErratum } from '../publish/publish.js';
import { flaggedPeriods } from '../publish/flagged-periods.query.js';
import { asLeader } from './as-leader.js';
import { say } from './say.js';
import { withPool } from './with-pool.js';

interface Options {
  by: string;
  because: string;
}

export function errataCommand(program: Command): void {
  const errata = program
    .command('errata')
    .description('list what changed after it was final, or publish it once more')
    .action(() =>
      withPool(async (pool) => {
        const flagged = await flaggedPeriods(pool);
        if (flagged.length === 0) say('Nothing has changed after it was final.');
        for (const { measure, period, cells, corrected } of flagged) {
          say(`${measure} ${period}: ${cells} cells${corrected ? ', published once more' : ''}`);
        }
      }),
    );
  errata
    .command('publish <measure> <period>')
    .description('publish one month or day of a measure a fourth and last time, as it stands today')
    .requiredOption('--by <who>', 'who decides it')
    .requiredOption('--because <reason>', 'why: it is kept with the edition')
    .action(async (measure: string, period: string, { by, because }: Options) => {
      await asLeader(async ({ context, feedDay }) => {
        const erratum = { measure, period, askedBy: by, because };
        const { vintage } = await publishErratum(context, erratum, feedDay, new Date());
        say(`edition ${vintage} published: ${measure} of ${period}, corrected`);
      });
    });
}
