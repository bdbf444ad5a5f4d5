import { describe, expect, it } from 'vitest';
import { countsOf, heldBackOf } from './ledger-checks.js';
import type { LedgerBalance } from './ledger-balance.query.js';

const balance = (given: Partial<LedgerBalance> = {}): LedgerBalance => ({
  stream: 'documents',
  received: 1000,
  applied: 1000,
  quarantined: 0,
  held: 0,
  unknown: 0,
  unbalanced: 0,
  standing: null,
  ...given,
});

describe('the counts of a month', () => {
  it('pass where the ledger adds up and quarantine holds what it says', () => {
    expect(countsOf('2026-09', balance({ applied: 990, quarantined: 10, held: 10 }))).toMatchObject(
      { outcome: 'pass', observed: 990, expected: 1000 },
    );
  });

  it.each([
    ['a line does not add up', { unbalanced: 1 }, /1 lines of the ledger do not add up/],
    ['quarantine holds fewer', { quarantined: 2, held: 1 }, /1 rows are held, the ledger says 2/],
    ['more stands than was applied', { standing: 1001 }, /1001 rows stand.*applied 1000/],
  ])('fail where %s', (_, given, detail) => {
    const found = countsOf('2026-09', balance(given));
    expect(found.outcome).toBe('fail');
    expect(found.detail).toMatch(detail);
  });
});

describe('rows that are held', () => {
  it('are told of, and hold a month back beyond a share and a number', () => {
    const outcomes = (given: Partial<LedgerBalance>) =>
      heldBackOf('2026-09', balance(given)).map(({ name, outcome }) => `${name} ${outcome}`);
    expect(outcomes({})).toEqual([]);
    expect(outcomes({ held: 50, unknown: 3 })).toEqual(['quarantined warn', 'referential warn']);
    expect(outcomes({ held: 51, unknown: 51 })).toEqual(['quarantined fail', 'referential fail']);
    expect(outcomes({ received: 20, held: 19 })).toEqual(['quarantined warn']);
  });
});
