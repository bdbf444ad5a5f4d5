import { type Withdrawal } from '@vigie/contract';
import { vintage, withdrawal } from '@vigie/warehouse/schema';
import { desc, eq, sql } from 'drizzle-orm';
import { type Scope } from '../../access/scope.js';

/** Editions that were taken back, latest first: few, and none most of the time. */
export function withdrawals({ db }: Scope): Promise<Withdrawal[]> {
  return db
    .select({
      edition: withdrawal.vintage,
      feed_day: vintage.feedDay,
      withdrawn_at: sql<string>`to_char(${withdrawal.withdrawnAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
      because: withdrawal.because,
    })
    .from(withdrawal)
    .innerJoin(vintage, eq(vintage.id, withdrawal.vintage))
    .orderBy(desc(withdrawal.vintage));
}
