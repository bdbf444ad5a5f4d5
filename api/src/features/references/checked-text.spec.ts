import { describe, expect, it } from 'vitest';
import {
  alphabet,
  digitsOf,
  modulus,
  normalised,
  numberOf,
  ReferenceFault,
  withCheck,
  withoutCheck,
} from './checked-text.js';

/** Bodies of every length, whose digits differ from text to text. */
const bodies = Array.from({ length: 23 }, (_, length) =>
  Array.from({ length: length + 2 }, (_, at) => alphabet[(at * 11 + length * 7 + 5) % 32]).join(''),
);

const refuses = (text: string): boolean => {
  try {
    withoutCheck(text);
    return false;
  } catch (error) {
    return error instanceof ReferenceFault;
  }
};

describe('check characters', () => {
  it('come off a text again, and change nothing in it', () => {
    for (const body of bodies) expect(withoutCheck(withCheck(body))).toBe(body);
  });

  it('divide by a prime above the base, so that no mistake of one place or two neighbours cancels', () => {
    const divisors = Array.from({ length: 30 }, (_, n) => BigInt(n + 2));
    expect(divisors.filter((divisor) => modulus % divisor === 0n)).toEqual([]);
    // 31 squared is below it and 32 squared above: what no number up to 31 divides is a prime.
    expect(modulus).toBeLessThan(32n ** 2n);
  });

  it('find every single wrong character, their own included', () => {
    for (const text of bodies.map(withCheck)) {
      for (let at = 0; at < text.length; at += 1) {
        for (const other of alphabet) {
          const wrong = text.slice(0, at) + other + text.slice(at + 1);
          expect(refuses(wrong), `${text} as ${wrong}`).toBe(wrong !== text);
        }
      }
    }
  });

  it('find every swap of two neighbours', () => {
    for (const text of bodies.map(withCheck)) {
      for (let at = 0; at + 1 < text.length; at += 1) {
        const swapped =
          text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
        expect(refuses(swapped), `${text} as ${swapped}`).toBe(swapped !== text);
      }
    }
  });

  it('are read in either case, with hyphens and spaces, and with letters that stand for digits', () => {
    expect(normalised(' 1a0-oOilL \u00A0z')).toBe('1A000111Z');
  });

  it.each(['', '1', '12', '1'.repeat(27), '1ABU', '1é3', '1A*2', '1A🙂2'])(
    'refuse “%s”',
    (text) => {
      expect(refuses(normalised(text))).toBe(true);
    },
  );
});

describe('a number in base 32', () => {
  it('is read as it was written', () => {
    for (const value of [0n, 1n, 31n, 32n, 1_021n, 2n ** 64n, 2n ** 115n - 1n]) {
      expect(numberOf(digitsOf(value))).toBe(value);
    }
    expect(digitsOf(0n)).toBe('');
    expect(digitsOf(2n ** 115n - 1n)).toBe('Z'.repeat(23));
  });
});
