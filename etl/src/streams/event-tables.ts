import type { EventTable } from '@vigie/warehouse';
import type { StreamDeclaration } from '../pipeline/stream.js';

/** The tables that the rows of some streams go into: one for each that is partitioned by month. */
export function eventTables(streams: readonly StreamDeclaration[]): EventTable[] {
  return streams.flatMap(({ name, columns, target }) =>
    target.kind === 'partitioned' ? [{ name, distribution: target.distribution, columns }] : [],
  );
}
