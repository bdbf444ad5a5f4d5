import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgSchema,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';

export const ops = pgSchema('ops');

/** The only way the API asks the etl for anything. The views of `ops` are hand-written. */
export const command = ops.table('command', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull(),
  arguments: jsonb().notNull().default({}),
  requestedBy: text('requested_by').notNull(),
  requestedAt: timestamp('requested_at', { withTimezone: true, mode: 'string' })
    .notNull()
    .defaultNow(),
  state: text({ enum: ['asked', 'done', 'refused'] })
    .notNull()
    .default('asked'),
});

/** The day that the source had reached when it was last asked: one row, what lag is counted from. */
export const sourceDay = ops.table('source_day', {
  only: boolean().primaryKey().default(true),
  feedDay: date('feed_day', { mode: 'string' }).notNull(),
  seenAt: timestamp('seen_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
});

/** One round of the etl: what it reached, or why it ended. */
export const run = ops.table('run', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  startedAt: timestamp('started_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
  endedAt: timestamp('ended_at', { withTimezone: true, mode: 'string' }),
  /** Watermark of the feed when the round began. */
  feedDay: date('feed_day', { mode: 'string' }),
  outcome: text({ enum: ['running', 'done', 'failed', 'stopped', 'lost'] })
    .notNull()
    .default('running'),
  error: text(),
  pages: integer().notNull().default(0),
  rows: bigint({ mode: 'number' }).notNull().default(0),
});

/** What was checked after a load, and how it came out; the latest of a name and subject counts. */
export const qualityCheck = ops.table(
  'quality_check',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    feedDay: date('feed_day', { mode: 'string' }).notNull(),
    name: text().notNull(),
    stream: text().notNull(),
    /** A month or a day; an empty text where the check is not about one. */
    period: text().notNull(),
    /** A submitter; an empty text where the check is not about one. */
    submitter: text().notNull(),
    /** `fail` keeps the period from being published; `warn` is shown. */
    outcome: text({ enum: ['pass', 'warn', 'fail'] }).notNull(),
    observed: doublePrecision(),
    expected: doublePrecision(),
    /** Counts and names only, never a value of a row. */
    detail: text(),
  },
  (t) => [index('quality_check_latest').on(t.name, t.stream, t.period, t.submitter, t.id.desc())],
);

/** What someone was told of, from when it began until it was over. */
export const alert = ops.table(
  'alert',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text().notNull(),
    subject: text().notNull(),
    detail: text().notNull(),
    openedAt: timestamp('opened_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    notifiedAt: timestamp('notified_at', { withTimezone: true, mode: 'string' }),
    closedAt: timestamp('closed_at', { withTimezone: true, mode: 'string' }),
  },
  (t) => [
    uniqueIndex('alert_open_once')
      .on(t.kind, t.subject)
      .where(sql`closed_at is null`),
  ],
);
