import { RequestError } from '../problems/request-errors.js';

/** An address that is answered to no one: the same as one that does not exist. */
export class AddressNotFoundError extends Error {
  readonly statusCode = 404;
}

export class SignInNeededError extends RequestError {
  readonly code = 'sign_in_needed';

  constructor() {
    super({
      fr: 'Cette adresse demande un compte : connectez-vous, ou envoyez un jeton d’accès.',
      en: 'This address needs an account: sign in, or send an access token.',
    });
  }
}

export class NotPermittedError extends RequestError {
  readonly code = 'not_permitted';

  constructor() {
    super({
      fr: 'Le rôle de ce compte ne donne pas accès à cette adresse.',
      en: 'The role of this account does not open this address.',
    });
  }
}

/** The same whatever is wrong with a token: unknown, ended, revoked, or of a closed account. */
export class InvalidTokenError extends RequestError {
  readonly code = 'invalid_token';

  constructor() {
    super({
      fr: 'Le jeton d’accès n’est pas valable : il s’écrit « Authorization: Bearer … », et il peut avoir expiré.',
      en: 'The access token is not valid: it is written “Authorization: Bearer …”, and it may have expired.',
    });
  }
}

export class WrongOriginError extends RequestError {
  readonly code = 'wrong_origin';

  constructor(origin: string) {
    super(
      {
        fr: 'Cette demande ne vient pas d’une page de ce site.',
        en: 'This request does not come from a page of this site.',
      },
      { field: 'origin', allowed: [origin] },
    );
  }
}

/** What must be recorded and cannot be is not done. */
export class AuditUnavailableError extends RequestError {
  readonly code = 'unavailable';

  constructor() {
    super({
      fr: 'Cette demande doit être consignée et ne peut pas l’être pour le moment ; réessayez dans quelques secondes.',
      en: 'This request has to be recorded and cannot be for now; try again in a few seconds.',
    });
  }
}
