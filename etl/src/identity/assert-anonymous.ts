import type { Table } from 'apache-arrow';
import { findIdentity, type ReadColumn } from './find-identity.js';
import { IdentityFoundError } from './identity-found.error.js';

/**
 * Refuses a page in which any column, declared or not, holds an identity.
 * @throws IdentityFoundError with the column's name, never the value
 */
export function assertAnonymous(
  stream: string,
  table: Table,
  decoded: ReadonlyMap<string, ReadColumn>,
): void {
  const found = findIdentity(table, decoded);
  if (found) throw new IdentityFoundError(stream, found.column, found.kind);
}
