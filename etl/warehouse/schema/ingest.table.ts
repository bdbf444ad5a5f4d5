import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

export const ingest = pgSchema('ingest');

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/**
 * The ledger: one row per page received. For an applied page
 * received = applied + duplicate + rejected + quarantined; a refused page applied nothing and is
 * asked again, a quarantined one is kept whole (`quarantinedPage`). Event rows are partitioned by
 * month; their tables follow from the declarations of streams, since Drizzle cannot declare
 * partitions.
 */
export const page = ingest.table(
  'page',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    stream: text().notNull(),
    month: text().notNull(),
    grain: text({ enum: ['day', 'month'] }).notNull(),
    /** Cursor that the page was asked after; empty for the first page of a part. */
    cursor: text().notNull(),
    nextCursor: text('next_cursor'),
    sha256: text(),
    status: text({ enum: ['applied', 'refused', 'quarantined'] }).notNull(),
    reason: text(),
    received: integer().notNull().default(0),
    applied: integer().notNull().default(0),
    duplicate: integer().notNull().default(0),
    rejected: integer().notNull().default(0),
    quarantined: integer().notNull().default(0),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('page_applied_once')
      .on(t.stream, t.month, t.grain, t.cursor)
      .where(sql`status = 'applied' and received > 0`),
  ],
);

/** Where each part stands. A part is one stream and month, in the grain it was claimed in. */
export const part = ingest.table(
  'part',
  {
    stream: text().notNull(),
    month: text().notNull(),
    cursor: text().notNull().default(''),
    /** Last emission day that is wholly loaded (journal); null for an archive part. */
    through: date({ mode: 'string' }),
    /** Nothing more will come: the archive is read, or the month closed and its journal read. */
    complete: boolean().notNull().default(false),
    /** The part was closed, aggregated and its event rows dropped. */
    dropped: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.stream, t.month] })],
);

/** Which grain a stream's month is read in: chosen once, so that no event can come twice. */
export const periodSource = ingest.table(
  'period_source',
  {
    stream: text().notNull(),
    month: text().notNull(),
    grain: text({ enum: ['day', 'month'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.stream, t.month] })],
);

/** What each submitter says it sent for a period; one record even when empty. */
export const submission = ingest.table(
  'submission',
  {
    submitter: text().notNull(),
    stream: text().notNull(),
    sector: text().notNull(),
    period: text().notNull(),
    revision: integer().notNull(),
    sentOn: date('sent_on', { mode: 'string' }).notNull(),
    rows: integer().notNull(),
    total: bigint({ mode: 'number' }).notNull(),
    deleted: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.submitter, t.stream, t.period] }),
    index('submission_period').on(t.period),
  ],
);

/** Rows that were not applied, kept so that they can be replayed; nothing is dropped. */
export const quarantine = ingest.table(
  'quarantine',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    page: bigint({ mode: 'number' }).notNull(),
    stream: text().notNull(),
    month: text().notNull(),
    reason: text().notNull(),
    field: text(),
    row: jsonb().notNull(),
    /** `held` until a replay applied it; `expired` where its month was destroyed meanwhile. */
    state: text({ enum: ['held', 'replayed', 'expired'] })
      .notNull()
      .default('held'),
    heldAt: timestamp('held_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    settledAt: timestamp('settled_at', { withTimezone: true, mode: 'string' }),
  },
  (t) => [
    index('quarantine_held')
      .on(t.stream, t.month)
      .where(sql`state = 'held'`),
  ],
);

/** The bytes of a page with too many bad rows, as they came: replayed whole, or expired. */
export const quarantinedPage = ingest.table('quarantined_page', {
  page: bigint({ mode: 'number' }).primaryKey(),
  body: bytea().notNull(),
  schemaVersion: integer('schema_version').notNull(),
  state: text({ enum: ['held', 'replayed', 'expired'] })
    .notNull()
    .default('held'),
  settledAt: timestamp('settled_at', { withTimezone: true, mode: 'string' }),
});

/** Streams that an operator must look at before anything more of them is read. */
export const stoppedStream = ingest.table('stopped_stream', {
  stream: text().primaryKey(),
  reason: text().notNull(),
  field: text(),
  month: text().notNull(),
  cursor: text().notNull(),
  since: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow(),
});

/**
 * What stands of a part once it is complete, by submitter (the vendor, or an empty text for a
 * national system) and period: to be held against what submissions say was sent.
 */
export const tally = ingest.table(
  'tally',
  {
    stream: text().notNull(),
    month: text().notNull(),
    period: text().notNull(),
    vendor: text().notNull(),
    rows: bigint({ mode: 'number' }).notNull(),
    total: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.stream, t.month, t.period, t.vendor] })],
);
