import { startEmbedded } from '@vigie/warehouse/embedded';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { attackOf, attacks } from './attacks/index.js';
import { mutants } from './mutants.js';
import type { Outcome } from './outcome.js';
import { siteAttacks, timingAttack } from './site/index.js';
import { openSite } from './site/site.js';
import { shapeNames, worldOf } from './worlds.js';

/**
 * `npm run attack -- [seed] [--json]`: every attack of the suite on many synthetic months, mutants of
 * the guards, then the API over a small published world; some minutes, then one line for each number.
 */
const arguments_ = process.argv.slice(2);
const json = arguments_.includes('--json');
const [seedText = '1', ...more] = arguments_.filter((argument) => argument !== '--json');
const seed = Number(seedText);
if (!Number.isInteger(seed) || more.length > 0) {
  console.error('usage: npm run attack -- [seed, a whole number] [--json]');
  process.exit(2);
}

/** Synthetic months of each shape. */
const monthsOfShape = 7;
const requests = 10_000;

interface Told extends Outcome {
  readonly id: string;
  readonly name: string;
  readonly criterion: string;
}
const told: Told[] = [];
const tell = (outcome: Told): number => told.push(outcome);

/** What attacks of one number found, on months in memory and on the API. */
function lineOf(id: string, own: readonly Told[]): string {
  const passed = own.every((outcome) => outcome.passed);
  const found = own.map(({ name, measured, criterion }) => `${name}: ${measured} [${criterion}]`);
  return `${passed ? 'ok  ' : 'FAIL'} ${id.padEnd(4)} ${found.join('; ')}`;
}

if (!json) console.info(`seed ${seed}: npm run attack -- ${seed}`);
const releases = shapeNames.flatMap((shape) =>
  Array.from({ length: monthsOfShape }, (_, at) => worldOf(seed + at, shape)),
);
for (const { run, ...attack } of attacks) tell({ ...attack, ...(await run(releases)) });

const survivors: string[] = [];
for (const { name, breaks, guards } of mutants) {
  const { passed } = await attackOf(breaks).run([worldOf(seed, 'sparse', guards)]);
  if (passed) survivors.push(`${breaks} withstood: ${name}`);
}
tell({
  id: 'P24',
  name: 'mutations of the guards',
  criterion: 'each guard that is removed breaks an attack',
  passed: survivors.length === 0,
  measured: `${survivors.length} of ${mutants.length} mutants survive${survivors[0] ? ` (${survivors.join('; ')})` : ''}`,
});

const dataDir = mkdtempSync(join(tmpdir(), 'vigie-attack-'));
const server = await startEmbedded({ dataDir, port: await freePort() });
try {
  const site = await openSite(server.url, dataDir);
  for (const { run, ...attack } of [timingAttack, ...siteAttacks]) {
    tell({ ...attack, ...(await run(site, seed, requests)) });
  }
  await site.close();
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
told.sort((one, other) => one.id.localeCompare(other.id, 'en', { numeric: true }));
if (json) console.info(JSON.stringify({ seed, attacks: told }, null, 2));
else for (const [id, own] of Map.groupBy(told, (one) => one.id)) console.info(lineOf(id, own));
process.exit(told.every(({ passed }) => passed) ? 0 : 1);
