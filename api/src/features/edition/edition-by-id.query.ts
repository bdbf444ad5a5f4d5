import { type Edition } from '@vigie/contract';
import { source, vintage } from '@vigie/warehouse/schema';
import { eq } from 'drizzle-orm';
import { type Scope } from '../../access/scope.js';
import { inUtc } from './in-utc.js';

/** One edition with the world that it describes; null when there is none of that number. */
export async function editionById({ db }: Scope, id: number): Promise<Edition | null> {
  const [row] = await db
    .select({
      id: vintage.id,
      feedDay: vintage.feedDay,
      publishedAt: inUtc(vintage.publishedAt),
      dataThroughMonth: vintage.dataThroughMonth,
      source,
    })
    .from(vintage)
    .crossJoin(source)
    .where(eq(vintage.id, id))
    .limit(1);
  if (row === undefined) return null;
  const { world, simulated, seed, scenario, scale, strata } = row.source;
  return {
    id: row.id,
    feed_day: row.feedDay,
    published_at: row.publishedAt,
    data_through_month: row.dataThroughMonth,
    source: { world, simulated, seed, scenario, scale: Number(scale), strata },
  };
}
