import { describe, expect, it } from 'vitest';
import { delocalizedPath, localeOfPath, localizedPath } from './locale.ts';

describe('language of an address', () => {
  const paths = ['/', '/?region=REG-84', '/territoires', '/territoires/DEP-69?period=2026-09#x'];

  it('is French without a prefix and English under /en', () => {
    expect(localizedPath('/', 'en')).toBe('/en');
    expect(localizedPath('/?region=REG-84', 'en')).toBe('/en?region=REG-84');
    expect(localizedPath('/territoires/DEP-69', 'en')).toBe('/en/territoires/DEP-69');
    expect(localeOfPath('/en')).toBe('en');
    expect(localeOfPath('/entrepots')).toBe('fr');
  });

  it.each(paths)('comes and goes without losing anything: %s', (path) => {
    const english = localizedPath(path, 'en');
    expect(localeOfPath(english)).toBe('en');
    expect(delocalizedPath(english)).toBe(path);
    expect(localizedPath(english, 'fr')).toBe(path);
    expect(localizedPath(english, 'en')).toBe(english);
  });
});
