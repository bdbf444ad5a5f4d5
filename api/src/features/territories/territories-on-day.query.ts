import { type TerritoryDescription } from '@vigie/contract';
import { territory } from '@vigie/warehouse/schema';
import { and, gt, isNull, lte, or, sql } from 'drizzle-orm';
import { type Scope } from '../../access/scope.js';

/** The territories that exist on a day (the latest known ones when it is null), by code point. */
export function territoriesOnDay(
  { db }: Scope,
  day: string | null,
): Promise<TerritoryDescription[]> {
  const { id, kind, code, name, region, overseas, population, validFrom, validTo } = territory;
  return db
    .select({ id, kind, code, name, region, overseas, population })
    .from(territory)
    .where(
      day === null
        ? isNull(validTo)
        : and(lte(validFrom, day), or(isNull(validTo), gt(validTo, day))),
    )
    .orderBy(sql`${id} collate "C"`);
}
