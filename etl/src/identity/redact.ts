import { identityInText } from './identity-in-text.js';

const withheld = '[identity]';

/**
 * What someone else's text becomes before it is logged or stored: an answer that quotes an
 * identity is withheld whole, since only a part of it may have been recognised.
 */
export const redact = (text: string): string =>
  identityInText(text) === undefined ? text : withheld;
