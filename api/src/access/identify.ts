import { type Warehouse } from '@vigie/warehouse';
import { type FastifyRequest } from 'fastify';
import { InvalidTokenError, NotPermittedError } from './access-errors.js';
import { type AccountRow, accountBySession, accountByToken } from './accounts.query.js';
import { anonymous, type Principal, readingRole } from './principal.js';
import { hashOf } from './secrets.js';
import { type SessionCookies } from './session-cookie.js';
import { readView } from './view.js';

/** Finds out whose request it is, from what our own accounts say of the secret that it shows. */
export class Identifier {
  readonly #db: Warehouse;
  readonly #cookies: SessionCookies;
  readonly #isProduction: boolean;

  constructor(db: Warehouse, cookies: SessionCookies, isProduction: boolean) {
    this.#db = db;
    this.#cookies = cookies;
    this.#isProduction = isProduction;
  }

  /**
   * A token that is shown must be valid; a browser whose session has ended is the public again.
   * Nothing else that a request says of itself is believed.
   */
  async identify(request: FastifyRequest): Promise<Principal> {
    const { authorization, cookie, 'x-view-as': view } = request.headers;
    const principal =
      authorization === undefined
        ? await this.#bySession(this.#cookies.sessionOf(cookie))
        : await this.#byToken(authorization);
    if (view === undefined) return principal;
    if (principal.role !== 'administrator') throw new NotPermittedError();
    return { ...principal, ...readView(String(view)), isView: true };
  }

  async #byToken(authorization: string): Promise<Principal> {
    const [, secret] = /^Bearer ([\w-]{1,200})$/i.exec(authorization) ?? [];
    const found = secret === undefined ? null : await accountByToken(this.#db, hashOf(secret));
    if (found === null || !this.#isKnown(found)) throw new InvalidTokenError();
    const principal = principalFor(found, 'token');
    return found.publicOnly ? { ...principal, ...nothingOwn } : principal;
  }

  async #bySession(secret: string | undefined): Promise<Principal> {
    if (secret === undefined) return anonymous;
    const found = await accountBySession(this.#db, hashOf(secret));
    return found === null || !this.#isKnown(found) ? anonymous : principalFor(found, 'session');
  }

  /** What was made to be tried out opens nothing in production. */
  #isKnown({ demonstration }: AccountRow): boolean {
    return !(demonstration && this.#isProduction);
  }
}

const { role, reads, territories, vendor } = anonymous;
const nothingOwn = { role, reads, territories, vendor };

function principalFor(found: AccountRow, by: 'session' | 'token'): Principal {
  return {
    account: { id: found.id, name: found.name, organisation: found.organisation },
    role: found.role,
    reads: readingRole(found.role),
    territories: found.territories,
    vendor: found.vendor,
    by,
    isView: false,
  };
}
