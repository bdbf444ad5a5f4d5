import { measures, type Part } from '@vigie/seeds/catalogue';
import { describe, expect, it } from 'vitest';
import { protectMeasure } from './protect-measure.js';
import type { ProtectedPart } from './protect-part.js';

const measure = (id: string) => {
  const found = measures.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no measure ${id}`);
  return found;
};
/** A part whose noise is none. */
const told = (kind: Part['kind'], sum: number, expanded = sum, persons = sum): ProtectedPart => ({
  kind,
  reason: 'ok',
  raw: sum,
  value: Math.round(expanded),
  n: kind === 'volume' ? 50 : sum,
  persons: kind === 'volume' ? 50 : persons,
  sum,
  expanded,
});
const withheld = (own: ProtectedPart, reason: ProtectedPart['reason']): ProtectedPart => ({
  ...own,
  reason,
  raw: null,
  value: null,
});
const volume = measure('feeding.documents');
const rate = measure('feeding.rate');
const share = measure('activation.rate');
const docs = (sum: number, expanded?: number) => told('volume', sum, expanded);
const persons = (sum: number, expanded?: number) => told('persons', sum, expanded);
const ofShare = (numerator: ProtectedPart, denominator: ProtectedPart) =>
  protectMeasure(share, numerator, denominator, 'complete');

describe('a protected measure', () => {
  it('of one part is that part', () => {
    expect(protectMeasure(volume, docs(200, 1_000), undefined, 'complete')).toEqual({
      value: 1_000,
      numerator: null,
      denominator: null,
      reason: 'ok',
    });
    const masked = withheld(docs(200), 'vendor_rule');
    expect(protectMeasure(volume, masked, undefined, 'complete')).toMatchObject({
      value: null,
      reason: 'vendor_rule',
    });
  });

  it('divides what leaves once, and rounds by the raw denominator', () => {
    const of = (raw: number) =>
      protectMeasure(rate, docs(80, 1_234), docs(raw, 10_000), 'complete');
    expect(of(3_000).value).toBe(12.3);
    expect(of(2_999).value).toBe(12);
    expect(of(299).value).toBe(10);
    expect(of(99)).toEqual({
      value: null,
      numerator: null,
      denominator: null,
      reason: 'small_denominator',
    });
    expect(of(3_000)).toMatchObject({ numerator: 1_234, denominator: 10_000 });
  });

  it('divides noisy values, never exact ones', () => {
    const noisy = { ...docs(500), raw: 510, value: 510 };
    expect(protectMeasure(rate, noisy, docs(3_000), 'complete').value).toBe(17);
  });

  it('keeps as many figures of a mean as of a share, never in percent', () => {
    const mean = measure('feeding.documents_per_doctor');
    const of = (raw: number) =>
      protectMeasure(mean, docs(100_000, 1_234_567), told('actors', raw, 10_000), 'complete');
    expect(of(3_000).value).toBe(123);
    expect(of(300).value).toBe(120);
    expect(of(100).value).toBe(100);
    expect(of(99).reason).toBe('small_denominator');
    const closures = measure('activation.closure_rate');
    const rare = protectMeasure(closures, persons(163), persons(679_000), 'complete');
    expect(rare.value).toBe(24);
  });

  it.each(['lt11', 'lt3', 'dominated', 'vendor_rule', 'complement'] as const)(
    'is withheld for %s when one of its parts is',
    (reason) => {
      const fine = docs(5_000);
      const masked = withheld(fine, reason);
      expect(protectMeasure(rate, masked, fine, 'complete').reason).toBe(reason);
      expect(protectMeasure(rate, fine, masked, 'complete').reason).toBe(reason);
    },
  );

  it('says what was not received and what was not expected, whatever the counts', () => {
    const of = (state: Parameters<typeof protectMeasure>[3]) =>
      protectMeasure(volume, docs(50), undefined, state);
    expect(of('not_received')).toMatchObject({ value: null, reason: 'not_received' });
    expect(of('not_expected')).toMatchObject({ value: null, reason: 'not_expected' });
    expect(of('partial').reason).toBe('ok');
  });
});

describe('a share near none or all', () => {
  it.each([
    [210, 220, 'at_least_95'],
    [209, 220, 'ok'],
    [209, 219, 'lt11'],
    [230, 220, 'at_least_95'],
  ])('of %i in %i persons is %s', (part, whole, reason) => {
    expect(ofShare(persons(part), persons(whole)).reason).toBe(reason);
  });

  it('is at most 5 % of so many persons, when its numerator is withheld as too few', () => {
    const few = withheld(persons(10), 'lt11');
    expect(ofShare(few, persons(220)).reason).toBe('at_most_5');
    expect(ofShare(few, persons(219)).reason).toBe('lt11');
    expect(ofShare(withheld(persons(0), 'lt11'), persons(220)).reason).toBe('at_most_5');
    expect(ofShare(few, withheld(persons(220), 'dominated')).reason).toBe('lt11');
    // Eleven were carried under eleven by noise: 5 % is not known to be true.
    expect(ofShare(withheld(persons(12), 'lt11'), persons(220)).reason).toBe('lt11');
  });

  it('tells a bound only where it is true of what is expanded', () => {
    const heavy = withheld(persons(10, 100), 'lt11');
    expect(ofShare(heavy, persons(220, 220)).reason).toBe('lt11');
    expect(ofShare(persons(210, 210), persons(220, 310)).reason).toBe('lt11');
  });

  it('of documents says nothing of few contributors, and hides a complement of few documents', () => {
    const few = withheld({ ...docs(900), n: 8, persons: 8 }, 'lt11');
    expect(protectMeasure(rate, few, docs(3_000), 'complete').reason).toBe('lt11');
    expect(protectMeasure(rate, docs(2_990), docs(3_000), 'complete').reason).toBe('at_least_95');
    expect(protectMeasure(rate, docs(2_989), docs(3_000), 'complete').value).toBe(99.6);
  });

  it('hides few persons in a mixed cell, and not the public number of structures', () => {
    const mixed = (sum: number, own: number) => told('actors', sum, sum, own);
    const of = (numerator: ProtectedPart, denominator: ProtectedPart) =>
      protectMeasure(measure('equipment.rate'), numerator, denominator, 'complete').reason;
    expect(of(mixed(300, 295), mixed(400, 300))).toBe('lt11');
    expect(of(mixed(300, 200), mixed(400, 300))).toBe('ok');
    expect(of(mixed(390, 0), mixed(400, 0))).toBe('ok');
    expect(of(mixed(400, 0), mixed(400, 0))).toBe('ok');
  });

  it('never reads 0 nor 100 %', () => {
    const noisy = (sum: number, value: number) => ({ ...docs(sum), value });
    const of = (numerator: ProtectedPart, denominator: ProtectedPart) =>
      protectMeasure(rate, numerator, denominator, 'complete');
    expect(of(noisy(4_900, 5_050), noisy(5_000, 5_000))).toMatchObject({
      value: null,
      reason: 'at_least_95',
    });
    expect(of(noisy(4_980, 4_999), noisy(5_000, 5_000)).reason).toBe('at_least_95');
    expect(of(noisy(11, 11), noisy(30_000, 30_000)).reason).toBe('at_most_5');
  });
});
