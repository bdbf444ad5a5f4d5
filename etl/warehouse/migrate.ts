import { drizzle } from 'drizzle-orm/node-postgres';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate as applyPending } from 'drizzle-orm/node-postgres/migrator';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type pg from 'pg';
import { connect } from './connection.js';
import { SchemaMismatchError, OperatorError } from './errors.js';
import { ensureRoles, type RoleName } from './roles.js';

export const migrationsFolder = join(
  dirname(createRequire(import.meta.url).resolve('@vigie/warehouse/package.json')),
  'migrations',
);

/** Oldest server that the SQL of this project runs on. */
const oldestServer = 150_000;
/** Any constant will do, as long as every migrator takes the same. */
const migrationLock = 7_216_411;

export interface MigrateOptions {
  url: string;
  /** The setting that `url` came from, for the sentence of an error. */
  setting?: string;
  dataDir: string;
  /** Roles whose addresses the operator gave: not created, nor altered. */
  given?: readonly RoleName[];
  folder?: string;
  /** Done under the lock once the migrations are applied, on the owner's connection. */
  then?: (owner: pg.Client) => Promise<void>;
}

/**
 * Brings the database to the migrations of the folder. Five at once apply them once: Drizzle
 * takes no lock, so this holds an advisory one; and it applies whatever is newer than the latest
 * applied, so what stands is compared with the folder, hash by hash, before and after.
 *
 * @returns how many migrations were applied.
 */
export async function migrate(options: MigrateOptions): Promise<number> {
  const folder = options.folder ?? migrationsFolder;
  const client = await connect(options.url, options.setting ?? 'DATABASE_URL');
  try {
    await refuseOldServer(client, options.setting ?? 'DATABASE_URL');
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const before = await appliedHashes(client);
    comparePrefix(before, folderHashes(folder));
    await ensureRoles(client, { dataDir: options.dataDir, given: options.given ?? [] });
    await applyPending(drizzle(client), { migrationsFolder: folder });
    await assertMigrated(client, folder);
    await options.then?.(client);
    return folderHashes(folder).length - before.length;
  } finally {
    await client.end();
  }
}

/** Throws a {@link SchemaMismatchError} unless what is applied is exactly what the folder holds. */
export async function assertMigrated(
  client: Pick<pg.Client, 'query'>,
  folder = migrationsFolder,
): Promise<void> {
  const applied = await appliedHashes(client);
  const wanted = folderHashes(folder);
  comparePrefix(applied, wanted);
  if (applied.length < wanted.length) {
    throw new SchemaMismatchError(
      `The database lacks ${wanted.length - applied.length} migration(s) of this release: run "migrate".`,
    );
  }
}

function folderHashes(folder: string): string[] {
  const files = readMigrationFiles({ migrationsFolder: folder });
  files.forEach((file, index) => {
    const previous = files[index - 1];
    if (previous && file.folderMillis <= previous.folderMillis) {
      throw new SchemaMismatchError(
        `Migration ${index} is dated before the one it follows: Drizzle would skip it.`,
      );
    }
  });
  return files.map((file) => file.hash);
}

async function appliedHashes(client: Pick<pg.Client, 'query'>): Promise<string[]> {
  const { rows: found } = await client.query<{ found: boolean }>(
    `SELECT to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS found`,
  );
  if (!found[0]?.found) return [];
  const { rows } = await client.query<{ hash: string }>(
    'SELECT hash FROM drizzle.__drizzle_migrations ORDER BY id',
  );
  return rows.map((row) => row.hash);
}

function comparePrefix(applied: readonly string[], wanted: readonly string[]): void {
  const at = applied.findIndex((hash, index) => wanted[index] !== hash);
  if (at === -1) return;
  throw new SchemaMismatchError(
    at < wanted.length
      ? `Migration ${at} was applied with another content than the file has: the database and this release differ.`
      : `The database has ${applied.length} migrations, this release only ${wanted.length}: use a newer release.`,
  );
}

async function refuseOldServer(client: pg.Client, setting: string): Promise<void> {
  const { rows } = await client.query<{ version: number; name: string }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name`,
  );
  const server = rows[0];
  if (server && server.version < oldestServer) {
    throw new OperatorError(
      `PostgreSQL ${server.name} is too old, 15 or later is needed. Change ${setting}.`,
    );
  }
}
