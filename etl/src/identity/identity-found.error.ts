import type { IdentityKind } from './identity-in-text.js';

/**
 * A page of an anonymous feed carries someone's identity: nothing of it may be written, and its
 * stream stops. The error names the column and the kind, never the value.
 */
export class IdentityFoundError extends Error {
  override readonly name = 'IdentityFoundError';
  readonly code = 'identity_found';

  constructor(
    readonly stream: string,
    readonly column: string,
    readonly kind: IdentityKind,
  ) {
    super(
      `${stream} carries an identity (${kind}) in ${column}: nothing of the page is kept and the stream is stopped. ` +
        `Once the source has mended it, run "etl resume ${stream}".`,
    );
  }
}
