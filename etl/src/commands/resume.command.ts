import { OperatorError } from '@vigie/warehouse';
import type { Command } from 'commander';
import { resumeStream, stoppedStreams } from '../identity/stopped-stream.js';
import { say } from './say.js';
import { withPool } from './with-pool.js';

export function resumeCommand(program: Command): void {
  program
    .command('resume')
    .description('go on reading a stream that was stopped, once its source is mended')
    .argument('<stream>', 'its name, as "ops.stopped_stream" lists it')
    .action((stream: string) =>
      withPool(async (pool) => {
        if (await resumeStream(pool, stream)) {
          say(`${stream} goes on with the next round, from the page that stopped it.`);
          return;
        }
        const stopped = [...(await stoppedStreams(pool))].sort().join(', ');
        throw new OperatorError(
          `${stream} is not stopped. ${stopped === '' ? 'No stream is.' : `Stopped are: ${stopped}.`}`,
        );
      }),
    );
}
