import { type Withdrawal } from '@vigie/contract';
import { vintage, withdrawal } from '@vigie/warehouse/schema';
import { desc, eq } from 'drizzle-orm';
import { type Scope } from '../../access/scope.js';
import { inUtc } from './in-utc.js';

/** The withdrawal of an edition; null where it stands. */
export async function withdrawalOf(scope: Scope, edition: number): Promise<Withdrawal | null> {
  const [row] = await withdrawals(scope).where(eq(withdrawal.vintage, edition));
  return row ?? null;
}

/** The withdrawal of the latest edition that was taken back; null where none was. */
export async function latestWithdrawal(scope: Scope): Promise<Withdrawal | null> {
  const [row] = await withdrawals(scope).orderBy(desc(withdrawal.vintage)).limit(1);
  return row ?? null;
}

const withdrawals = ({ db }: Scope) =>
  db
    .select({
      edition: withdrawal.vintage,
      feed_day: vintage.feedDay,
      withdrawn_at: inUtc(withdrawal.withdrawnAt),
      because: withdrawal.because,
    })
    .from(withdrawal)
    .innerJoin(vintage, eq(vintage.id, withdrawal.vintage));
