import { bigint, date, index, numeric, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core';
import { categoriesOf, categoryColumns } from './category-columns.js';

export const mart = pgSchema('mart');

/**
 * Exact cells: one row per part of the catalogue, cuboid, period, dimension values (an empty text
 * where the cuboid does not cross the dimension) and unit of disclosure: the cell is the sum of what
 * professionals and structures contribute to it. `n` contributors, `sum` raw, `x1` and `x2` the
 * two largest contributions, `keySum` the sum of record keys over distinct contributors mod 2^63,
 * `expanded` the sum times each stratum's factor.
 */
export const cell = mart.table(
  'cell',
  {
    part: text().notNull(),
    cuboid: text().notNull(),
    period: text().notNull(),
    territory: text().notNull(),
    ...categoryColumns(),
    /** Whose part of the cell it is, by the sector of its rows; empty where no actor is behind them. */
    unit: text({ enum: ['', 'professional', 'structure'] })
      .notNull()
      .default(''),
    /** Never published: the rules on vendors need their exact parts. */
    vendor: text().notNull().default(''),
    /** Never published either: for the vendor whose release it is. */
    release: text().notNull().default(''),
    n: bigint({ mode: 'number' }).notNull(),
    sum: bigint({ mode: 'number' }).notNull(),
    x1: bigint({ mode: 'number' }).notNull(),
    x2: bigint({ mode: 'number' }).notNull(),
    keySum: bigint('key_sum', { mode: 'bigint' }).notNull(),
    expanded: numeric({ mode: 'number' }).notNull(),
    /**
     * The largest contribution to a change since an earlier publication that could not be published
     * by itself: what blurs it. 0 where there is none.
     */
    lateX1: bigint('late_x1', { mode: 'number' }).notNull().default(0),
  },
  // No key: one of sixteen texts would cost more than all the rest of a cell. What is computed anew
  // is deleted and written in one transaction, which holds the lock of its line in `aggregated`.
  (t) => [index('cell_by_period').on(t.period, t.part)],
);

/** Which feed day the cells of a stream's period are worth: absent means not aggregated yet. */
export const aggregated = mart.table(
  'aggregated',
  {
    stream: text().notNull(),
    grain: text({ enum: ['day', 'month'] }).notNull(),
    period: text().notNull(),
    feedDay: date('feed_day', { mode: 'string' }).notNull(),
    /** Parts and cuboids that were computed, as `part/cuboid`: one declared later has no past. */
    covers: text().array().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.stream, t.grain, t.period] })],
);

/**
 * Feed days that the cells of a stream's period were worth when they were published. A row that is
 * taken after one of them changed what readers had seen, be that edition withdrawn since.
 */
export const publishedWorth = mart.table(
  'published_worth',
  {
    stream: text().notNull(),
    period: text().notNull(),
    feedDay: date('feed_day', { mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.stream, t.period, t.feedDay] })],
);

/**
 * Cells that changed after their month had closed: what was published keeps its value and is
 * flagged. One row a cell, however often it changes.
 */
export const erratum = mart.table(
  'erratum',
  {
    part: text().notNull(),
    cuboid: text().notNull(),
    period: text().notNull(),
    territory: text().notNull(),
    ...categoryColumns(),
    feedDay: date('feed_day', { mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.part, t.cuboid, t.period, t.territory, ...categoriesOf(t)] })],
);
