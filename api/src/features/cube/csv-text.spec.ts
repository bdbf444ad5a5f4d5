import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvText } from './csv-text.js';

/** Every text of up to three of these characters. */
const characters = ['a', ',', '"', '\n', '\r', "'", '=', 'é'];
const longer = (texts: string[]): string[] =>
  texts.flatMap((text) => characters.map((one) => text + one));
const texts = ['', ...characters, ...longer(characters), ...longer(longer(characters))];

describe('CSV of the cube', () => {
  it('reads back as it was, whatever the text', () => {
    const rows = texts.map((text, n) => [text, n / 7, 'last']);
    const read: string[][] = parse(csvText(rows));
    expect(read.map(([text]) => text)).toEqual(
      texts.map((text) => (/^[=\n\r]/.test(text) ? `'${text}` : text)),
    );
    expect(read.map(([, number]) => Number(number))).toEqual(texts.map((_, n) => n / 7));
  });

  it('holds no formula, and leaves numbers alone', () => {
    expect(csvText([['=1+1', -2, null, 'a']])).toBe("'=1+1,-2,,a\n");
  });
});
