import { prepareDatabase } from '@vigie/etl';
import { connect, roleUrl } from '@vigie/warehouse';
import fc from 'fast-check';
import { scriptedFeed } from '../support/scripted-feed.js';
import { commands, finalLoad } from './model.commands.js';
import type { Model } from './model.oracle.js';
import { Real } from './model.real.js';

export interface ModelRunOptions {
  seed: number;
  runs: number;
  /** Whether a history that fails is made as short as it can be, which takes a while. */
  shrink: boolean;
  /** Where databases can be made: the owner's address of the server, and its folder of secrets. */
  server: { url: string; dataDir: string };
}

export interface ModelResult {
  histories: number;
  rows: number;
  loads: number;
  /** Loads that a fault ended, and loads that went on in spite of one. */
  ended: number;
  survived: number;
  /** What stood of each at the end. */
  errata: number;
  conflicts: number;
  rejected: number;
  late: number;
}

const world = { historyFrom: '2026-06', feedDay: '2026-09-17' };

/**
 * Histories of deliveries, corrections, deletions, crashes and passing time, drawn from a seed: after
 * each load, and at the end, what stands must be what a naive model says.
 */
export async function runModel({
  seed,
  runs,
  shrink,
  server,
}: ModelRunOptions): Promise<ModelResult> {
  const owner = await connect(server.url, 'DATABASE_URL');
  const template = `model_${seed}`;
  await owner.query(`DROP DATABASE IF EXISTS ${template}`);
  await owner.query(`CREATE DATABASE ${template}`);
  const at = (name: string): string => {
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return url.href;
  };
  await prepareDatabase({ url: at(template), dataDir: server.dataDir });
  const total = { histories: 0, loads: 0, ended: 0, survived: 0, rows: 0 };
  const met = { errata: 0, conflicts: 0, rejected: 0, late: 0 };
  const history = async (some: Iterable<fc.AsyncCommand<Model, Real>>): Promise<void> => {
    const name = `${template}_${(total.histories += 1)}`;
    const ends: (() => Promise<void>)[] = [];
    await owner.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    const feed = await scriptedFeed({ ...world, cleanup: (end) => ends.push(end) });
    const look = await connect(at(name), 'model');
    const urls = { owner: at(name), etl: roleUrl(at(name), 'vigie_etl', server.dataDir) };
    const real = new Real(feed, look, urls);
    const model: Model = { ...world, emitted: [], latest: new Map(), begin: undefined };
    try {
      await fc.asyncModelRun(() => ({ model, real }), some);
      await finalLoad.run(model, real);
    } finally {
      total.loads += real.loads;
      total.ended += real.crashes.ended;
      total.survived += real.crashes.survived;
      total.rows += model.emitted.length;
      met.errata += real.met.errata;
      met.conflicts += real.met.conflicts;
      met.rejected += real.met.rejected;
      met.late += real.met.late;
      await look.end();
      for (const end of ends) await end();
      await owner.query(`DROP DATABASE ${name} WITH (FORCE)`);
    }
  };
  try {
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 50, size: 'max' }), history),
      { seed, numRuns: runs, endOnFailure: !shrink },
    );
  } finally {
    await owner.query(`DROP DATABASE ${template} WITH (FORCE)`);
    await owner.end();
  }
  const { histories, loads, ended, survived, rows } = total;
  return { histories, rows, loads, ended, survived, ...met };
}

export const told = (result: ModelResult): string =>
  Object.entries(result)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ');
