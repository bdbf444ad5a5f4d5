import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withAcronyms } from './acronyms.ts';
import { typographic } from './typography.ts';

function messages(locale: string): Record<string, string> {
  const folder = new URL(`../../../messages/${locale}/`, import.meta.url);
  const parts = readdirSync(folder).map(
    (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Record<string, string>,
  );
  return Object.assign({}, ...parts) as Record<string, string>;
}

describe('French typography', () => {
  it('puts no-break spaces where French wants them, and leaves English alone', () => {
    expect(typographic('ouvert ; activé : 40 % « ici » ?', 'fr')).toBe(
      'ouvert\u202f; activé\u00a0: 40\u202f% «\u202fici\u202f»\u202f?',
    );
    expect(typographic('open ; 40 %', 'en')).toBe('open ; 40 %');
  });
});

describe('acronyms', () => {
  it('spells out the first occurrence only', () => {
    const parts = withAcronyms('Le DMP, encore le DMP.', 'fr');
    expect(parts.map((part) => part.meaning)).toEqual([
      undefined,
      'dossier médical partagé',
      undefined,
      undefined,
      undefined,
    ]);
    expect(parts.map((part) => part.text).join('')).toBe('Le DMP, encore le DMP.');
  });
});

describe('messages', () => {
  const french = messages('fr');
  const english = messages('en');
  const placeholders = (text: string): string[] =>
    [...text.matchAll(/\{\w+\}/g)].map(String).sort();

  it('exist in both languages with the same placeholders', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(french).sort());
    for (const [key, text] of Object.entries(french)) {
      expect(placeholders(english[key] ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('are spaced as French wants them', () => {
    for (const [key, text] of Object.entries(french)) {
      expect(/ [;:!?%»]|« /.test(text.replace(/https?:/g, '')), key).toBe(false);
      expect(text.includes("'"), `${key} has a straight apostrophe`).toBe(false);
    }
  });
});
