import {
  assertEventTables,
  assertMigrated,
  ensureEventTables,
  migrate,
  type EventTableChanges,
  type MigrateOptions,
} from '@vigie/warehouse';
import type pg from 'pg';
import type { StreamDeclaration } from './pipeline/stream.js';
import { eventTables } from './streams/event-tables.js';
import { eventStreams } from './streams/index.js';

export interface PrepareOptions extends Omit<MigrateOptions, 'then'> {
  /** What will be loaded, in place of all that is declared. */
  streams?: readonly StreamDeclaration[];
}

/** Brings a database to this release: its migrations, then the tables that the streams declare. */
export async function prepareDatabase({
  streams = eventStreams,
  ...options
}: PrepareOptions): Promise<{ applied: number; tables: EventTableChanges }> {
  let tables: EventTableChanges = { created: [], extended: [] };
  const applied = await migrate({
    ...options,
    then: async (owner) => {
      tables = await ensureEventTables(owner, eventTables(streams));
    },
  });
  return { applied, tables };
}

/** Throws a SchemaMismatchError unless a database is as this release needs it to load the streams. */
export async function assertPrepared(
  db: Pick<pg.Client, 'query'>,
  streams: readonly StreamDeclaration[] = eventStreams,
): Promise<void> {
  await assertMigrated(db);
  await assertEventTables(db, eventTables(streams));
}
