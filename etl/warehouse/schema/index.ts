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
export {
  ingest,
  page,
  part,
  periodSource,
  submission,
  quarantine,
  quarantinedPage,
  stoppedStream,
  tally,
} from './ingest.table.js';
export { mart, cell as martCell, aggregated, publishedWorth, erratum } from './mart.table.js';
export {
  published,
  vintage,
  withdrawal,
  current,
  protection,
  definition,
  vintageDefinition,
  publication,
  cell as publishedCell,
  ownCell,
} from './published.table.js';
export { access, account, accountRoles, session, signIn, token, audit } from './access.table.js';
export { ops, command, sourceDay, run, qualityCheck, alert } from './ops.table.js';
export { categoryColumn } from './category-columns.js';

/** Irritants, levers, actions and their history: filled by a later feature. */
export const sentinelle = pgSchema('sentinelle');

/**
 * The distribution column of each table should the warehouse move to a distributed PostgreSQL;
 * every unique key contains it. A null means a reference table, copied to every node. The tables of
 * events follow from the declarations of streams, their distribution columns too.
 */
export const distribution: Readonly<Record<string, string | null>> = {
  'ingest.page': null,
  'ingest.part': null,
  'ingest.period_source': null,
  'ingest.submission': null,
  'ingest.quarantine': null,
  'ingest.quarantined_page': null,
  'ingest.stopped_stream': null,
  'ingest.tally': null,
  'mart.cell': 'territory',
  'mart.aggregated': null,
  'mart.published_worth': null,
  'mart.erratum': 'territory',
  'ops.source_day': null,
  'ops.run': null,
  'ops.quality_check': null,
  'ops.alert': null,
  'published.cell': 'territory',
  'published.own_cell': 'territory',
  'published.vintage': null,
  'published.withdrawal': null,
  'published.current': null,
  'published.protection': null,
  'published.definition': null,
  'published.vintage_definition': null,
  'published.publication': null,
};
