import type { Command } from 'commander';
import { monthOf, monthsFrom } from '../calendar/calendar.js';
import { rebuildPart } from '../nights/rebuild.js';
import { rereadSubmissions } from '../quality/reread-submissions.js';
import { asLeader } from './as-leader.js';
import { month, streamNames } from './parse-options.js';
import { say } from './say.js';

interface Options {
  stream?: string;
  from?: string;
  to?: string;
}

export function rebuildCommand(program: Command): void {
  program
    .command('rebuild')
    .description('compute cells anew with what is declared today: a new cuboid gets its past so')
    .option('--stream <names>', 'those of some streams, separated by commas')
    .option('--from <month>', 'from this month on, as 2026-03')
    .option('--to <month>', 'up to this month')
    .action(async (options: Options) => {
      const wanted = options.stream === undefined ? undefined : streamNames(options.stream);
      const first = options.from === undefined ? undefined : month(options.from);
      const last = options.to === undefined ? undefined : month(options.to);
      await asLeader(async ({ context, feedDay, publish }) => {
        const from = first ?? context.source.historyFrom;
        const months = monthsFrom(from, last ?? monthOf(feedDay)).reverse();
        const streams = context.streams.filter(
          ({ name, cells }) => cells !== undefined && (wanted?.includes(name) ?? true),
        );
        for (const stream of streams) {
          for (const of of months) {
            context.signal.throwIfAborted();
            const became = await rebuildPart(context, stream, of);
            if (became === 'nothing to rebuild') continue;
            const corrected = await rereadSubmissions(context, stream, of, feedDay);
            const also = corrected === 0 ? '' : `, ${corrected} submissions corrected`;
            say(`${stream.name} ${of}: ${became}${also}`);
          }
        }
        await publish();
      });
    });
}
