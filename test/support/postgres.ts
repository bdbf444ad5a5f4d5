import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  name: string;
  /** Owner's address of an empty database that belongs to the caller. */
  ownerUrl: string;
  /** Where `migrate` keeps the secrets of the roles, which the whole server shares. */
  dataDir: string;
  /** Ends every connection to it and drops it. */
  drop(): Promise<void>;
}

/**
 * An empty database of its own: specs do not see each other. Call {@link TestDatabase.drop} when
 * the test or the file is over.
 */
export async function freshDatabase(): Promise<TestDatabase> {
  const { url: server, dataDir } = inject('postgres');
  const name = `spec_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    name,
    ownerUrl: url.href,
    dataDir,
    drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** Runs one statement on the server's maintenance database. */
async function onServer(server: string, statement: string): Promise<void> {
  const url = new URL(server);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
