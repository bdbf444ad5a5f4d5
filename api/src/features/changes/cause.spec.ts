import { changeCauses, secretStates } from '@vigie/contract';
import { reasonCodes } from '@vigie/seeds/catalogue';
import { describe, expect, it } from 'vitest';
import { causeOf, causes, type Difference } from './cause.js';

const side = (state: string, value: number | null = null): NonNullable<Difference['before']> => ({
  ...{ value, numerator: null, denominator: null, state },
  ...{ provisional: false, errata: false },
});
const difference = (change: Partial<Difference>): Difference => ({
  ...{ before: side('ok', 1_000), after: side('ok', 1_010), withdrawn: false },
  ...{ meaningBefore: 'v1', meaningAfter: 'v1' },
  ...change,
});

describe('the cause of a change', () => {
  it.each<[string, Partial<Difference>]>([
    ['source_revised', {}],
    ['source_revised', { before: side('not_received') }],
    ['source_revised', { after: { ...side('ok', 1_000), errata: true } }],
    ['protection_changed', { after: side('lt11') }],
    ['protection_changed', { before: side('vendor_rule') }],
    ['protection_changed', { before: side('lt11'), after: side('dominated') }],
    ['protection_changed', { before: side('not_received'), after: side('lt3') }],
    ['definition_changed', { meaningAfter: 'v2' }],
    ['definition_changed', { meaningAfter: 'v2', after: side('lt11') }],
    ['definition_changed', { after: null }],
    ['first_published', { before: null, meaningBefore: null }],
    ['withdrawn', { before: null, withdrawn: true }],
    ['withdrawn', { before: null, after: null, withdrawn: true }],
  ])('is %s for %o', (cause, change) => {
    expect(causeOf(difference(change))).toBe(cause);
  });

  it('is said in words, each once', () => {
    expect(causes.map(({ id }) => id)).toEqual([...changeCauses]);
  });
});

describe('a secret state', () => {
  it('is every reason by which someone is protected, and no other', () => {
    const open = ['ok', 'structural_zero', 'not_received', 'not_expected', 'not_applicable'];
    const secret = reasonCodes.map(({ id }) => id).filter((id) => !open.includes(id));
    expect([...secretStates]).toEqual(secret);
  });
});
