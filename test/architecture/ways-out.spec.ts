import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../support/project-root.js';

const folders = [
  'feed',
  'identity',
  'ledger',
  'mart',
  'nights',
  'pipeline',
  'publish',
  'quality',
  'quarantine',
  'reference',
];

/** A source file of a folder: the linter knows the types of files that there are. */
function fileIn(folder: string): string {
  const path = join(projectRoot(), 'etl/src', folder);
  const name = readdirSync(path).find((file) => /^(?!platform|.*\.spec)\S+\.ts$/.test(file));
  if (name === undefined) throw new Error(`${path} has no source`);
  return join(path, name);
}

describe('a step of the ingestion', () => {
  let linter: ESLint;
  beforeAll(() => {
    linter = new ESLint({
      cwd: projectRoot(),
      overrideConfigFile: join(projectRoot(), '.config/eslint.config.js'),
    });
  });
  const complaints = async (text: string, folder: string): Promise<string[]> => {
    const [result] = await linter.lintText(text, { filePath: fileIn(folder) });
    return (result?.messages ?? []).map(({ ruleId }) => ruleId ?? 'unreadable');
  };

  it.each([
    ['a connection of its own', `import pg from 'pg';\nexport const own = new pg.Client();\n`],
    ['a named one', `import { Pool } from 'pg';\nexport const own = new Pool();\n`],
    [
      'another pool',
      `import { createPool } from '@vigie/warehouse';\nexport const own = createPool('');\n`,
    ],
    ['a file', `import { readFile } from 'node:fs/promises';\nexport const own = readFile('x');\n`],
    ['a socket', `import net from 'net';\nexport const own = net.connect(1);\n`],
    ['the global fetch', `export const own = await fetch('http://x');\n`],
    ['the same by another name', `export const own = await globalThis.fetch('http://x');\n`],
    ['a timer', `export const own = setTimeout(() => undefined, 1);\n`],
    [
      'a timer of a module',
      `import { setTimeout } from 'node:timers/promises';\nexport const own = setTimeout(1);\n`,
    ],
    ['a module that is asked for late', `export const own = await import('node:fs');\n`],
    ['a module of the process', `export const own = process.getBuiltinModule('fs');\n`],
  ])('cannot go around what makes it fail by %s', async (_, text) => {
    expect(await complaints(text, 'pipeline')).toContainEqual(
      expect.stringMatching(/^(@typescript-eslint\/)?no-restricted-/),
    );
  });

  it('is watched in every folder of the ingestion', async () => {
    for (const folder of folders) {
      const found = await complaints(`export const own = await fetch('http://x');\n`, folder);
      expect(found, folder).toContain('no-restricted-globals');
    }
  });

  it('may name the types of a connection, wait for the one it is given, and quote a text', async () => {
    const text = `import { escapeLiteral } from 'pg';
import type pg from 'pg';
export const own = (client: pg.ClientBase) => client.query(escapeLiteral('x'));
`;
    expect(await complaints(text, 'pipeline')).toEqual([]);
  });

  it('that is not awaited is refused too', async () => {
    const text = `import type pg from 'pg';
export function own(client: pg.ClientBase): void {
  client.query('SELECT 1');
}
`;
    expect(await complaints(text, 'pipeline')).toEqual(['@typescript-eslint/no-floating-promises']);
  });
});
