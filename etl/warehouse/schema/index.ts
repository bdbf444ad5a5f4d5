import { pgSchema } from 'drizzle-orm/pg-core';

export {
  reference,
  territory,
  category,
  vendor,
  release,
  submitter,
  source,
} from './reference.table.js';
export { ingest, page, part, periodSource, submission, quarantine } from './ingest.table.js';
export { mart, cell as martCell, aggregated } from './mart.table.js';
export {
  published,
  vintage,
  current,
  definition,
  vintageDefinition,
  cell as publishedCell,
} from './published.table.js';
export { ops, command } from './ops.table.js';

/** Irritants, levers, actions and their history: filled by a later feature. */
export const sentinelle = pgSchema('sentinelle');
/** Accounts, scopes, sessions and audit: filled by a later feature. */
export const access = pgSchema('access');

/**
 * The distribution column of each table should the warehouse move to a distributed PostgreSQL;
 * every unique key contains it. A null means a reference table, copied to every node.
 */
export const distribution: Readonly<Record<string, string | null>> = {
  'ingest.documents': 'actor',
  'ingest.roster': 'actor',
  'ingest.profiles': 'department',
  'ingest.page': null,
  'ingest.part': null,
  'ingest.period_source': null,
  'ingest.submission': null,
  'ingest.quarantine': null,
  'mart.cell': 'territory',
  'mart.aggregated': null,
  'published.cell': 'territory',
  'published.vintage': null,
  'published.current': null,
  'published.definition': null,
  'published.vintage_definition': null,
};
