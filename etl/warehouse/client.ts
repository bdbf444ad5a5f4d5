import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.js';

export type Warehouse = PostgresJsDatabase<typeof schema>;

export interface Reader {
  db: Warehouse;
  /** Closes within five seconds, whatever the server does. */
  close(): Promise<void>;
}

/** Typed reads through Drizzle on postgres.js: the API's way in. Writes of the etl use `pg`. */
export function openReader(url: string, options: { connections?: number } = {}): Reader {
  const client = postgres(url, {
    max: options.connections ?? 8,
    connect_timeout: 10,
    idle_timeout: 60,
    onnotice: () => undefined,
    connection: { application_name: 'vigie-api', statement_timeout: 30_000 },
  });
  return {
    db: drizzle(client, { schema }),
    close: () => client.end({ timeout: 5 }),
  };
}
