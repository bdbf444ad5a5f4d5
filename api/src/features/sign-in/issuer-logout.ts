import { type Warehouse } from '@vigie/warehouse';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { InvalidParameterError } from '../../problems/request-errors.js';
import { clockTolerance, type Issuer, type Issuers } from './issuers.js';
import { endSessionsOf } from './sign-in.query.js';

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

/** Ends the sessions that an issuer says are over (OpenID Connect Back-Channel Logout 1.0). */
export class IssuerLogout {
  readonly #db: Warehouse;
  readonly #issuers: Issuers;

  constructor(db: Warehouse, issuers: Issuers) {
    this.#db = db;
    this.#issuers = issuers;
  }

  /** Throws where the token is none of an issuer that is trusted, for this client, of these minutes. */
  async end(logoutToken: string): Promise<void> {
    const { issuer, sid, sub } = await verified(this.#issuers, logoutToken).catch(() => {
      throw new InvalidParameterError(
        {
          fr: 'Le jeton de déconnexion n’est pas valable.',
          en: 'The logout token is not valid.',
        },
        { field: 'logout_token' },
      );
    });
    await endSessionsOf(this.#db, issuer.issuer, { sid, sub });
  }
}

async function verified(
  issuers: Issuers,
  logoutToken: string,
): Promise<{ issuer: Issuer; sid: string | undefined; sub: string | undefined }> {
  const { iss } = decodeJwt(logoutToken);
  const issuer = issuers.list.find((one) => one.issuer === iss);
  if (issuer === undefined) throw new Error('an issuer that is not trusted');
  const { jwks_uri: keys } = (await issuers.configuration(issuer)).serverMetadata();
  if (keys === undefined) throw new Error('an issuer without keys');
  const { payload } = await jwtVerify(logoutToken, createRemoteJWKSet(new URL(keys)), {
    ...{ issuer: issuer.issuer, audience: issuer.clientId, typ: 'logout+jwt' },
    ...{ maxTokenAge: '2 minutes', clockTolerance, requiredClaims: ['iat', 'jti', 'exp'] },
    algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'],
  });
  const events = payload['events'] as Record<string, unknown> | undefined;
  const isLogout = typeof events?.[logoutEvent] === 'object' && payload['nonce'] === undefined;
  const sid = typeof payload['sid'] === 'string' ? payload['sid'] : undefined;
  if (!isLogout || (sid === undefined && payload.sub === undefined)) {
    throw new Error('a token that ends nothing');
  }
  return { issuer, sid, sub: payload.sub };
}
