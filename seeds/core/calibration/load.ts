import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { releases } from '@vigie/seeds/reference';
import { z } from 'zod';

const folder = join(
  dirname(createRequire(import.meta.url).resolve('@vigie/core/package.json')),
  'calibration',
);

/** Parameters of a file of this folder. */
export function load<T>(file: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

/** Digest of every parameter file and of the releases: another world with any change of one. */
export const parametersDigest = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .reduce((digest, file) => digest.update(readFileSync(join(folder, file))), createHash('sha256'))
  .update(JSON.stringify(releases))
  .digest('hex')
  .slice(0, 16);

/** A share, from 0 to 1. */
export const share = z.number().min(0).max(1);
export const day = z.iso.date();
export const month = z.string().regex(/^\d{4}-\d{2}$/);
