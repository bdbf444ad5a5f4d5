import { describe, expect, it } from 'vitest';
import { refusalPage, returnTo } from './return-to.js';

describe('the page after a sign-in', () => {
  it.each(['/', '/territoires/REG-84?mois=2026-10', '/en/editeurs'])('is %s', (path) => {
    expect(returnTo(path)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    'javascript:alert(1)',
    '/auth/logout',
    '/v1/tokens',
    `/${'a'.repeat(2_000)}`,
  ])('is the first one rather than %s', (path) => {
    expect(returnTo(path)).toBe('/');
  });

  it('explains what failed in the language that it began in', () => {
    expect(refusalPage('unknown', '/en/editeurs')).toBe('/en/connexion?refus=unknown');
    expect(refusalPage('unknown', '/entree')).toBe('/connexion?refus=unknown');
  });
});
