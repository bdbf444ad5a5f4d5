import { ops } from '@vigie/warehouse/schema';
import { bigint, boolean, date, text, timestamp } from 'drizzle-orm/pg-core';

// The views of `ops` are written by hand in the migrations: what is read of them is declared here.

/** How far each month of a stream is read. */
export const lag = ops
  .view('lag', {
    stream: text().notNull(),
    month: text().notNull(),
    through: date({ mode: 'string' }),
    complete: boolean().notNull(),
  })
  .existing();

/** Rows set aside: held, or settled since. */
export const quarantine = ops
  .view('quarantine', {
    stream: text().notNull(),
    state: text().notNull(),
    rows: bigint({ mode: 'number' }).notNull(),
  })
  .existing();

/** Latest outcome of each check. */
export const quality = ops
  .view('quality', {
    stream: text().notNull(),
    period: text().notNull(),
    outcome: text().notNull(),
  })
  .existing();

/** Submissions by period, a month or a day. */
export const completeness = ops
  .view('completeness', {
    period: text().notNull(),
    stream: text().notNull(),
    /** Empty for a national sender. */
    sector: text().notNull(),
    received: bigint({ mode: 'number' }).notNull(),
    lastSentOn: date('last_sent_on', { mode: 'string' }),
  })
  .existing();

/** Pages of the source, one row each. */
export const page = ops.view('page', { at: timestamp({ mode: 'string' }).notNull() }).existing();
