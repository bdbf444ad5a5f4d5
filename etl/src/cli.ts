import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { createPool, migrate, OperatorError, type RoleName } from '@vigie/warehouse';
import { pino } from 'pino';
import { advance, type LoadObserver } from './nights/advance.js';
import { clockText, trackProgress, type Progress } from './nights/progress.js';
import { reset } from './reset.js';
import { startEtl } from './service.js';
import { etlUrl, ownerUrl, readSettings, type Settings } from './settings.js';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopping.abort(new OperatorError(`Stopped by ${signal}; the next start resumes.`));
  });
}

const program = new Command('etl')
  .description('Loads, aggregates and publishes the figures of Vigie')
  .configureHelp({ showGlobalOptions: true });

program
  .command('migrate')
  .description('create the roles and bring the database to this release')
  .action(async () => {
    const settings = readSettings();
    const applied = await migrate({
      url: ownerUrl(settings),
      dataDir: settings.VIGIE_DATA_DIR,
      given: givenRoles(settings),
    });
    say(applied === 0 ? 'The database is up to date.' : `${applied} migration(s) applied.`);
  });

program
  .command('run')
  .description('poll the feed and publish, until stopped')
  .action(async () => {
    const etl = await startEtl(readSettings(), pino());
    await new Promise<void>((resolve) => {
      if (stopping.signal.aborted) resolve();
      stopping.signal.addEventListener('abort', () => {
        resolve();
      });
    });
    await etl.close();
  });

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
        coreUrl: settings.VIGIE_CORE_URL,
        retentionDays: settings.VIGIE_RETENTION_DAYS,
        replayNights: settings.VIGIE_REPLAY_NIGHTS,
        pageRows: settings.VIGIE_PAGE_ROWS,
        others: !first,
        signal: stopping.signal,
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

program
  .command('reset')
  .description('erase everything that Vigie keeps in DATABASE_URL')
  .action(async () => {
    await reset(ownerUrl(readSettings()));
    say('Erased. The next start loads everything anew.');
  });

try {
  await program.parseAsync();
} catch (error) {
  const text = error instanceof OperatorError ? error.message : (error as Error).stack;
  process.stderr.write(`${text ?? String(error)}\n`);
  process.exitCode = 1;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function givenRoles(settings: Settings): RoleName[] {
  const given: RoleName[] = [];
  if (settings.VIGIE_ETL_DATABASE_URL) given.push('vigie_etl');
  if (settings.VIGIE_API_DATABASE_URL) given.push('vigie_api');
  return given;
}

/** A bar on a terminal; elsewhere a line for every tenth of the way. */
function progressBar(): { observer: LoadObserver; stop(): void } {
  const bar = new SingleBar({
    format: '{bar} {percentage} % | {at} | {rows} rows | {pace} rows/s | {left} left',
    hideCursor: true,
    stopOnComplete: true,
  });
  let tenths = 0;
  let started = false;
  const show = (now: Progress): void => {
    const left = now.secondsLeft === undefined ? '…' : clockText(now.secondsLeft);
    const payload = { at: now.at, rows: now.rows, pace: now.rowsPerSecond, left };
    if (process.stderr.isTTY) {
      if (!started) bar.start(1, 0, payload);
      started = true;
      bar.update(now.fraction, payload);
    } else if (Math.floor(now.fraction * 10) > tenths) {
      tenths = Math.floor(now.fraction * 10);
      say(
        `${tenths * 10} % | ${now.at} | ${now.rows} rows | ${now.rowsPerSecond} rows/s | ${left} left`,
      );
    }
  };
  return {
    observer: {
      ...trackProgress(show),
      vintage: (vintage, feedDay) => {
        if (!process.stderr.isTTY) say(`edition ${vintage} published, feed day ${feedDay}`);
      },
    },
    stop: () => {
      if (started) bar.stop();
      started = false;
    },
  };
}
