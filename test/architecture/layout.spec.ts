import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const generated = new Set([
  'node_modules',
  'dist',
  'build',
  '.svelte-kit',
  'paraglide',
  'output',
  'cache',
  '.vigie',
]);

function* filesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (generated.has(entry.name) || entry.name === '.git') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else if (entry.isFile()) yield relative(root, path);
  }
}

const files = [...filesUnder(root)];
const sources = files.filter((path) => /\.(ts|svelte)$/.test(path));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const isConfig = (path: string): boolean =>
  path.startsWith('.config/') || /\.config\.(ts|js|cjs)$/.test(path);

describe('layout of the project', () => {
  it('keeps the top level to what a reader expects there', () => {
    const expected = new Set([
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'api',
      'web',
      'etl',
      'seeds',
      'test',
      'docker-compose.yml',
      'README.md',
      'node_modules',
    ]);
    const others = readdirSync(root).filter((name) => !name.startsWith('.') && !expected.has(name));
    expect(others).toEqual([]);
  });

  it('holds no JavaScript source outside configuration', () => {
    expect(files.filter((path) => /\.[cm]?js$/.test(path) && !isConfig(path))).toEqual([]);
  });

  it('names files in kebab-case with their role, components in PascalCase', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.ts$/;
    const component = /^([A-Z][A-Za-z0-9]*|\+[a-z]+(@[a-z]*)?)\.svelte$/;
    const route = /^\+[a-z.]+\.ts$/;
    const odd = sources.filter((path) => {
      const name = basename(path);
      return ![kebab, component, route].some((shape) => shape.test(name));
    });
    expect(odd).toEqual([]);
  });

  // An entry point may hand the environment over to its settings, or set what a library reads.
  const handedOver = /readSettings\(process\.env\)|process\.env\[?[.\w']+\]?\s*=(?!=)/g;

  it('reads the environment in settings only', () => {
    const readers = sources.filter(
      (path) =>
        !isConfig(path) &&
        !/(^|\/|\.)settings\.ts$/.test(path) &&
        !path.endsWith('.spec.ts') &&
        /\bprocess\s*(\.\s*env\b|\[\s*['"]env)/.test(
          withoutComments(read(path)).replace(handedOver, ''),
        ),
    );
    expect(readers).toEqual([]);
  });

  it('mentions no path of the machine it was written on', () => {
    const places = ['/work/', '/home/', '/Users/', 'C:\\\\Users', `${homedir()}/`];
    const text = files.filter((path) =>
      /\.(ts|svelte|json|md|ya?ml|sql|cjs|js|css|html|csv)$/.test(path),
    );
    const mentions = text.filter(
      (path) =>
        path !== 'test/architecture/layout.spec.ts' &&
        places.some((place) => withoutAddresses(read(path)).includes(place)),
    );
    expect(mentions).toEqual([]);
  });
});

const withoutAddresses = (text: string): string => text.replace(/https?:\/\/\S+/g, '');

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
