import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { OperatorError } from './errors.js';

const roles = ['vigie_etl', 'vigie_api'] as const;
export type RoleName = (typeof roles)[number];

/** Reads a secret of the data directory, or draws and keeps it (0600) where there is none. */
export function secret(dataDir: string, name: string): string {
  const directory = join(dataDir, 'secrets');
  const file = join(directory, name);
  if (!existsSync(file)) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    chmodSync(directory, 0o700);
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}

/** Address of the same database for one of the two roles, with the secret that migrate drew. */
export function roleUrl(ownerUrl: string, role: RoleName, dataDir: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = secret(dataDir, role);
  return url.href;
}

/**
 * Makes sure that both roles exist and can sign in. Where the operator gives their addresses,
 * their passwords are the operator's affair and nothing is changed.
 */
export async function ensureRoles(
  client: pg.Client,
  options: { dataDir: string; given: readonly RoleName[] },
): Promise<void> {
  for (const role of roles) {
    const { rowCount, rows } = await client.query<{ powerful: boolean }>(
      `SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS powerful
       FROM pg_roles WHERE rolname = $1`,
      [role],
    );
    if (rows[0]?.powerful) throw cannotCreateRoles(`the role ${role} has more rights than it may`);
    if (options.given.includes(role)) {
      if (rowCount === 0) throw cannotCreateRoles(`the role ${role} does not exist`);
      continue;
    }
    const password = client.escapeLiteral(secret(options.dataDir, role));
    // An owner that is no superuser may not even name the other attributes of an existing role.
    const create = `CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS`;
    const made = rowCount === 0 && (await once(client, `${create} PASSWORD ${password}`));
    if (!made) await once(client, `ALTER ROLE ${role} LOGIN PASSWORD ${password}`);
  }
}

/** Pauses before trying again, in milliseconds. */
const pauses = [50, 200, 1_000, 3_000];

/**
 * Roles belong to the whole server: another database may be migrated at this moment, and the lock of
 * a migration is its own. What is under way there is waited for.
 * @returns false where the role was created meanwhile
 */
async function once(client: pg.Client, statement: string): Promise<boolean> {
  for (const pause of [...pauses, undefined]) {
    try {
      await client.query(statement);
      return true;
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (code === '42710') return false;
      const isPassing = message.includes('tuple concurrently updated') || code === '23505';
      if (!isPassing || pause === undefined) throw cannotCreateRoles(message);
      // Those who wait for each other must not come back at once.
      await delay(pause * (0.5 + Math.random()));
    }
  }
  return false;
}

const cannotCreateRoles = (reason: string): OperatorError =>
  new OperatorError(
    `The roles vigie_etl and vigie_api cannot be set up (${reason}). Create both with LOGIN, ` +
      'then give their addresses in VIGIE_ETL_DATABASE_URL and VIGIE_API_DATABASE_URL.',
  );
