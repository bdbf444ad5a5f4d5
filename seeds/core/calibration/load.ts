import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const { resolve } = createRequire(import.meta.url);
const folder = join(dirname(resolve('@vigie/core/package.json')), 'calibration');
const reference = join(dirname(resolve('@vigie/seeds/package.json')), 'reference');

/** Parameters of a file of this folder. */
export function load<T>(file: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

/** Reference files that no page depends on. */
const APART = ['published-figures.csv', 'constants.csv'];

const files = (of: string, ending: string): string[] =>
  readdirSync(of)
    .filter((file) => file.endsWith(ending) && !APART.includes(file))
    .sort()
    .map((file) => join(of, file));

/** Digest of every parameter and reference file: another world with any change of one. */
export const parametersDigest = [...files(folder, '.json'), ...files(reference, '.csv')]
  .reduce((digest, file) => digest.update(readFileSync(file)), createHash('sha256'))
  .digest('hex')
  .slice(0, 16);

/** A share, from 0 to 1. */
export const share = z.number().min(0).max(1);
export const day = z.iso.date();
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2023-04');
