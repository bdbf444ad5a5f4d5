import { editionQualityShape, type ListedEdition } from '@vigie/contract';
import { vintage, withdrawal } from '@vigie/warehouse/schema';
import { desc, eq, lte } from 'drizzle-orm';
import { type Scope } from '../../access/scope.js';
import { inUtc } from './in-utc.js';

/** An edition, with its withdrawal where it was taken back. */
export type PublishedEdition = Omit<ListedEdition, 'state'>;

/** The latest editions, latest first, whatever became of them: so many, or all up to one. */
export async function publishedEditions(
  { db }: Scope,
  { limit, upTo }: { limit?: number; upTo?: number },
): Promise<PublishedEdition[]> {
  const editions = db
    .select({
      edition: {
        id: vintage.id,
        feed_day: vintage.feedDay,
        published_at: inUtc(vintage.publishedAt),
        data_through_month: vintage.dataThroughMonth,
      },
      quality: vintage.quality,
      because: withdrawal.because,
      withdrawnAt: inUtc(withdrawal.withdrawnAt),
    })
    .from(vintage)
    .leftJoin(withdrawal, eq(withdrawal.vintage, vintage.id))
    .where(upTo === undefined ? undefined : lte(vintage.id, upTo))
    .orderBy(desc(vintage.id));
  const rows = await (limit === undefined ? editions : editions.limit(limit));
  return rows.map(({ edition, quality, because, withdrawnAt }) => {
    const { id, feed_day } = edition;
    return {
      ...edition,
      quality: editionQualityShape.nullable().parse(quality),
      withdrawal:
        because === null ? null : { edition: id, feed_day, withdrawn_at: withdrawnAt, because },
    };
  });
}
