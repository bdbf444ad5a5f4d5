import { type Bilingual } from '@vigie/seeds/catalogue';

/** Crockford's base 32: no I, L, O, U, which are read as others or make words. */
export const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const radix = 32n;

/**
 * A text is a number in base 32 that leaves 1 when divided by this prime; its last two characters make it
 * so (the way of ISO 7064). Another character at one place changes the number by d × 32^k, with d from 1
 * to 31; two neighbours swapped change it by d × 31 × 32^k. A prime above 32 divides no factor of these,
 * so neither change leaves 1: every such mistake is found, check characters included. Any other text
 * passes once in 1021.
 */
export const modulus = 1021n;
const checkSize = 2;
const checkRange = radix ** BigInt(checkSize);

/** Longest reference: what one copies from paper without losing the line. */
export const longestReference = 26;
/** Its format, one character of what it says, its check. */
const shortestReference = 2 + checkSize;

/** Why a text is no reference, in both languages. */
export class ReferenceFault extends Error {
  constructor(readonly detail: Bilingual) {
    super(detail.en);
  }
}

/** A text of digits with its check characters at the end. */
export function withCheck(body: string): string {
  const checked = (numberOf(body) * checkRange) % modulus;
  return body + digitsOf((1n + modulus - checked) % modulus).padStart(checkSize, '0');
}

/** A text as it is written: hyphens and spaces left out, capitals, letters that stand for digits. */
export const normalised = (text: string): string =>
  text.replaceAll(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/** A text in its normal form without its check characters, or the fault that it has. */
export function withoutCheck(text: string): string {
  if (text.length > longestReference || text.length < shortestReference) {
    throw wrongLength(text.length);
  }
  if (numberOf(text) % modulus !== 1n) throw wrongCheck;
  return text.slice(0, -checkSize);
}

/** A number in base 32, without leading zeros. */
export function digitsOf(value: bigint): string {
  let digits = '';
  for (let rest = value; rest > 0n; rest /= radix)
    digits = alphabet.charAt(Number(rest % radix)) + digits;
  return digits;
}

/** The number that digits in base 32 write. */
export function numberOf(digits: string): bigint {
  let value = 0n;
  for (const character of digits) {
    const digit = alphabet.indexOf(character);
    if (digit === -1) throw wrongCharacter(character);
    value = value * radix + BigInt(digit);
  }
  return value;
}

const wrongLength = (length: number): ReferenceFault =>
  new ReferenceFault({
    fr: `Une référence a de ${shortestReference} à ${longestReference} caractères, celle-ci en a ${length}.`,
    en: `A reference has ${shortestReference} to ${longestReference} characters, this one has ${length}.`,
  });
const wrongCharacter = (character: string): ReferenceFault =>
  new ReferenceFault({
    fr: `Le caractère « ${character} » n’existe pas dans une référence : chiffres, et lettres sauf I, L, O et U.`,
    en: `The character “${character}” is in no reference: digits, and letters but I, L, O and U.`,
  });
const wrongCheck = new ReferenceFault({
  fr: 'Les caractères de contrôle ne correspondent pas : un caractère a été changé, oublié ou échangé avec son voisin.',
  en: 'The check characters do not match: a character was changed, lost or swapped with its neighbour.',
});
