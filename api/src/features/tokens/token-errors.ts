import { RequestError } from '../../problems/request-errors.js';

export class UnknownTokenError extends RequestError {
  readonly code = 'unknown_token';

  constructor() {
    super(
      { fr: 'Ce compte n’a pas de tel jeton.', en: 'This account has no such token.' },
      { field: 'id' },
    );
  }
}

export class TooManyTokensError extends RequestError {
  readonly code = 'too_many_tokens';

  constructor(most: number) {
    super({
      fr: `Un compte a au plus ${most} jetons valables : révoquez-en un.`,
      en: `An account has ${most} valid tokens at most: revoke one.`,
    });
  }
}
