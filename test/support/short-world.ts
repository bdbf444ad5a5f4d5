import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { shortScenario } from './short-scenario.js';
import type { Cleanup } from './warehouse.js';

/** The file of a scenario that begins with a month, gone when the test is over. */
export function shortWorld(historyFrom: string, cleanup: Cleanup = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-scenario-'));
  cleanup(() => {
    rmSync(folder, { recursive: true });
    return Promise.resolve();
  });
  return shortScenario(folder, historyFrom);
}
