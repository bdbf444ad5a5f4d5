import { text } from 'drizzle-orm/pg-core';

/**
 * The columns of the categories that a cell may cross, an empty text where it does not. The category
 * `reason` is the column `motive`, since the state of a published cell is called its reason.
 */
export const categoryColumns = () => ({
  sector: text().notNull(),
  generation: text().notNull(),
  ageBand: text('age_band').notNull(),
  irritant: text().notNull().default(''),
  channel: text().notNull().default(''),
  motive: text().notNull().default(''),
  lever: text().notNull().default(''),
  profession: text().notNull().default(''),
  documentType: text('document_type').notNull().default(''),
  detail: text().notNull().default(''),
});

/** The same columns of a table, in the order in which its keys hold them. */
export const categoriesOf = <T>(t: Record<keyof ReturnType<typeof categoryColumns>, T>): T[] => [
  t.sector,
  t.generation,
  t.ageBand,
  t.irritant,
  t.channel,
  t.motive,
  t.lever,
  t.profession,
  t.documentType,
  t.detail,
];

/** Name in the database of the column of a category of the catalogue. */
export const categoryColumn = (category: string): string =>
  category === 'reason' ? 'motive' : category;
