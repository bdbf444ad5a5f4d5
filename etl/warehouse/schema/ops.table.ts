import { bigint, boolean, date, jsonb, pgSchema, text, timestamp } from 'drizzle-orm/pg-core';

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
