import { measures } from '@vigie/seeds/catalogue';
import { describe, expect, it } from 'vitest';
import { protect, type ExactCell } from './protect.js';

const measure = (id: string) => {
  const found = measures.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no measure ${id}`);
  return found;
};
const cell = (n: number, sum = n, expanded = sum): ExactCell => ({ n, sum, expanded });
const volume = measure('feeding.documents');
const rate = measure('feeding.rate');

describe('protect', () => {
  it.each([0, 1, 5, 10])('withholds a volume of %i contributors, however large', (n) => {
    expect(
      protect(volume, { numerator: cell(n, 1_000_000), denominator: undefined }, 'complete'),
    ).toEqual({ value: null, numerator: null, denominator: null, reason: 'lt11' });
  });

  it('does not tell a true zero from a withheld value', () => {
    const nobody = protect(volume, { numerator: undefined, denominator: undefined }, 'complete');
    const ten = protect(volume, { numerator: cell(10), denominator: undefined }, 'complete');
    expect(nobody).toEqual(ten);
  });

  it('tests raw counts and publishes expanded ones', () => {
    const parts = (n: number) => ({ numerator: cell(n, 200, 1000.4), denominator: undefined });
    expect(protect(volume, parts(11), 'complete')).toMatchObject({ value: 1000, reason: 'ok' });
    expect(protect(volume, parts(10), 'complete').reason).toBe('lt11');
  });

  it('divides expanded parts once, and rounds by the raw denominator', () => {
    const parts = (raw: number) => ({
      numerator: cell(50, 100, 1_234),
      denominator: cell(60, raw, 10_000),
    });
    expect(protect(rate, parts(3_000), 'complete').value).toBe(12.3);
    expect(protect(rate, parts(2_999), 'complete').value).toBe(12);
    expect(protect(rate, parts(299), 'complete').value).toBe(10);
    expect(protect(rate, parts(99), 'complete').reason).toBe('small_denominator');
    expect(protect(rate, parts(3_000), 'complete')).toMatchObject({
      numerator: 1_234,
      denominator: 10_000,
    });
  });

  it('keeps as many figures of a mean as of a share, never in percent', () => {
    const mean = measure('feeding.documents_per_doctor');
    const parts = (raw: number) => ({
      numerator: cell(50, 100_000, 1_234_567),
      denominator: cell(raw, raw, 10_000),
    });
    expect(protect(mean, parts(3_000), 'complete')).toEqual({
      value: 123,
      numerator: 1_234_567,
      denominator: 10_000,
      reason: 'ok',
    });
    expect(protect(mean, parts(300), 'complete').value).toBe(120);
    expect(protect(mean, parts(100), 'complete').value).toBe(100);
    expect(protect(mean, parts(99), 'complete').reason).toBe('small_denominator');
    expect(protect(mean, parts(10), 'complete').reason).toBe('lt11');
    const rare = { numerator: cell(163, 163), denominator: cell(679_000, 679_000) };
    expect(protect(measure('activation.closure_rate'), rare, 'complete').value).toBe(24);
  });

  it('withholds a ratio when either part is under eleven contributors', () => {
    const parts = { numerator: cell(10, 5_000), denominator: cell(900, 9_000) };
    expect(protect(rate, parts, 'complete').reason).toBe('lt11');
    const other = { numerator: cell(900, 5_000), denominator: cell(10, 9_000) };
    expect(protect(rate, other, 'complete').reason).toBe('lt11');
  });

  it('says what was not received and what was not expected, whatever the counts', () => {
    const parts = { numerator: cell(50), denominator: undefined };
    expect(protect(volume, parts, 'not_received').reason).toBe('not_received');
    expect(protect(volume, parts, 'not_expected').reason).toBe('not_expected');
    expect(protect(volume, parts, 'partial').reason).toBe('ok');
  });
});
