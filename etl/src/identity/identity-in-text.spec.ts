import { describe, expect, it } from 'vitest';
import { identityInText, isNir, isRpps } from './identity-in-text.js';
import { redact } from './redact.js';

/** A number of thirteen characters with its key: 97 − n mod 97. */
const withKey = (thirteen: string): string => {
  const n = BigInt(thirteen.replace('2A', '19').replace('2B', '18'));
  return thirteen + String(97n - (n % 97n)).padStart(2, '0');
};
const nir = withKey('1850578006084');
const corsican = withKey('255082A004012');
const rpps = '10001234565';

describe('a NIR', () => {
  it('is known by its key, in Corsica too', () => {
    // The example that the INSEE gives of a number and its key.
    expect(isNir('255081416802538')).toBe(true);
    expect([isNir(nir), isNir(corsican), isNir(corsican.toLowerCase())]).toEqual([
      true,
      true,
      true,
    ]);
    expect(isNir('255081416802539')).toBe(false);
    expect(isNir(`9${nir.slice(1)}`)).toBe(false);
    expect(isNir(nir.slice(0, 14))).toBe(false);
  });

  it.each([
    ['alone', nir],
    ['in Corsica', corsican],
    ['inside a sentence', `dossier de ${nir}, vu hier`],
    ['written in groups', nir.replace(/^(.)(..)(..)(..)(...)(...)(..)$/, '$1 $2 $3 $4 $5 $6 $7')],
    ['with the key apart', `${nir.slice(0, 13)} ${nir.slice(13)}`],
    ['in groups with thin spaces', nir.replace(/^(.)(..)(..)/, '$1\u202f$2\u202f$3\u202f')],
    ['against letters', `INS${nir}FR`],
    ['with zeros before it', `000${nir}`],
    ['as health software writes it', `${nir}^^^&1.2.250.1.213.1.4.8&ISO`],
    ['after a number that overlaps it', `2026 ${nir}`],
    ['in full-width digits', nir.replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d)))],
    ['in Arabic digits', nir.replace(/\d/g, (d) => String.fromCharCode(0x0660 + Number(d)))],
    ['with invisible characters', nir.replace(/\B/g, '\u200b')],
  ])('is found %s', (_, text) => {
    expect(identityInText(text)).toBe('nir');
  });
});

describe('an RPPS', () => {
  it('is known by Luhn', () => {
    expect(isRpps(rpps)).toBe(true);
    expect(isRpps('10001234564')).toBe(false);
    expect(isRpps('00000000000')).toBe(false);
    expect(isRpps('1000123456')).toBe(false);
  });

  it.each([
    ['alone', rpps],
    ['as the national identifier', `8${rpps}`],
    ['inside a longer text', `Dr ${rpps} (Lyon)`],
    ['against letters', `RPPS${rpps}`],
  ])('is found %s', (_, text) => {
    expect(identityInText(text)).toBe('rpps');
  });
});

describe('an e-mail address', () => {
  it.each([
    'claire.dupont@pro.mssante.fr',
    'write to a@b.fr, please',
    'É.Noël+x@hôpital.example',
    'someone＠example.org',
  ])('is found in %s', (text) => {
    expect(identityInText(text)).toBe('email');
  });

  it.each(['@', 'a@', '@b.fr', 'a@b', 'a@-b.fr', 'logiciel@2.1', 'a b@'])(
    'is not seen in %s',
    (text) => {
      expect(identityInText(text)).toBeUndefined();
    },
  );
});

describe('what is no identity', () => {
  it.each([
    '',
    'DEP-69',
    'r-mdv-01-sentinelle',
    'dmp_fed_by_hospitals',
    '2026-10-31',
    '2026-11-21T10:30:00.123456Z',
    '20261121103000',
    'w3f2a~documents~day~2026-11~2026-11-21~end',
    '550e8400-e29b-41d4-a716-446655440000',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '999999999999999',
    '12345678901234567890',
    'médecin généraliste',
    'صيدلية',
    '😀',
  ])('%j passes', (text) => {
    expect(identityInText(text)).toBeUndefined();
  });

  it('passes ten million characters in well under a second', () => {
    const started = performance.now();
    for (const text of ['a', '1', '@', 'a@', '1 ', '0', 'é', 'f']) {
      expect(identityInText(text.repeat(2_000_000 / text.length))).toBeUndefined();
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('redact', () => {
  it('withholds what quotes an identity, and nothing else', () => {
    expect(redact(`no row for ${nir}`)).not.toContain('8505');
    expect(redact('the stream is unknown')).toBe('the stream is unknown');
  });
});
