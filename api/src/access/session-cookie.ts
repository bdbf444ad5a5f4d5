/** Name of the session's cookie: the prefix makes browsers refuse one that another host or path set. */
export const sessionCookie = (isSecure: boolean): string =>
  isSecure ? '__Host-vigie' : 'vigie_session';

/** The secret of the session, as either name has it; undefined where there is none. */
export function sessionCookieOf(header: string | undefined): string | undefined {
  return /(?:^|;\s*)(?:__Host-vigie|vigie_session)=([\w-]{1,200})(?:;|$)/.exec(header ?? '')?.[1];
}
