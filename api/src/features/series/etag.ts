import { type Edition, type Format } from '@vigie/contract';
import { type Role } from '@vigie/seeds/catalogue';
import { createHash } from 'node:crypto';

/**
 * The mark of an answer: what makes it, with its version, edition and question (in the permanent link),
 * role, format. An edition never changes, so neither does what one version makes of it; its number begins
 * anew after a reset, so its world and instant are part of the mark.
 * @param maker such as `cube 1`: raised when the answer to the same question changes
 */
export function etagOf(
  maker: string,
  link: string,
  edition: Edition,
  role: Role,
  format: Format,
): string {
  const { world } = edition.source;
  const parts = [maker, world, edition.published_at, role, format, link];
  return `"${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 27)}"`;
}

/** Whether an If-None-Match header names the mark; a proxy may have made it a weak one. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const marks = ifNoneMatch.split(',').map((mark) => mark.trim().replace(/^W\//, ''));
  return marks.includes(etag) || marks.includes('*');
}
