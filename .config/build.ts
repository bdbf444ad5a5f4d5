import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './sources.ts';

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules/.cache/vigie');

interface Part {
  name: string;
  /** What a change in means that the part must be built again. */
  sources: string[];
  /** What is there once the part is built. */
  product: string;
  folder: string;
  command: string[];
}

const tsc = 'node_modules/typescript/bin/tsc';
const common = ['tsconfig.json', 'package-lock.json', 'seeds', 'api/contract'];
const services: Part = {
  name: 'services',
  sources: [...common, 'etl', 'api'],
  product: 'etl/dist/stack/start.js',
  folder: '.',
  command: [tsc, '-b', 'seeds', 'seeds/core', 'etl', 'api'],
};
const web: Part = {
  name: 'web',
  sources: [...common, 'web'],
  product: 'web/build/index.js',
  folder: 'web',
  command: ['node_modules/vite/bin/vite.js', 'build'],
};
/** Only what runs from `test/` itself needs it built: the measuring commands. */
const tests: Part = {
  name: 'tests',
  sources: [...services.sources, 'test'],
  product: 'test/dist/bench/index.js',
  folder: '.',
  command: [tsc, '-b', 'test'],
};

function build(part: Part, onlyIfStale: boolean): boolean {
  const stamp = join(cache, `${part.name.replaceAll(' ', '-')}.built`);
  const current = fingerprint(root, part.sources);
  if (onlyIfStale && existsSync(stamp) && existsSync(join(root, part.product))) {
    if (readFileSync(stamp, 'utf8') === current) return true;
  }
  console.log(`build: ${part.name}`);
  const [script = '', ...args] = part.command;
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: join(root, part.folder),
    stdio: 'inherit',
  });
  if (status !== 0) return false;
  mkdirSync(cache, { recursive: true });
  // The fingerprint taken before: what changes while building is built again next time.
  writeFileSync(stamp, current);
  return true;
}

/** Builds what is needed, libraries first. True when everything stands. */
export function buildAll(options: { onlyIfStale: boolean; withTests?: boolean }): boolean {
  const parts = options.withTests === true ? [services, web, tests] : [services, web];
  return parts.every((part) => build(part, options.onlyIfStale));
}

if (import.meta.main) {
  const onlyIfStale = process.argv.includes('--if-stale');
  const withTests = process.argv.includes('--with-tests');
  if (!buildAll({ onlyIfStale, withTests })) process.exitCode = 1;
}
