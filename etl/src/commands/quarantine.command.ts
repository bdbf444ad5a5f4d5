import { OperatorError } from '@vigie/warehouse';
import type { Command } from 'commander';
import { heldGroups, type HeldFilter } from '../quarantine/held.query.js';
import { replay } from '../quarantine/replay.js';
import type { ReplayedPart } from '../quarantine/replay-part.js';
import { asLeader } from './as-leader.js';
import { month, streamNames } from './parse-options.js';
import { say, sayTable } from './say.js';
import { withPool } from './with-pool.js';

interface Options {
  stream?: string;
  month?: string;
  reason?: string;
  apply?: boolean;
}

export function quarantineCommand(program: Command): void {
  const quarantine = program
    .command('quarantine')
    .description('list the rows that were put aside, by stream, month and reason')
    .action(() =>
      withPool(async (pool) => {
        const held = await heldGroups(pool, {});
        if (held.length === 0) {
          say('Nothing is held.');
          return;
        }
        sayTable(
          ['stream', 'month', 'reason', 'field', 'rows', 'since'],
          held.map((group) => [
            group.stream,
            group.month,
            group.reason,
            group.field,
            group.rows,
            group.since.slice(0, 19),
          ]),
        );
        say('Once a register or a rule is mended, "quarantine replay" tells what would follow.');
      }),
    );
  quarantine
    .command('replay')
    .description('judge anew the rows that were put aside: tells what would follow')
    .option('--stream <name>', 'those of one stream')
    .option('--month <month>', 'those of one month, as 2026-03')
    .option('--reason <reason>', 'those held for one reason, as the list names it')
    .option('--apply', 'does it, instead of telling')
    .action(async (options: Options) => {
      const filter = filterOf(options);
      const apply = options.apply ?? false;
      const replayed = await asLeader(async ({ context, feedDay, publish }) => {
        const parts = await replay(context, filter, { feedDay, apply });
        if (apply && parts.length > 0) await publish();
        return parts;
      });
      if (replayed.length === 0) {
        throw new OperatorError('Nothing of that is held: "quarantine" lists what is.');
      }
      tell(replayed, apply);
      if (!apply) say('Nothing was changed: add --apply to do it.');
    });
}

const filterOf = ({ stream, month: of, reason }: Options): HeldFilter => ({
  stream: stream === undefined ? undefined : oneStream(stream),
  month: of === undefined ? undefined : month(of),
  reason,
});

function oneStream(text: string): string {
  const [name, other] = streamNames(text);
  if (other === undefined && name !== undefined) return name;
  throw new OperatorError('Give one stream, or none for all of them.');
}

/** What became of the rows of each part, and what it makes of the nation's totals. */
function tell(replayed: readonly ReplayedPart[], applied: boolean): void {
  sayTable(
    [
      'stream',
      'month',
      applied ? 'applied' : 'would apply',
      'duplicate',
      'still bad',
      'expired',
      'how',
    ],
    replayed.map((part) => [
      part.stream,
      part.month,
      part.applied,
      part.duplicate,
      part.stillBad.reduce((sum, { rows }) => sum + rows, 0),
      part.expired,
      part.how,
    ]),
  );
  for (const part of replayed) {
    for (const { reason, field, rows } of part.stillBad) {
      say(`${part.stream} ${part.month}: ${rows} still bad: ${reason} (${field})`);
    }
    if (part.expired > 0) {
      say(`${part.stream} ${part.month}: ${part.expired} came too late: period_destroyed`);
    }
  }
  const totals = replayed.flatMap(({ month: of, totals: own }) =>
    own.map(({ part, before, after }) => [part, of, before, after, after - before]),
  );
  if (totals.length > 0)
    sayTable(['total of the nation', 'month', 'before', 'after', 'change'], totals);
}
