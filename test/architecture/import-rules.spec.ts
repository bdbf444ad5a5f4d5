import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const require = createRequire(import.meta.url);
const { forbidden, options } = require('../../.config/dependency-cruiser.cjs') as {
  forbidden: never[];
  options: object;
};

const workspaces: Record<string, string> = {
  seeds: 'seeds',
  core: 'seeds/core',
  warehouse: 'etl/warehouse',
  etl: 'etl',
  contract: 'api/contract',
  api: 'api',
  web: 'web',
};
const scratch: string[] = [];

/** A project of the same shape as this one, each workspace built, with the given sources. */
function project(sources: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'vigie-imports-'));
  scratch.push(root);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [name, folder] of Object.entries(workspaces)) {
    const dependencies = Object.fromEntries(
      Object.keys(workspaces).map((other) => [`@vigie/${other}`, '0.1.0']),
    );
    const exports = { '.': './dist/index.js', './embedded': './dist/embedded.js' };
    const manifest = { name: `@vigie/${name}`, type: 'module', exports, dependencies };
    write(`${folder}/package.json`, JSON.stringify(manifest));
    write(`${folder}/dist/index.js`, 'export const built = true;');
    write(`${folder}/dist/embedded.js`, 'export const built = true;');
    mkdirSync(join(root, 'node_modules/@vigie'), { recursive: true });
    symlinkSync(join(root, folder), join(root, 'node_modules/@vigie', name));
  }
  for (const [path, text] of Object.entries(sources)) write(path, text);
  return root;
}

async function broken(sources: Record<string, string>): Promise<string[]> {
  const baseDir = project(sources);
  const { output } = await cruise(['seeds', 'etl', 'api', 'web'], {
    ...options,
    baseDir,
    validate: true,
    ruleSet: { forbidden },
  });
  const { violations } = (output as ICruiseResult).summary;
  return [...new Set(violations.map((violation) => violation.rule.name))].sort();
}

afterEach(() => {
  for (const root of scratch.splice(0)) rmSync(root, { recursive: true, force: true });
});

describe('import rules', () => {
  it('let each workspace import what stands below it', async () => {
    const sources = {
      'seeds/core/world.ts': `import '@vigie/seeds';`,
      'etl/src/load.ts': `import '@vigie/warehouse'; import '@vigie/seeds';`,
      'etl/stack/stack.ts': `import '@vigie/warehouse/embedded'; import 'node:fs';`,
      'api/contract/shape.ts': `import '@vigie/seeds';`,
      'api/src/main.ts': `import '@vigie/contract'; import '@vigie/warehouse'; import '@vigie/seeds';`,
      'web/src/page.ts': `import '@vigie/contract';`,
    };
    expect(await broken(sources)).toEqual([]);
  });

  it.each([
    ['seeds/reference/a.ts', '@vigie/core', 'seeds-imports-nothing'],
    ['seeds/core/a.ts', '@vigie/warehouse', 'core-imports-seeds'],
    ['etl/warehouse/a.ts', '@vigie/etl', 'warehouse-imports-seeds'],
    ['etl/src/a.ts', '@vigie/core', 'etl-imports-warehouse-seeds'],
    ['etl/src/a.ts', '@vigie/contract', 'etl-imports-warehouse-seeds'],
    ['api/contract/a.ts', '@vigie/warehouse', 'contract-imports-seeds'],
    ['api/src/a.ts', '@vigie/etl', 'api-imports-contract-warehouse-seeds'],
    ['api/src/a.ts', '@vigie/core', 'api-imports-contract-warehouse-seeds'],
    ['web/src/a.ts', '@vigie/api', 'web-imports-contract'],
    ['web/src/a.ts', '@vigie/seeds', 'web-imports-contract'],
  ])('refuse %s importing %s', async (path, imported, rule) => {
    expect(await broken({ [path]: `import '${imported}';` })).toEqual([rule]);
  });

  it('refuse a path into another workspace, even one that may be imported by name', async () => {
    const rule = ['api-reaches-others-by-package-name'];
    const source = { 'seeds/reference/regions.ts': 'export {};' };
    const import1 = `import '../../seeds/reference/regions.js';`;
    expect(await broken({ ...source, 'api/src/a.ts': import1 })).toEqual(rule);
    expect(await broken({ 'api/src/a.ts': `import '../../seeds/dist/index.js';` })).toEqual(rule);
  });

  it('refuse type-only imports as well', async () => {
    const sources = {
      'web/src/a.ts': `import type { built } from '@vigie/warehouse'; export type B = typeof built;`,
    };
    expect(await broken(sources)).toEqual(['web-imports-contract']);
  });

  it('refuse a Svelte component that reaches below the contract', async () => {
    const sources = { 'web/src/A.svelte': `<script lang="ts">import '@vigie/seeds';</script>` };
    expect(await broken(sources)).toContain('web-imports-contract');
  });

  it('refuse anything but the embedded server to the stack', async () => {
    const sources = { 'etl/stack/a.ts': `import '@vigie/warehouse';` };
    expect(await broken(sources)).toEqual(['stack-imports-the-embedded-server-only']);
  });

  it('refuse a cycle', async () => {
    const sources = { 'api/src/a.ts': `import './b.js';`, 'api/src/b.ts': `import './a.js';` };
    expect(await broken(sources)).toEqual(['no-cycle']);
  });

  it('refuse a package that the workspace does not declare', async () => {
    const root = { 'node_modules/left/package.json': '{"name":"left","main":"index.js"}' };
    const sources = { ...root, 'node_modules/left/index.js': '', 'api/src/a.ts': `import 'left';` };
    expect(await broken(sources)).toEqual(['no-undeclared-package']);
  });

  it('refuse an import that leads nowhere', async () => {
    expect(await broken({ 'api/src/a.ts': `import './missing.js';` })).toEqual(['no-unresolvable']);
  });
});
