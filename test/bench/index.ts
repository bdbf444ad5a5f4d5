import { api } from './api.bench.js';
import { answerTimes } from './answer-times.bench.js';
import type { Bench } from './bench.js';
import { core } from './core.bench.js';
import { ingest } from './ingest.bench.js';
import { Reporter } from './reporter.js';
import { night } from './night.bench.js';
import { start } from './start.bench.js';
import { web } from './web.bench.js';

const benches: Record<string, Bench> = {
  core,
  start,
  ingest,
  night,
  'answer-times': answerTimes,
  api,
  web,
};

/** Runs the named benches, or all; 1 when a bar is broken or a name is unknown. */
async function main(args: string[]): Promise<number> {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const unknown = names.find((name) => !(name in benches));
  if (unknown !== undefined || args.includes('--help')) {
    if (unknown !== undefined) console.error(`Unknown bench: ${unknown}. There are:`);
    for (const [name, { about }] of Object.entries(benches)) console.error(`  ${name}: ${about}`);
    return unknown === undefined ? 0 : 1;
  }
  const reporter = new Reporter(args.includes('--json'));
  for (const name of names.length > 0 ? names : Object.keys(benches)) {
    await benches[name]?.run(reporter);
  }
  return reporter.finish() ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
