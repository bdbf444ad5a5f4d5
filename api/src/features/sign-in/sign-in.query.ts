import { type Warehouse } from '@vigie/warehouse';
import { account, session, signIn } from '@vigie/warehouse/schema';
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { sessionLife } from '../../access/accounts.query.js';

/** What a sign-in is finished with. */
export interface BegunSignIn {
  hash: string;
  browser: string;
  issuer: string;
  nonce: string;
  verifier: string;
  returnTo: string;
}

/** How long someone may take at the issuer. */
const longest = sql`now() - interval '10 minutes'`;

/** Keeps a sign-in that begins; those that were never finished go. */
export async function beginSignIn(db: Warehouse, begun: BegunSignIn): Promise<void> {
  await db.delete(signIn).where(lt(signIn.createdAt, longest));
  await db.insert(signIn).values(begun);
}

/** Takes a sign-in out, once: what is shown again finds nothing. */
export async function takeSignIn(
  db: Warehouse,
  shown: Pick<BegunSignIn, 'hash' | 'browser' | 'issuer'>,
): Promise<BegunSignIn | null> {
  const [taken] = await db
    .delete(signIn)
    .where(
      and(
        eq(signIn.hash, shown.hash),
        eq(signIn.browser, shown.browser),
        eq(signIn.issuer, shown.issuer),
        gt(signIn.createdAt, longest),
      ),
    )
    .returning();
  return taken ?? null;
}

/** The open account of an identity. */
export async function accountByIdentity(
  db: Warehouse,
  issuer: string,
  subject: string,
): Promise<Pick<typeof account.$inferSelect, 'id' | 'role' | 'demonstration'> | null> {
  const [row] = await db
    .select({ id: account.id, role: account.role, demonstration: account.demonstration })
    .from(account)
    .where(and(eq(account.issuer, issuer), eq(account.subject, subject), isNull(account.closedAt)));
  return row ?? null;
}

/** Ends the session of a browser. */
export async function endSession(db: Warehouse, hash: string): Promise<void> {
  await db.delete(session).where(eq(session.hash, hash));
}

/** Sessions that are over are of no use to anyone. */
export async function forgetSessions(db: Warehouse): Promise<void> {
  await db
    .delete(session)
    .where(lt(session.createdAt, sql`now() - ${sessionLife.whole}::interval`));
}

/** Ends what an issuer says is over: one session of it, or all of a subject. */
export async function endSessionsOf(
  db: Warehouse,
  issuer: string,
  { sid, sub }: { sid: string | undefined; sub: string | undefined },
): Promise<void> {
  await db.execute(sql`
    DELETE FROM access.session USING access.account
    WHERE account.id = session.account AND account.issuer = ${issuer}
      AND (${sid ?? null}::text IS NULL OR session.issuer_session = ${sid ?? null})
      AND (${sub ?? null}::text IS NULL OR account.subject = ${sub ?? null})
      AND (${sid ?? null}::text IS NOT NULL OR ${sub ?? null}::text IS NOT NULL)`);
}
