import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
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
  /** How much is masked in it, and how far what is published lies from what is exact. */
  quality: jsonb(),
});

/** The protection under which everything here was published: one row, absent before the first. */
export const protection = published.table(
  'protection',
  {
    only: boolean().primaryKey().default(true),
    algorithm: text().notNull(),
    /** Eight hexadecimal digits that tell one cell key from another, and nothing of it. */
    keyFingerprint: text('key_fingerprint').notNull(),
    parameters: jsonb().notNull(),
    decidedAt: timestamp('decided_at', { withTimezone: true, mode: 'string' })
      .notNull()
      .defaultNow(),
  },
  (t) => [
    check('protection_once', sql`${t.only}`),
    check('protection_fingerprint', sql`${t.keyFingerprint} ~ '^[0-9a-f]{8}$'`),
  ],
);

/** A vintage that an operator took back: its cells are closed, and readers are told why. */
export const withdrawal = published.table('withdrawal', {
  vintage: integer().primaryKey(),
  withdrawnAt: timestamp('withdrawn_at', { withTimezone: true, mode: 'string' }).notNull(),
  withdrawnBy: text('withdrawn_by').notNull(),
  because: text().notNull(),
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

/** Which cell of which measure, and what leaves of it, from one edition up to another. */
const protectedColumns = () => ({
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
});

/**
 * Protected cells. A row is visible in vintage v when validFrom <= v and (validTo is null or
 * validTo > v). `period` is `2026-10` or `2026-10-31`; dimensions that the cuboid does not cross
 * are the empty text. `value` is null unless `reason` is `ok`; a ratio is in percent.
 * Rows are appended; closing one (validTo) is the only update.
 */
export const cell = published.table('cell', protectedColumns(), (t) => [
  primaryKey({
    columns: [t.measure, t.cuboid, t.period, t.territory, ...categoriesOf(t), t.validFrom],
  }),
  uniqueIndex('cell_open_once')
    .on(t.measure, t.cuboid, t.period, t.territory, ...categoriesOf(t))
    .where(sql`valid_to is null`),
  index('cell_by_territory').on(t.measure, t.cuboid, t.territory, t.period),
]);

/**
 * What one vendor may read of its own rows, protected like every other cell: a policy shows a session
 * the rows of the vendor that it names in `vigie.vendor`, and none where it names none.
 */
export const ownCell = published.table(
  'own_cell',
  {
    vendor: text().notNull(),
    /** Empty where the cuboid does not cross releases. */
    release: text().notNull(),
    ...protectedColumns(),
    /** Its place among the vendors of the cell: the bin, from the lowest values on, of so many. */
    bin: smallint(),
    bins: smallint(),
  },
  (t) => [
    primaryKey({
      columns: [
        t.vendor,
        t.release,
        t.measure,
        t.cuboid,
        t.period,
        t.territory,
        ...categoriesOf(t),
        t.validFrom,
      ],
    }),
    uniqueIndex('own_cell_open_once')
      .on(t.vendor, t.release, t.measure, t.cuboid, t.period, t.territory, ...categoriesOf(t))
      .where(sql`valid_to is null`),
  ],
);
