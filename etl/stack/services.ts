import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessDeclaration } from './processes.js';
import type { Environment, Settings } from './settings.js';

/** Root of the project: this file is compiled to etl/dist/stack/. */
const root = join(import.meta.dirname, '..', '..', '..');

export const scripts = {
  core: join(root, 'seeds/core/dist/main.js'),
  etl: join(root, 'etl/dist/src/cli.js'),
  api: join(root, 'api/dist/main.js'),
  web: join(root, 'web/server/main.ts'),
  issuer: join(root, 'api/dist/issuer/main.js'),
  access: join(root, 'api/dist/commands/access.js'),
} as const;

export type ServiceName = 'core' | 'api' | 'etl' | 'web' | 'issuer';

/** Secrets: each is handed to the processes that need it, by name. */
const secrets = [
  'DATABASE_URL',
  'VIGIE_ETL_DATABASE_URL',
  'VIGIE_API_DATABASE_URL',
  'VIGIE_CELL_KEY',
  'VIGIE_ISSUERS',
];

/** Where a process of the stack is reached from the others. */
export function localUrl(settings: Settings, service: ServiceName): string {
  const anywhere = settings.host === '0.0.0.0' || settings.host === '::';
  const host = anywhere ? '127.0.0.1' : settings.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${settings.ports[service]}`;
}

/** What every process gets: the operator's environment, completed; no secret. */
function commonEnvironment(settings: Settings): Environment {
  const inherited = Object.entries(settings.inherited).filter(([name]) => !secrets.includes(name));
  return {
    VIGIE_CORE_URL: localUrl(settings, 'core'),
    VIGIE_API_URL: localUrl(settings, 'api'),
    ...Object.fromEntries(inherited),
    VIGIE_DATA_DIR: settings.dataDir,
    VIGIE_HOST: settings.host,
    VIGIE_PUBLIC_URL: settings.publicUrl,
    VIGIE_CORE_PORT: String(settings.ports.core),
    VIGIE_API_PORT: String(settings.ports.api),
    VIGIE_ETL_PORT: String(settings.ports.etl),
    VIGIE_WEB_PORT: String(settings.ports.web),
    VIGIE_ISSUER_PORT: String(settings.ports.issuer),
  };
}

/** Only commands that create or empty tables, then end, get the owner's address. */
export function migrateProcess(settings: Settings, ownerUrl: string): ProcessDeclaration {
  return ownersCommand(settings, ownerUrl, 'migrate', ['migrate']);
}

export function resetProcess(
  settings: Settings,
  ownerUrl: string,
  args: readonly string[],
): ProcessDeclaration {
  return ownersCommand(settings, ownerUrl, 'etl', ['reset', ...args]);
}

function ownersCommand(
  settings: Settings,
  ownerUrl: string,
  name: 'migrate' | 'etl',
  args: string[],
): ProcessDeclaration {
  const { etl, api } = settings.roleUrls;
  return {
    name,
    script: scripts.etl,
    args,
    env: {
      ...commonEnvironment(settings),
      DATABASE_URL: ownerUrl,
      ...(etl === undefined ? {} : { VIGIE_ETL_DATABASE_URL: etl }),
      ...(api === undefined ? {} : { VIGIE_API_DATABASE_URL: api }),
    },
  };
}

export function coreProcess(settings: Settings): ProcessDeclaration {
  return { name: 'core', script: scripts.core, env: commonEnvironment(settings) };
}

export function apiProcess(
  settings: Settings,
  ownerUrl: string,
  issuerSecret: string,
): ProcessDeclaration {
  const url = settings.roleUrls.api ?? roleUrl(settings, ownerUrl, 'vigie_api');
  const local = settings.isTrial ? localIssuers(settings, issuerSecret) : undefined;
  return {
    name: 'api',
    script: scripts.api,
    env: {
      ...commonEnvironment(settings),
      VIGIE_API_DATABASE_URL: url,
      VIGIE_ISSUERS: settings.issuers ?? local,
    },
  };
}

const issuerUrl = ({ ports }: Settings): string => `http://localhost:${ports.issuer}`;

/** The identity provider of this machine, as the API is told of it. */
const localIssuers = (settings: Settings, secret: string): string =>
  JSON.stringify([
    {
      ...{ id: 'local', name: 'Comptes de démonstration', issuer: issuerUrl(settings) },
      ...{ client_id: 'vigie', client_secret: secret },
    },
  ]);

export function issuerProcess(settings: Settings, issuerSecret: string): ProcessDeclaration {
  return {
    name: 'issuer',
    script: scripts.issuer,
    env: { ...commonEnvironment(settings), VIGIE_ISSUER_SECRET: issuerSecret },
  };
}

/** Adds an account of each role of the provider of this machine, as the owner. */
export function trialAccounts(settings: Settings, ownerUrl: string): ProcessDeclaration {
  return {
    name: 'issuer',
    script: scripts.access,
    args: ['demonstration', '--issuer', issuerUrl(settings)],
    env: { ...commonEnvironment(settings), DATABASE_URL: ownerUrl },
  };
}

export function etlProcess(settings: Settings, ownerUrl: string): ProcessDeclaration {
  const url = settings.roleUrls.etl ?? roleUrl(settings, ownerUrl, 'vigie_etl');
  return {
    name: 'etl',
    script: scripts.etl,
    args: ['run'],
    env: {
      ...commonEnvironment(settings),
      VIGIE_ETL_DATABASE_URL: url,
      VIGIE_CELL_KEY: settings.inherited.VIGIE_CELL_KEY,
    },
  };
}

export function webProcess(settings: Settings): ProcessDeclaration {
  return { name: 'web', script: scripts.web, env: commonEnvironment(settings) };
}

/**
 * Each service signs in as its own role, with the secret that migrate drew: none of them is
 * handed the owner's password.
 */
function roleUrl(settings: Settings, ownerUrl: string, role: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = readFileSync(join(settings.dataDir, 'secrets', role), 'utf8').trim();
  return url.href;
}
