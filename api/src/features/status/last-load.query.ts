import { sourceDay } from '@vigie/warehouse/schema';
import { max, sql } from 'drizzle-orm';
import { type Scope } from '../../access/scope.js';
import { inUtc } from '../edition/in-utc.js';
import { page } from './ops-views.js';

export interface LastLoad {
  /** When a page was last read, an instant in UTC. */
  lastLoadAt: string | null;
  /** What the source last offered, and how many whole days ago it was asked. */
  source: { feedDay: string; daysAgo: number } | null;
}

/** When anything was last loaded, and when the source last answered. */
export async function lastLoad({ db }: Scope): Promise<LastLoad> {
  const [[load], [source]] = await Promise.all([
    db
      .select({
        at: sql<string | null>`${inUtc(max(page.at))}`,
      })
      .from(page),
    db
      .select({
        feedDay: sourceDay.feedDay,
        daysAgo: sql`greatest(0, extract(day from now() - ${sourceDay.seenAt}))`.mapWith(Number),
      })
      .from(sourceDay)
      .limit(1),
  ]);
  return { lastLoadAt: load?.at ?? null, source: source ?? null };
}
