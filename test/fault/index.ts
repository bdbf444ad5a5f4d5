import { startEmbedded } from '@vigie/warehouse/embedded';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { eachStep } from './choices.js';
import { faultLoop } from './fault-loop.js';
import { fullDisk } from './full-disk.js';
import { runModel, told } from './model.js';

/**
 * `npm run faults -- [seed] [all]`: fills a small disk again and again; lets every step of a load
 * fail once, thousands of them, each by a kind of fault that follows from the seed; with `all`, every
 * stream there is. Then histories that the model judges, made as short as they can be where one fails.
 */
const [seedText = String(Date.now() % 100_000), breadth] = process.argv.slice(2);
const seed = Number(seedText);
if (!Number.isInteger(seed) || (breadth !== undefined && breadth !== 'all')) {
  console.error('usage: npm run faults -- [seed, a whole number] [all]');
  process.exit(2);
}
console.info(`seed ${seed}: npm run faults -- ${seed}${breadth === undefined ? '' : ' all'}`);
const disk = await fullDisk((line) => console.info(`disk: ${line}`));
console.info(
  disk
    ? `disk: ${disk.full} times full, ${disk.servers} servers ended by it, ${disk.differing.length} tables differ`
    : 'disk: left out, since mounting a small one takes root on Linux',
);
for (const line of [...(disk?.differing ?? []), ...(disk?.imbalances ?? [])]) console.error(line);

const started = performance.now();
const selection = eachStep(seed, 400);
const progress = setInterval(() => {
  const struck = [...selection.struck].map(([kind, n]) => `${n} ${kind}`).join(', ');
  console.info(`${Math.round((performance.now() - started) / 1000)} s: ${struck}`);
}, 60_000);
const result = await faultLoop({
  seed,
  historyFrom: '2026-06',
  allStreams: breadth === 'all',
  days: ['2026-09-04', '2026-09-05', '2026-09-06'],
  selection,
  kills: 100,
  stops: 50,
  report: (line) => console.info(line),
});
clearInterval(progress);
const faults = [...result.faults.values()].reduce((sum, count) => sum + count, 0);
console.info(
  `${faults} faults, ${result.kills} kills, ${result.stops} stops in ${result.runs} runs; ` +
    `${result.distinct - result.spared.length} of the ${result.distinct} steps of an undisturbed load failed once`,
);
const shapes = Map.groupBy(result.spared, ({ shape }) => shape);
const bySize = [...shapes].sort(([, one], [, other]) => other.length - one.length);
for (const [shape, { length }] of bySize.slice(0, 8)) console.info(`${length} never: ${shape}`);
for (const line of [...result.differing, ...result.imbalances]) console.error(line);
const whole = result.spared.length <= result.distinct * 0.05;
if (!whole) console.error('too many steps were never made to fail');

const dataDir = mkdtempSync(join(tmpdir(), 'vigie-model-'));
const server = await startEmbedded({ dataDir, port: await freePort() });
try {
  const histories = { seed, runs: 60, shrink: true, server: { url: server.url, dataDir } };
  console.info(`any history: ${told(await runModel(histories))}`);
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
const broken = [disk, result].some(
  (one) => one && one.differing.length + one.imbalances.length > 0,
);
process.exit(broken || !whole ? 1 : 0);
