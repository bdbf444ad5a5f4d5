import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { categoriesOf, categoryColumns } from './category-columns.js';

export const published = pgSchema('published');

/** One vintage ("édition"): what was published on a feed day. */
export const vintage = published.table('vintage', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  feedDay: date('feed_day', { mode: 'string' }).notNull(),
  publishedAt: timestamp('published_at', { withTimezone: true, mode: 'string' }).notNull(),
  /** Latest month of which all measures of the first curves are published; null before the first. */
  dataThroughMonth: text('data_through_month'),
  dataThroughDay: date('data_through_day', { mode: 'string' }),
});

/** The vintage that answers come from unless `as_of` names another: one row. */
export const current = published.table('current', {
  only: boolean().primaryKey().default(true),
  vintage: integer().notNull(),
});

/** Every declaration that a vintage used, by content hash. */
export const definition = published.table('definition', {
  hash: text().primaryKey(),
  measure: text().notNull(),
  version: integer().notNull(),
  body: jsonb().notNull(),
});

export const vintageDefinition = published.table(
  'vintage_definition',
  { vintage: integer().notNull(), measure: text().notNull(), hash: text().notNull() },
  (t) => [primaryKey({ columns: [t.vintage, t.measure] })],
);

/**
 * Which measure's cuboid was published when, period by period: three times by the calendar, and a
 * fourth time at most, for an erratum, by someone who says why.
 */
export const publication = published.table(
  'publication',
  {
    measure: text().notNull(),
    cuboid: text().notNull(),
    period: text().notNull(),
    publication: smallint().notNull(),
    vintage: integer().notNull(),
    askedBy: text('asked_by'),
    because: text(),
  },
  (t) => [primaryKey({ columns: [t.measure, t.cuboid, t.period, t.publication] })],
);

/**
 * Protected cells. A row is visible in vintage v when validFrom <= v and (validTo is null or
 * validTo > v). `period` is `2026-10` or `2026-10-31`; dimensions that the cuboid does not cross
 * are the empty text. `value` is null unless `reason` is `ok`; a ratio is in percent.
 * Rows are appended; closing one (validTo) is the only update.
 */
export const cell = published.table(
  'cell',
  {
    measure: text().notNull(),
    cuboid: text().notNull(),
    period: text().notNull(),
    territory: text().notNull(),
    ...categoryColumns(),
    value: doublePrecision(),
    numerator: doublePrecision(),
    denominator: doublePrecision(),
    reason: text().notNull(),
    provisional: boolean().notNull(),
    errata: boolean().notNull(),
    /** Which of the three publications of the calendar, 3 being final; 4 mends an erratum. */
    publication: smallint().notNull(),
    validFrom: integer('valid_from').notNull(),
    validTo: integer('valid_to'),
  },
  (t) => [
    primaryKey({
      columns: [t.measure, t.cuboid, t.period, t.territory, ...categoriesOf(t), t.validFrom],
    }),
    uniqueIndex('cell_open_once')
      .on(t.measure, t.cuboid, t.period, t.territory, ...categoriesOf(t))
      .where(sql`valid_to is null`),
    index('cell_by_territory').on(t.measure, t.cuboid, t.territory, t.period),
  ],
);
