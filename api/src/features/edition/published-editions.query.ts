import { editionQualityShape, type ListedEdition } from '@vigie/contract';
import { vintage } from '@vigie/warehouse/schema';
import { desc, lte } from 'drizzle-orm';
import { type Scope } from '../../access/scope.js';
import { instant } from './current-edition.query.js';

/** The latest editions, latest first, whatever became of them: so many, or all up to one. */
export async function publishedEditions(
  { db }: Scope,
  { limit, upTo }: { limit?: number; upTo?: number },
): Promise<Omit<ListedEdition, 'state' | 'withdrawal'>[]> {
  const editions = db
    .select({
      id: vintage.id,
      feed_day: vintage.feedDay,
      published_at: instant,
      data_through_month: vintage.dataThroughMonth,
      quality: vintage.quality,
    })
    .from(vintage)
    .where(upTo === undefined ? undefined : lte(vintage.id, upTo))
    .orderBy(desc(vintage.id));
  const rows = await (limit === undefined ? editions : editions.limit(limit));
  return rows.map((row) => ({
    ...row,
    quality: editionQualityShape.nullable().parse(row.quality),
  }));
}
