import * as client from 'openid-client';
import { InvalidParameterError } from '../../problems/request-errors.js';

/** An issuer of identities that accounts sign in with. */
export interface Issuer {
  /** Its name in addresses. */
  id: string;
  /** What people call it. */
  name: string;
  /** Address that its tokens name, to the letter. */
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** Seconds that the clocks of an issuer and ours may differ by. */
export const clockTolerance = 30;
/** Seconds that an issuer may take to answer. */
const patience = 5;

/** The issuers that this installation trusts; there is no other way to sign in. */
export class Issuers {
  constructor(readonly list: readonly Issuer[]) {}

  /** The one of that id; without an id, the only one there is. */
  find(id: string | undefined): Issuer {
    const found = id === undefined ? this.#only() : this.list.find((one) => one.id === id);
    if (found !== undefined) return found;
    throw new InvalidParameterError(
      {
        fr: 'Il n’y a pas de tel fournisseur d’identité ; nommez-en un de ceux-ci.',
        en: 'There is no such identity provider; name one of these.',
      },
      { field: 'issuer', allowed: this.list.map((one) => one.id) },
    );
  }

  #only(): Issuer | undefined {
    return this.list.length === 1 ? this.list[0] : undefined;
  }

  /**
   * How to speak to an issuer, as it says now: its keys are asked for with each sign-in, so that one that
   * it has replaced counts no longer, and its new one at once.
   */
  configuration(issuer: Issuer): Promise<client.Configuration> {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- called so to stand out: it is for this machine alone
    const unencrypted = isLocal(issuer.issuer) ? [client.allowInsecureRequests] : [];
    return client.discovery(
      new URL(issuer.issuer),
      issuer.clientId,
      { client_secret: issuer.clientSecret, [client.clockTolerance]: clockTolerance },
      client.ClientSecretBasic(issuer.clientSecret),
      {
        timeout: patience,
        execute: [client.enableNonRepudiationChecks, ...unencrypted],
      },
    );
  }
}

/** Without encryption an issuer is believed on this machine alone. */
export const isLocal = (address: string): boolean =>
  /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/.test(address);
