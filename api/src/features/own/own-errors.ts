import { RequestError } from '../../problems/request-errors.js';

/** The same for a vendor that is none and for one that the caller may not read. */
export class UnknownVendorError extends RequestError {
  readonly code = 'unknown_vendor';

  constructor(allowed: readonly string[]) {
    super(
      {
        fr: 'Il n’y a pas de tel éditeur parmi ceux que ce compte peut lire.',
        en: 'There is no such vendor among those that this account may read.',
      },
      { field: 'vendor', allowed },
    );
  }
}
