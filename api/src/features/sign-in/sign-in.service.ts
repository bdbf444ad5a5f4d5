import { Logger } from '@nestjs/common';
import { type Warehouse } from '@vigie/warehouse';
import * as client from 'openid-client';
import { openSession } from '../../access/accounts.query.js';
import { type Audit } from '../../access/audit.js';
import { anonymous, type Principal } from '../../access/principal.js';
import { hashOf, newSecret } from '../../access/secrets.js';
import { clockTolerance, type Issuer, type Issuers } from './issuers.js';
import { refusalPage, returnTo } from './return-to.js';
import {
  accountByIdentity,
  beginSignIn,
  type BegunSignIn,
  endSession,
  forgetSessions,
  takeSignIn,
} from './sign-in.query.js';

const logger = new Logger('sign-in');

export interface SignInContext {
  db: Warehouse;
  audit: Audit;
  issuers: Issuers;
  /** Address that issuers send browsers back to. */
  publicUrl: string;
  isProduction: boolean;
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

/** Where the browser goes next, and the secret that it is given to keep. */
export interface NextStep {
  location: string;
  secret?: string;
}

/**
 * Signs accounts in by OpenID Connect: authorisation code, PKCE, state and nonce, all kept here. Tokens
 * of the issuer say who it is and are then forgotten; the browser gets the secret of a session of ours.
 */
export class SignInService {
  readonly #context: SignInContext;

  constructor(context: SignInContext) {
    this.#context = context;
  }

  /** Sends a browser to an issuer. */
  async begin(issuerId: string | undefined, page: string | undefined): Promise<NextStep> {
    const { db, issuers } = this.#context;
    const issuer = issuers.find(issuerId);
    const from = returnTo(page);
    const configuration = await issuers.configuration(issuer).catch(asError);
    if (configuration instanceof Error) {
      return { location: this.#refused(issuer, 'unavailable', from, configuration) };
    }
    const secret = newSecret('');
    const state = client.randomState();
    const nonce = client.randomNonce();
    const verifier = client.randomPKCECodeVerifier();
    await beginSignIn(db, {
      ...{ hash: hashOf(state), browser: hashOf(secret), issuer: issuer.id },
      ...{ nonce, verifier, returnTo: from },
    });
    const location = client.buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: this.#callbackOf(issuer), scope: 'openid', prompt: 'login', state, nonce },
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { location: location.href, secret };
  }

  /**
   * Takes a browser that comes back from an issuer.
   * @param query what the issuer said, as the address has it
   * @param browser the secret that the browser was given when it left
   */
  async finish(issuerId: string, query: string, browser: string | undefined): Promise<NextStep> {
    const { db, issuers } = this.#context;
    const issuer = issuers.find(issuerId);
    const state = new URLSearchParams(query).get('state') ?? '';
    const begun = await takeSignIn(db, {
      ...{ hash: hashOf(state), browser: hashOf(browser ?? ''), issuer: issuer.id },
    });
    if (begun === null) return { location: this.#refused(issuer, 'expired', '/', null) };
    const claims = await this.#claims(issuer, query, state, begun).catch(asError);
    if (claims instanceof Error) {
      const location = this.#refused(issuer, 'refused', begun.returnTo, claims);
      await this.#record(anonymous, 'sign_in_refused', issuer.id);
      return { location };
    }
    return this.#open(issuer, claims, begun);
  }

  async #claims(issuer: Issuer, query: string, state: string, begun: BegunSignIn) {
    const configuration = await this.#context.issuers.configuration(issuer);
    const answer = new URL(`${this.#callbackOf(issuer)}?${query}`);
    const tokens = await client.authorizationCodeGrant(configuration, answer, {
      ...{ pkceCodeVerifier: begun.verifier, expectedState: state, expectedNonce: begun.nonce },
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('the issuer gave no identity');
    // The library leaves it to us how far from our clock an identity may be dated.
    if (claims.iat > Date.now() / 1_000 + clockTolerance) throw new Error('it is from the future');
    return { subject: claims.sub, session: typeof claims.sid === 'string' ? claims.sid : null };
  }

  async #open(
    issuer: Issuer,
    identity: { subject: string; session: string | null },
    { returnTo: page }: BegunSignIn,
  ): Promise<NextStep> {
    const { db, isProduction } = this.#context;
    const found = await accountByIdentity(db, issuer.issuer, identity.subject);
    if (found === null || (found.demonstration && isProduction)) {
      await this.#record(anonymous, 'sign_in_refused', `${issuer.id}, without an account`);
      return { location: this.#refused(issuer, 'unknown', page, null) };
    }
    await this.#record({ role: found.role, isView: false, account: found }, 'sign_in', issuer.id);
    const secret = newSecret('');
    await forgetSessions(db);
    await openSession(db, {
      ...{ hash: hashOf(secret), account: found.id, issuerSession: identity.session },
    });
    return { location: page, secret };
  }

  /** Signing out is never refused, also where it cannot be recorded. */
  async end(principal: Principal, secret: string | undefined): Promise<void> {
    if (secret === undefined) return;
    await endSession(this.#context.db, hashOf(secret));
    if (principal.account === null) return;
    await this.#record(principal, 'sign_out', '').catch(() => undefined);
  }

  #record(
    who: Parameters<Audit['record']>[0],
    action: 'sign_in' | 'sign_in_refused' | 'sign_out',
    subject: string,
  ): Promise<void> {
    return this.#context.audit.record(who, action, subject);
  }

  /** What went wrong is for our log; the browser learns which of four things to do. */
  #refused(
    issuer: Issuer,
    reason: 'expired' | 'refused' | 'unknown' | 'unavailable',
    from: string,
    error: unknown,
  ): string {
    const cause = error instanceof Error ? `: ${error.message}` : '';
    logger.warn(`${reason} at ${issuer.id}${cause}`);
    return refusalPage(reason, from);
  }

  #callbackOf({ id }: Issuer): string {
    return `${this.#context.publicUrl}/auth/callback/${id}`;
  }
}
