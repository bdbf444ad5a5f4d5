import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folderOf = (workspace: string): string =>
  dirname(createRequire(import.meta.url).resolve(`${workspace}/package.json`));

/** The etl's command line, as it is built. */
export const etlScript = join(folderOf('@vigie/etl'), 'dist/src/cli.js');

/** The API as a process of its own. */
export const apiScript = join(folderOf('@vigie/api'), 'dist/main.js');

/** A script of the tests, compiled: what it imports, a process without a loader cannot read otherwise. */
export const compiled = (path: string): string => join(folderOf('@vigie/test'), 'dist', path);
