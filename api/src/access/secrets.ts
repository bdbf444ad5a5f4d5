import { createHash, randomBytes } from 'node:crypto';

/** A secret that no one can guess: 32 random bytes behind a prefix that scanners for leaked keys find. */
export const newSecret = (prefix: string): string =>
  `${prefix}${randomBytes(32).toString('base64url')}`;

/**
 * What is kept of a secret. One round of SHA-256 is enough, other than for a password: slowness protects
 * what people choose from being guessed, and 256 random bits are not guessed at any speed.
 */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
