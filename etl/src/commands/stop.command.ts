import { OperatorError } from '@vigie/warehouse';
import type { Command } from 'commander';
import { stoppedStreams, stopStream } from '../identity/stopped-stream.js';
import { streamNames } from './parse-options.js';
import { say } from './say.js';
import { withPool } from './with-pool.js';

export function stopCommand(program: Command): void {
  program
    .command('stop')
    .description('read a stream no more, so that a source that stays broken holds nothing else up')
    .argument('<stream>', 'its name')
    .action((text: string) =>
      withPool(async (pool) => {
        const names = streamNames(text);
        const before = await stoppedStreams(pool);
        for (const stream of names) {
          if (before.has(stream)) throw new OperatorError(`${stream} is stopped already.`);
          await stopStream(pool, { stream, reason: 'operator' });
          say(`${stream} is read no more from the next round on, until "etl resume ${stream}".`);
        }
      }),
    );
}
