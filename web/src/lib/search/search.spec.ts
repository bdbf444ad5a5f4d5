import { describe, expect, it } from 'vitest';
import { measures, territories } from '../../../dev/fixture-reference.ts';
import { wordsOf } from '../../../dev/words.ts';
import { pageTerritory } from '../page/territory.ts';
import { measureEntries, pageEntries, territoryEntries, type Entry } from './entries.ts';
import { folded, grouped, score, search } from './rank.ts';

const entries = (locale: 'fr' | 'en'): Entry[] => [
  ...pageEntries(wordsOf(locale), locale),
  ...territoryEntries(territories.map(pageTerritory), wordsOf(locale), locale),
  ...measureEntries({ measures, dimensions: [], states: [] }, locale),
];
const french = entries('fr');
const first = (query: string, among = french): string | undefined => search(query, among)[0]?.href;

describe('search', () => {
  it('finds every territory by its name, its code and its name without accents', () => {
    for (const { id, kind, name } of territories) {
      if (kind === 'nation') continue;
      const href = `/territoires/${id}`;
      const named = search(name, french).filter(({ label }) => folded(label) === folded(name));
      expect(
        named.map((entry) => entry.href),
        name,
      ).toContain(href);
      expect(first(id)).toBe(href);
      expect(search(folded(name), french).map((entry) => entry.href)).toContain(href);
    }
  });

  it('finds every measure in both languages, by its id too', () => {
    const english = entries('en');
    for (const measure of measures) {
      for (const text of [measure.label.fr, measure.label.en, measure.id]) {
        for (const among of [french, english]) {
          const hrefs = search(text, among).map(({ href }) => href.replace(/^\/en/, ''));
          expect(hrefs, text).toContain(`/methode#${measure.id}`);
        }
      }
    }
  });

  it.each([
    ['bretange', '/territoires/REG-53'],
    ['auvergne rhone alpe', '/territoires/REG-84'],
    ['ile de france', '/territoires/REG-11'],
    ['Rhône', '/territoires/DEP-69'],
    ['reunion', '/territoires/REG-04'],
    ['taux alimentation', '/methode#feeding.rate'],
    ['taux d’alimentaton', '/methode#feeding.rate'],
    ['statut', '/statut'],
    ['licence', '/methode#licence'],
    ['csv', '/extraire'],
    ['secret statistique', '/methode#etats'],
  ])('forgives accents, slips and unfinished words: %s', (query, href) => {
    expect(first(query)).toBe(href);
  });

  it('offers both levels of a code, and does not choose', () => {
    const hrefs = search('84', french).map(({ href }) => href);
    expect(hrefs.slice(0, 2).sort()).toEqual(['/territoires/DEP-84', '/territoires/REG-84']);
  });

  it('answers nothing to nothing, and any text in a moment', () => {
    expect(search('', french)).toEqual([]);
    expect(search('  ,;: ', french)).toEqual([]);
    expect(search('zzzzqqqq', french)).toEqual([]);
    const start = performance.now();
    search('alimentation '.repeat(10_000), french);
    expect(performance.now() - start).toBeLessThan(200);
  });

  it('puts what is typed whole before what merely holds it, and keeps the order of equals', () => {
    const entry = (label: string): Entry => ({
      kind: 'page',
      label,
      hint: '',
      href: label,
      also: [],
    });
    const among = ['Alpes-Maritimes', 'Alpes', 'Hautes-Alpes', 'Basses-Alpes'].map(entry);
    expect(search('alpes', among).map(({ label }) => label)).toEqual([
      'Alpes',
      'Alpes-Maritimes',
      'Hautes-Alpes',
      'Basses-Alpes',
    ]);
    expect(score('alpes', among[1]!)).toBeGreaterThan(score('alpes', among[0]!));
  });

  it('groups by kind, the kind of the best first', () => {
    const groups = grouped(search('bretagne', french));
    expect(groups[0]).toMatchObject({ kind: 'territory', found: [{ label: 'Bretagne' }] });
  });
});
