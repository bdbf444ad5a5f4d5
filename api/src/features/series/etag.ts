import { type Edition, type Format, seriesFormatVersion } from '@vigie/contract';
import { type Role } from '@vigie/seeds/catalogue';
import { createHash } from 'node:crypto';

/**
 * The mark of an answer: edition and question (in the permanent link), role, format. An edition
 * never changes, so neither does the answer; its number begins anew after a reset, so its world
 * and instant are part of the mark.
 */
export function etagOf(link: string, edition: Edition, role: Role, format: Format): string {
  const { world } = edition.source;
  const parts = [seriesFormatVersion, world, edition.published_at, role, format, link];
  return `"${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 27)}"`;
}

/** Whether an If-None-Match header names the mark; a proxy may have made it a weak one. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const marks = ifNoneMatch.split(',').map((mark) => mark.trim().replace(/^W\//, ''));
  return marks.includes(etag) || marks.includes('*');
}
