import { describe, expect, it } from 'vitest';
import { m } from '../paraglide/messages.js';
import {
  accountLine,
  isSignedIn,
  loginAddress,
  refusalSentence,
  signInAddress,
} from './account.ts';

const nobody = {
  role: 'public',
  name: null,
  organisation: null,
  territories: [],
  vendor: null,
} as const;

describe('who is signed in', () => {
  it('is told with role and scope, and nobody is not', () => {
    expect(accountLine(null, m)).toBeNull();
    expect(accountLine({ ...nobody, territories: [] }, m)).toBeNull();
    const agency = { role: 'agency', name: 'A', organisation: 'ARS', vendor: null } as const;
    expect(accountLine({ ...agency, territories: ['REG-84'] }, m)).toBe('A, ARS (agence REG-84)');
    const analyst = { role: 'analyst', name: 'B', organisation: 'O', vendor: null } as const;
    expect(accountLine({ ...analyst, territories: [] }, m)).toBe('B, O (analyste)');
  });

  it('is asked for where a session is shown alone', () => {
    const cookies = (name: string) => ({
      get: (asked: string) => (asked === name ? 'x' : undefined),
    });
    expect(['vigie', '__Host-vigie', 'other'].map((name) => isSignedIn(cookies(name)))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('signing in', () => {
  it('leads back to the page', () => {
    expect(signInAddress('/en/territoires?mois=2026-10', 'en')).toBe(
      '/en/connexion?retour=%2Fen%2Fterritoires%3Fmois%3D2026-10',
    );
    expect(loginAddress('local', '/a?b=c&d')).toBe(
      '/auth/login?issuer=local&return_to=%2Fa%3Fb%3Dc%26d',
    );
  });

  it('that failed is explained, whatever the reason is called', () => {
    expect(refusalSentence(null, m)).toBeNull();
    const told = ['expired', 'unknown', 'unavailable', 'refused'].map((one) =>
      refusalSentence(one, m),
    );
    expect(new Set(told).size).toBe(4);
    expect(refusalSentence('<b>', m)).toBe(refusalSentence('refused', m));
  });
});
