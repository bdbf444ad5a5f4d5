import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

// Dot folders and caches are what tools write while building: counting them would never settle.
const notSources = new Set(['node_modules', 'dist', 'build', 'paraglide', 'output', 'cache']);

function* filesUnder(path: string): Generator<string> {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (notSources.has(entry.name) || entry.name.startsWith('.')) continue;
    if (entry.name.endsWith('.spec.ts')) continue;
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* filesUnder(child);
    else if (entry.isFile()) yield child;
  }
}

/** Fingerprint of names, sizes and times: tells a change without reading a single file. */
export function fingerprint(root: string, folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const path = join(root, folder);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) continue;
    const files = stat.isDirectory() ? [...filesUnder(path)].sort() : [path];
    for (const file of files) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}
