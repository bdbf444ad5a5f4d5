import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a scenario: the tiny world from a month on, so that a load takes seconds. */
export function shortScenario(folder: string, historyFrom: string): string {
  const file = join(folder, `from-${historyFrom}.yaml`);
  writeFileSync(file, `extends: tiny\nhistory_from: "${historyFrom}"\n`);
  return file;
}
