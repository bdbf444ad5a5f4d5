import { boolean, date, integer, jsonb, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core';

export const reference = pgSchema('reference');

export const territory = reference.table(
  'territory',
  {
    id: text().notNull(),
    kind: text({ enum: ['nation', 'region', 'department'] }).notNull(),
    code: text().notNull(),
    name: text().notNull(),
    region: text(),
    overseas: boolean().notNull(),
    population: integer().notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    validTo: date('valid_to', { mode: 'string' }),
  },
  (t) => [primaryKey({ columns: [t.id, t.validFrom] })],
);

/** Values of the category dimensions: sector, generation, age_band. */
export const category = reference.table(
  'category',
  {
    dimension: text().notNull(),
    id: text().notNull(),
    rank: integer().notNull(),
    nameFr: text('name_fr').notNull(),
    nameEn: text('name_en').notNull(),
  },
  (t) => [primaryKey({ columns: [t.dimension, t.id] })],
);

export const vendor = reference.table('vendor', {
  id: text().primaryKey(),
  name: text().notNull(),
  sector: text().notNull(),
});

export const release = reference.table('release', {
  id: text().primaryKey(),
  vendor: text().notNull(),
  version: text().notNull(),
  generation: text().notNull(),
  releasedOn: date('released_on', { mode: 'string' }).notNull(),
});

/** Who is expected to submit which stream, for which sector, from which month. */
export const submitter = reference.table(
  'submitter',
  {
    id: text().notNull(),
    kind: text({ enum: ['vendor', 'national'] }).notNull(),
    stream: text().notNull(),
    sector: text(),
    expectedFrom: text('expected_from').notNull(),
  },
  (t) => [primaryKey({ columns: [t.id, t.stream] })],
);

/** The world that this database holds: one row, written at the first load, never replaced. */
export const source = reference.table('source', {
  only: boolean().primaryKey().default(true),
  world: text().notNull(),
  simulated: boolean().notNull(),
  seed: text().notNull(),
  scenario: text().notNull(),
  scale: text().notNull(),
  historyFrom: text('history_from').notNull(),
  /** Feed day that the first history reaches; the nights after it are loaded one by one. */
  historyThrough: date('history_through', { mode: 'string' }).notNull(),
  strata: jsonb().$type<{ id: string; factor: number }[]>().notNull(),
});
