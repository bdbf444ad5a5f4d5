import type { Me } from '@vigie/contract';
import { localizedPath, type Locale } from '../i18n/locale.ts';
import type { m as messages } from '../paraglide/messages.js';

type Words = typeof messages;

/** Whether the visitor shows a session; whose it is, and whether it still is one, the API says. */
export const isSignedIn = (cookies: { get(name: string): string | undefined }): boolean =>
  ['vigie', '__Host-vigie'].some((name) => cookies.get(name) !== undefined);

/** Who is signed in, in one line; null for the public. */
export function accountLine(me: Me | null, m: Words): string | null {
  if (me === null || me.name === null) return null;
  const scope = me.vendor ?? me.territories.join(', ');
  const role = [roleNames(m)[me.role], scope].filter((part) => part !== '').join(' ');
  return `${me.name}, ${me.organisation ?? ''} (${role})`;
}

const roleNames = (m: Words): Record<Me['role'], string> => ({
  public: m.account_role_public(),
  agency: m.account_role_agency(),
  vendor: m.account_role_vendor(),
  analyst: m.account_role_analyst(),
  sentinelle: m.account_role_sentinelle(),
  operator: m.account_role_operator(),
  administrator: m.account_role_administrator(),
});

/** The page to sign in on, which leads back here. */
export const signInAddress = (here: string, locale: Locale): string =>
  `${localizedPath('/connexion', locale)}?retour=${encodeURIComponent(here)}`;

/** What to say of a sign-in that failed; null where none did. */
export function refusalSentence(reason: string | null, m: Words): string | null {
  switch (reason) {
    case null:
      return null;
    case 'expired':
      return m.account_refused_expired();
    case 'unknown':
      return m.account_refused_unknown();
    case 'unavailable':
      return m.account_refused_unavailable();
    default:
      return m.account_refused_refused();
  }
}

/** Where the browser goes to sign in with an issuer; the API checks the page to come back to. */
export function loginAddress(issuer: string, page: string): string {
  return `/auth/login?${new URLSearchParams({ issuer, return_to: page }).toString()}`;
}
