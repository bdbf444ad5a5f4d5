import { Command } from 'commander';
import { OperatorError } from '@vigie/warehouse';
import { backfillCommand } from './commands/backfill.command.js';
import { editionCommand } from './commands/edition.command.js';
import { errataCommand } from './commands/errata.command.js';
import { migrateCommand } from './commands/migrate.command.js';
import { quarantineCommand } from './commands/quarantine.command.js';
import { rebuildCommand } from './commands/rebuild.command.js';
import { resetCommand } from './commands/reset.command.js';
import { resumeCommand } from './commands/resume.command.js';
import { runCommand } from './commands/run.command.js';
import { stopCommand } from './commands/stop.command.js';
import { stopOnSignals } from './commands/stopping.js';
import { sentenceOf } from './schedule/run.query.js';

stopOnSignals();

const program = new Command('etl')
  .description('Loads, aggregates and publishes the figures of Vigie')
  .configureHelp({ showGlobalOptions: true });

const commands = [
  migrateCommand,
  runCommand,
  backfillCommand,
  quarantineCommand,
  stopCommand,
  resumeCommand,
  rebuildCommand,
  errataCommand,
  editionCommand,
  resetCommand,
];
for (const declare of commands) declare(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof OperatorError ? error.message : crashText(error)}\n`);
  process.exitCode = 1;
}

/** Where it broke; of what the database says, which can quote a row, its code alone. */
function crashText(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return [sentenceOf(error), ...frames].join('\n');
}
