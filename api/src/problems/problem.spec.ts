import { errorCodes } from '@vigie/contract';
import { describe, expect, it } from 'vitest';
import { isDatabaseAway } from './database-errors.js';
import { nearest } from './nearest.js';
import { problem, problemOf } from './problem.js';
import { languageOf } from './problem.filter.js';
import { UnknownTerritoryError } from './request-errors.js';

describe('a problem', () => {
  it('has a status and a title in both languages for every code', () => {
    for (const code of errorCodes) {
      const [fr, en] = (['fr', 'en'] as const).map((language) =>
        problem(code, { fr: 'f', en: 'e' }, language),
      );
      expect(fr?.title).not.toBe(en?.title);
      expect(fr?.status).toBe(en?.status);
      expect(fr?.type).toBe(`urn:vigie:problem:${code}`);
    }
  });

  it('repeats little of what was typed and offers at most 30 choices', () => {
    const many = Array.from({ length: 100 }, (_, index) => `DEP-${index}`);
    const { detail, allowed } = problemOf(new UnknownTerritoryError('x'.repeat(5_000), many), 'fr');
    expect(detail.length).toBeLessThan(200);
    expect(allowed).toHaveLength(30);
  });

  it('is told in French unless English is preferred', () => {
    const language = (header?: string) => languageOf({ headers: { 'accept-language': header } });
    expect(language()).toBe('fr');
    expect(language('de')).toBe('fr');
    expect(language('en')).toBe('en');
    expect(language('en;q=0.5, fr')).toBe('fr');
  });
});

describe('the nearest choices', () => {
  it('come first, by any of their names, without accents or case', () => {
    const choices = [
      { id: 'REG-11', names: ['11', 'Île-de-France'] },
      { id: 'REG-84', names: ['84', 'Auvergne-Rhône-Alpes'] },
      { id: 'DEP-84', names: ['84', 'Vaucluse'] },
    ];
    expect(nearest('84', choices).slice(0, 2)).toEqual(['REG-84', 'DEP-84']);
    expect(nearest('ile de france', choices)[0]).toBe('REG-11');
    expect(nearest('reg84', choices)[0]).toBe('REG-84');
  });
});

describe('an error of the database', () => {
  const coded = (code: string) => Object.assign(new Error('x'), { code });

  it('is passing when the server is away, also behind another error', () => {
    expect(isDatabaseAway(coded('ECONNREFUSED'))).toBe(true);
    expect(isDatabaseAway(new Error('query', { cause: coded('57P01') }))).toBe(true);
    expect(isDatabaseAway(coded('CONNECTION_CLOSED'))).toBe(true);
    expect(isDatabaseAway(coded('42P01'))).toBe(false);
    expect(isDatabaseAway('x')).toBe(false);
  });
});
