import { Ajv } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..', '..');
const require = createRequire(import.meta.url);

interface Service {
  image?: string;
  build?: { context: string; dockerfile: string };
  command?: string[];
  ports?: string[];
  environment?: Record<string, string | number>;
  healthcheck?: { disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
}

const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true }) as { services: Record<string, Service> };
const services = Object.entries(compose.services);
const dockerfiles = [
  ...new Set(services.flatMap(([, { build }]) => (build ? [build.dockerfile] : []))),
];

/** The schema of the Compose specification, as the Compose linter `dclint` ships it. */
function composeSchema(): object {
  const path = join(dirname(require.resolve('dclint/package.json')), 'schemas/compose.schema.json');
  const schema = JSON.parse(readFileSync(path, 'utf8')) as { $schema?: string };
  // It names the draft by another address than the one the validator knows it by.
  delete schema.$schema;
  return schema;
}

/** Instructions of a Dockerfile with their continuation lines joined, comments left out. */
function instructions(path: string): { name: string; value: string }[] {
  const joined = readFileSync(join(root, path), 'utf8')
    .replace(/^#.*$/gm, '')
    .replace(/\\\n/g, ' ');
  return joined.split('\n').flatMap((line) => {
    const [, name, value] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value }];
  });
}

describe('docker-compose.yml', () => {
  it('follows the Compose specification', () => {
    const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(
      composeSchema(),
    );
    validate(compose);
    expect(validate.errors ?? []).toEqual([]);
    // The same validator refuses what is not in the specification.
    expect(validate({ services: { web: { image: 'x', healthchek: {} } } })).toBe(false);
  });

  it('starts the processes of `npm start`, plus the database and the migration', () => {
    const names = services.map(([name]) => name).sort();
    expect(names).toEqual(['api', 'core', 'etl', 'migrate', 'postgres', 'web']);
  });

  it('publishes the web and nothing else', () => {
    const published = services.filter(([, service]) => service.ports !== undefined);
    expect(published.map(([name]) => name)).toEqual(['web']);
  });

  it('holds no secret: every password is a variable that has to be given', () => {
    const passwords = [...text.matchAll(/\$\{(\w*PASSWORD\w*)([^}]*)\}/g)];
    expect(passwords.length).toBeGreaterThan(0);
    for (const [, name, rest] of passwords) expect(rest, name).toMatch(/^:\?/);
    expect(text).not.toMatch(/:\/\/\w+:(?!\$\{)[^@\s]+@/);
  });

  it('hands the address of the owner to the migration only', () => {
    const owners = services.filter(
      ([, { environment }]) => environment && 'DATABASE_URL' in environment,
    );
    expect(owners.map(([name]) => name)).toEqual(['migrate']);
  });

  it('waits for services that exist, on a condition that they can meet', () => {
    for (const [name, { depends_on: waits }] of services) {
      for (const [other, { condition }] of Object.entries(waits ?? {})) {
        const target = compose.services[other];
        expect(target, `${name} waits for ${other}`).toBeDefined();
        if (condition !== 'service_healthy') continue;
        const file = target?.build?.dockerfile;
        const checked =
          target?.healthcheck !== undefined ||
          (file !== undefined && instructions(file).some(({ name }) => name === 'HEALTHCHECK'));
        expect(checked, `${other} has a health check`).toBe(true);
      }
    }
  });
});

describe.each(dockerfiles)('%s', (dockerfile) => {
  const steps = instructions(dockerfile);
  const values = (name: string): string[] =>
    steps.filter((step) => step.name === name).map((step) => step.value);

  it('copies only what exists', () => {
    const copied = values('COPY')
      .filter((value) => !value.startsWith('--from='))
      .flatMap((value) => value.split(/\s+/).slice(0, -1));
    expect(copied.length).toBeGreaterThan(0);
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('runs a file that the build makes', () => {
    const command = JSON.parse(values('CMD').at(-1) ?? '[]') as string[];
    expect(command[0]).toBe('node');
    expect(existsSync(join(root, command[1] ?? '')), command[1]).toBe(true);
  });

  it('runs in several stages on Node 24, not as root, with a health check', () => {
    expect(values('FROM').length).toBeGreaterThan(1);
    for (const image of values('FROM')) expect(image).toMatch(/^node:24-slim( AS \w+)?$/);
    expect(values('USER').at(-1)).toBe('node');
    expect(values('HEALTHCHECK')).toHaveLength(1);
  });

  it('installs every workspace whose manifest it copies', () => {
    const manifests = values('COPY').flatMap((value) =>
      [...value.matchAll(/(\S+)\/package\.json/g)].map((match) => match[1] ?? ''),
    );
    const names = manifests.map((folder) => {
      const manifest = readFileSync(join(root, folder, 'package.json'), 'utf8');
      return (JSON.parse(manifest) as { name: string }).name;
    });
    const installs = values('RUN').filter((value) => value.startsWith('npm ci'));
    expect(installs).toHaveLength(2);
    for (const install of installs) {
      const installed = [...install.matchAll(/-w (\S+)/g)].map((match) => match[1]);
      expect(new Set(installed)).toEqual(new Set(names));
    }
  });
});
