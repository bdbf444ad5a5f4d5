import { current, vintage } from '@vigie/warehouse/schema';
import { desc, eq, lte, sql } from 'drizzle-orm';
import { type Scope } from '../../access/scope.js';

export interface EditionPointer {
  id: number;
  /** Tells two databases apart in which editions have the same numbers. */
  publishedAt: string;
}

/** The edition that answers come from unless another is named; null before the first. */
export async function currentEdition({ db }: Scope): Promise<EditionPointer | null> {
  const [row] = await db
    .select({ id: vintage.id, publishedAt: instant })
    .from(current)
    .innerJoin(vintage, eq(vintage.id, current.vintage))
    .limit(1);
  return row ?? null;
}

/** Editions up to the current one, latest first. A later one is not to be read. */
export function editionsUpTo({ db }: Scope, id: number): Promise<EditionPointer[]> {
  return db
    .select({ id: vintage.id, publishedAt: instant })
    .from(vintage)
    .where(lte(vintage.id, id))
    .orderBy(desc(vintage.id));
}

/** Always in UTC, whatever the time zone of the session: `2026-11-22T05:00:00.000Z`. */
export const instant = sql<string>`to_char(${vintage.publishedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
