import { vintage, withdrawal } from '@vigie/warehouse/schema';
import { and, desc, eq, isNull, lte } from 'drizzle-orm';
import { type Scope } from '../../access/scope.js';
import { type EditionPointer } from './current-edition.query.js';
import { inUtc } from './in-utc.js';

export interface StandingEdition extends EditionPointer {
  feed_day: string;
}

/** Editions up to one, latest first, less those that were taken back: all, or so many. */
export async function standingEditions(
  { db }: Scope,
  upTo: number,
  limit?: number,
): Promise<StandingEdition[]> {
  const editions = db
    .select({
      id: vintage.id,
      publishedAt: inUtc(vintage.publishedAt),
      feed_day: vintage.feedDay,
    })
    .from(vintage)
    .leftJoin(withdrawal, eq(withdrawal.vintage, vintage.id))
    .where(and(lte(vintage.id, upTo), isNull(withdrawal.vintage)))
    .orderBy(desc(vintage.id));
  return limit === undefined ? editions : editions.limit(limit);
}
