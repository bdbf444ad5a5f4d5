import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';

const root = dirname(createRequire(import.meta.url).resolve('@vigie/seeds/package.json'));

/** Content of a text file of the seeds, its path relative to the `seeds` folder. */
export const readText = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Content of a JSON file of the seeds, its path relative to the `seeds` folder. */
export function readJson(path: string): unknown {
  return JSON.parse(readText(path));
}

/** Rows of a CSV file of the seeds, each as text by column name. */
export function readCsv(path: string): Record<string, string>[] {
  return parse(readFileSync(join(root, path)), { columns: true, skip_empty_lines: true });
}
