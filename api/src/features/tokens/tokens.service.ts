import { type MadeToken, type Token, type TokenRequest, type Tokens } from '@vigie/contract';
import { type Warehouse } from '@vigie/warehouse';
import { token } from '@vigie/warehouse/schema';
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { type Audit } from '../../access/audit.js';
import { type Principal } from '../../access/principal.js';
import { hashOf, newSecret } from '../../access/secrets.js';
import { inUtc } from '../edition/in-utc.js';
import { TooManyTokensError, UnknownTokenError } from './token-errors.js';

/** Valid tokens of one account: more than scripts need, few enough to be looked through. */
const mostTokens = 20;

/** Tokens of an account. A token is no wider than its account: it has no right of its own. */
export class TokensService {
  readonly #db: Warehouse;
  readonly #audit: Audit;

  constructor(db: Warehouse, audit: Audit) {
    this.#db = db;
    this.#audit = audit;
  }

  /** The valid ones, latest first. */
  async list(principal: Principal): Promise<Tokens> {
    return { tokens: await this.#valid(accountOf(principal)) };
  }

  /** Makes one; its secret is in this answer and nowhere else. */
  async make(principal: Principal, request: TokenRequest): Promise<MadeToken> {
    const account = accountOf(principal);
    if ((await this.#valid(account)).length >= mostTokens) throw new TooManyTokensError(mostTokens);
    await this.#audit.record(principal, 'token_made', request.name);
    const secret = newSecret('vigie_');
    const [made] = await this.#db.execute<{ id: string }>(sql`
      INSERT INTO access.token (account, name, hash, public_only, expires_at)
      VALUES (${account}, ${request.name}, ${hashOf(secret)}, ${request.public_only},
              now() + make_interval(days => ${request.days}))
      RETURNING id`);
    const found = (await this.#valid(account)).find(({ id }) => id === made?.id);
    if (found === undefined) throw new Error('a token that was made is not there');
    return { ...found, secret };
  }

  /** Revokes one of the account's; that of another is as unknown as none. */
  async revoke(principal: Principal, id: string): Promise<void> {
    const account = accountOf(principal);
    const found = (await this.#valid(account)).find((one) => one.id === id);
    if (found === undefined) throw new UnknownTokenError();
    await this.#audit.record(principal, 'token_revoked', id);
    await this.#db
      .update(token)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(token.id, id), eq(token.account, account)));
  }

  #valid(account: string): Promise<Token[]> {
    return this.#db
      .select({
        id: token.id,
        name: token.name,
        public_only: token.publicOnly,
        created_at: inUtc(token.createdAt),
        expires_at: inUtc(token.expiresAt),
      })
      .from(token)
      .where(
        and(eq(token.account, account), isNull(token.revokedAt), gt(token.expiresAt, sql`now()`)),
      )
      .orderBy(desc(token.createdAt), token.id);
  }
}

function accountOf({ account }: Principal): string {
  // The route was checked before; nothing is done for no one.
  if (account === null) throw new Error('a token without an account');
  return account.id;
}
