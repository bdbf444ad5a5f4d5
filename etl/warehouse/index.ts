export { openReader, type Reader, type Warehouse } from './client.js';
export { connect, connectionFailed, createPool, inTransaction } from './connection.js';
export {
  assertEventTables,
  ensureEventTables,
  type EventColumn,
  type EventTable,
  type EventTableChanges,
} from './event-tables.js';
export { OperatorError, SchemaMismatchError } from './errors.js';
export { assertMigrated, migrate, migrationsFolder, type MigrateOptions } from './migrate.js';
export { roleUrl, type RoleName } from './roles.js';
