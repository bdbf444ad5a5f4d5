import { RequestError } from '../problems/request-errors.js';

export class TooManyRequestsError extends RequestError {
  readonly code = 'too_many_requests';

  constructor(seconds: number) {
    super({
      fr: `Trop de demandes en une minute : réessayez dans ${seconds} s.`,
      en: `Too many requests within a minute: try again in ${seconds} s.`,
    });
  }
}

export class TooLongAddressError extends RequestError {
  readonly code = 'too_long';

  constructor(longest: number) {
    super({
      fr: `L’adresse est trop longue : ${longest} caractères au plus.`,
      en: `The address is too long: ${longest} characters at most.`,
    });
  }
}

/** More is asked than can be answered in time: who comes next is asked to come back. */
export class OverloadedError extends RequestError {
  readonly code = 'unavailable';

  constructor() {
    super({
      fr: 'Trop de demandes sont en cours ; réessayez dans quelques secondes.',
      en: 'Too many requests are under way; try again in a few seconds.',
    });
  }
}
