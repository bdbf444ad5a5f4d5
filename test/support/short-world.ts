import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Cleanup } from './warehouse.js';

/** A scenario file: the tiny world from a month on, so that a load takes seconds. */
export function shortWorld(historyFrom: string, cleanup: Cleanup = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-scenario-'));
  cleanup(() => {
    rmSync(folder, { recursive: true });
    return Promise.resolve();
  });
  const file = join(folder, 'short.yaml');
  writeFileSync(file, `extends: tiny\nhistory_from: "${historyFrom}"\n`);
  return file;
}
