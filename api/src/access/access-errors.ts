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
