import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { migrationsFolder } from '@vigie/warehouse';
import { describe, expect, it, onTestFinished } from 'vitest';

const warehouse = dirname(createRequire(import.meta.url).resolve('@vigie/warehouse/package.json'));
const drizzleKit = join(
  dirname(createRequire(join(warehouse, 'package.json')).resolve('drizzle-kit')),
  'bin.cjs',
);

describe('the migrations', () => {
  it('bring a database to the schema as it is declared: none is left to generate', () => {
    // Beside the schema: drizzle-kit takes no folder outside its own.
    const folder = mkdtempSync(join(warehouse, 'dist', 'drift-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    cpSync(migrationsFolder, folder, { recursive: true });
    const before = readdirSync(folder).sort();
    const output = execFileSync(
      process.execPath,
      [
        drizzleKit,
        'generate',
        '--dialect=postgresql',
        '--schema=./schema/index.ts',
        `--out=${relative(warehouse, folder)}`,
      ],
      { cwd: warehouse, encoding: 'utf8' },
    );
    expect(output).toMatch(/No schema changes/);
    expect(readdirSync(folder).sort()).toEqual(before);
  });
});
