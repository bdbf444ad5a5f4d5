import { type Warehouse } from '@vigie/warehouse';
import { account, session, token } from '@vigie/warehouse/schema';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';

/** An account as a request needs it. */
export interface AccountRow {
  id: string;
  name: string;
  organisation: string;
  role: (typeof account.$inferSelect)['role'];
  territories: string[];
  vendor: string | null;
  demonstration: boolean;
}

const columns = {
  id: account.id,
  name: account.name,
  organisation: account.organisation,
  role: account.role,
  territories: account.territories,
  vendor: account.vendor,
  demonstration: account.demonstration,
};

/** A browser that is left alone is signed out after the first, one that is used after the second. */
export const sessionLife = { idle: '2 hours', whole: '12 hours' } as const;

/** Whose token has that hash, unless it has ended, was revoked or its account was closed. */
export async function accountByToken(
  db: Warehouse,
  hash: string,
): Promise<(AccountRow & { publicOnly: boolean }) | null> {
  const [row] = await db
    .select({ ...columns, publicOnly: token.publicOnly })
    .from(token)
    .innerJoin(account, eq(account.id, token.account))
    .where(
      and(
        eq(token.hash, hash),
        isNull(token.revokedAt),
        gt(token.expiresAt, sql`now()`),
        isNull(account.closedAt),
      ),
    );
  return row ?? null;
}

/** Whose session has that hash; being used keeps it open. */
export async function accountBySession(db: Warehouse, hash: string): Promise<AccountRow | null> {
  const [row] = await db
    .select({ ...columns, isStale: sql<boolean>`${session.seenAt} < now() - interval '1 minute'` })
    .from(session)
    .innerJoin(account, eq(account.id, session.account))
    .where(
      and(
        eq(session.hash, hash),
        gt(session.seenAt, sql`now() - ${sessionLife.idle}::interval`),
        gt(session.createdAt, sql`now() - ${sessionLife.whole}::interval`),
        isNull(account.closedAt),
      ),
    );
  if (row === undefined) return null;
  const { isStale, ...found } = row;
  if (isStale)
    await db
      .update(session)
      .set({ seenAt: sql`now()` })
      .where(eq(session.hash, hash));
  return found;
}

/** Opens a session of an account, of which the browser keeps the secret. */
export async function openSession(
  db: Warehouse,
  opened: { hash: string; account: string; issuerSession: string | null },
): Promise<void> {
  await db.execute(sql`
    INSERT INTO access.session (hash, account, issuer_session)
    VALUES (${opened.hash}, ${opened.account}, ${opened.issuerSession})`);
}
