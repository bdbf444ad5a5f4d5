import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The etl's command line, as it is built. */
export const etlScript = join(
  dirname(createRequire(import.meta.url).resolve('@vigie/etl/package.json')),
  'dist/src/cli.js',
);
