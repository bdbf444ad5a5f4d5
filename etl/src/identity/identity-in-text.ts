/** Identities that an anonymous feed must never carry. */
export type IdentityKind = 'nir' | 'rpps' | 'email';

const asciiOnly = /^[\0-\x7f]*$/;
/** Digests and UUIDs are long enough for a number inside them to pass a check digit by chance. */
const hexadecimal =
  /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?<![0-9a-z])(?=[0-9]*[a-f])[0-9a-f]{32,}(?![0-9a-z])/gi;
/** Looked at from every place, since a number that fails may overlap one that holds. */
const nirShape =
  /(?<!\d)0*(?=([1-478][ ._-]?\d{2}[ ._-]?\d{2}[ ._-]?(?:\d{2}|2[AB])[ ._-]?\d{3}[ ._-]?\d{3}[ ._-]?\d{2})(?!\d))/gi;
const rppsShape = /(?<!\d)8?(\d{11})(?!\d)/g;
const domainShape =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:\p{L}{2,63}|xn--[a-z0-9-]{2,59})/iu;
const beforeAt = /[^\s@<>()[\]",;:\\]$/u;
/** A domain name is not longer (RFC 1035); what follows it cannot matter. */
const longestDomain = 255;

/**
 * The kind of identity that a text holds, alone or among other words: a NIR or INS (15 characters,
 * its key 97 − n mod 97, `2A` and `2B` read as 19 and 18), an RPPS (11 digits by Luhn, also as the
 * national identifier `8` + RPPS), an e-mail address. Linear in the length of the text.
 */
export function identityInText(text: string): IdentityKind | undefined {
  let digits = 0;
  let at = false;
  let plain = true;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code >= 48 && code <= 57) digits += 1;
    else if (code === 64) at = true;
    else if (code > 127) {
      plain = false;
      break;
    }
  }
  if (!plain) return searched(inAscii(text));
  return digits >= 11 || at ? searched(text) : undefined;
}

/** Whether 15 digits, or 13 with a Corsican department, carry a valid key. */
export function isNir(characters: string): boolean {
  const digits = characters.toUpperCase().replace('2A', '19').replace('2B', '18');
  if (!/^[1-478]\d{14}$/.test(digits)) return false;
  return Number(digits.slice(13)) === 97 - (Number(digits.slice(0, 13)) % 97);
}

/** Luhn's check over 11 digits. */
export function isRpps(digits: string): boolean {
  if (!/^\d{11}$/.test(digits) || /^0+$/.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < 11; place += 1) {
    const digit = Number(digits[10 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function searched(text: string): IdentityKind | undefined {
  if (holdsAddress(text)) return 'email';
  const numbers = text.replace(hexadecimal, ' ');
  for (const [, found = ''] of numbers.matchAll(nirShape)) {
    if (isNir(found.replace(/[ ._-]/g, ''))) return 'nir';
  }
  for (const [, found = ''] of numbers.matchAll(rppsShape)) {
    if (isRpps(found)) return 'rpps';
  }
  return undefined;
}

function holdsAddress(text: string): boolean {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + 1, at + 1 + longestDomain);
    if (beforeAt.test(before) && domainShape.test(after)) return true;
  }
  return false;
}

/**
 * Other digits and spaces read as the plain ones, invisible characters left out: what a reader
 * takes for an identity must not pass for the lack of ASCII.
 */
function inAscii(text: string): string {
  if (asciiOnly.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Zs}\p{Pd}]/gu, (mark) => (/\p{Zs}/u.test(mark) ? ' ' : '-'))
    .replace(/[^\0-\x7f]/gu, (character) => plainDigit(character) ?? character);
}

/** Decimal digits stand in Unicode in tens, from zero to nine, at multiples of their block. */
function plainDigit(character: string): string | undefined {
  if (!/^\p{Nd}$/u.test(character)) return undefined;
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
