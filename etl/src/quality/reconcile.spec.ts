import { describe, expect, it } from 'vitest';
import { reconcile, type PartBooks, type Sum } from './reconcile.js';

const sum = (rows: number, total = rows * 10, submitter = 'v', period = '2026-09'): Sum => ({
  period,
  submitter,
  rows,
  total,
});
const books = (given: Partial<PartBooks>): PartBooks => ({
  stream: 'documents',
  month: '2026-09',
  standing: [],
  submitted: [],
  held: [],
  heldOfNobody: 0,
  lateRows: 0,
  ...given,
});
const outcomes = (given: Partial<PartBooks>): string[] =>
  reconcile(books(given)).map(({ submitter, outcome, detail = '' }) =>
    `${submitter || 'all'} ${outcome} ${detail}`.trimEnd(),
  );

describe('reconciliation', () => {
  it('passes where rows and totals are those submitted, submitter by submitter', () => {
    expect(
      reconcile(books({ standing: [sum(3), sum(5, 7, 'w')], submitted: [sum(5, 7, 'w'), sum(3)] })),
    ).toEqual([
      {
        name: 'reconciliation',
        stream: 'documents',
        period: '2026-09',
        submitter: '',
        outcome: 'pass',
        observed: 8,
        expected: 8,
      },
    ]);
  });

  it('passes an empty submission of which nothing stands', () => {
    expect(outcomes({ submitted: [sum(0)] })).toEqual(['all pass']);
  });

  it.each([
    ['rows that lack', sum(2), '1 rows are missing: nothing explains it'],
    ['rows too many', sum(4), '1 rows too many: nothing explains it'],
    ['another total', sum(3, 31), 'the total differs by -1: nothing explains it'],
  ])('fails on %s', (_, standing, detail) => {
    expect(outcomes({ standing: [standing], submitted: [sum(3)] })).toEqual([
      'all fail',
      `v fail ${detail}`,
    ]);
  });

  it('fails when one gains what another loses, though the whole balances', () => {
    const found = outcomes({
      standing: [sum(4), sum(2, 20, 'w')],
      submitted: [sum(3), sum(3, 30, 'w')],
    });
    expect(found.filter((line) => line.includes('fail'))).toHaveLength(3);
  });

  it('warns where as many rows are held in quarantine, and fails on one more', () => {
    const held = [{ period: '2026-09', submitter: 'v', rows: 2 }];
    expect(outcomes({ standing: [sum(8)], submitted: [sum(10)], held })[0]).toBe('all warn');
    expect(outcomes({ standing: [sum(7)], submitted: [sum(10)], held })[0]).toBe('all fail');
  });

  it('warns where the total differs and a correction is held', () => {
    const held = [{ period: '2026-09', submitter: 'v', rows: 1 }];
    expect(outcomes({ standing: [sum(3, 29)], submitted: [sum(3)], held })[0]).toBe('all warn');
  });

  it('lets rows that do not tell whose they are explain as many in all, not for each', () => {
    const given = {
      standing: [sum(9), sum(8, 80, 'w')],
      submitted: [sum(10), sum(10, 100, 'w')],
    };
    expect(outcomes({ ...given, heldOfNobody: 3 })[0]).toBe('all warn');
    expect(outcomes({ ...given, heldOfNobody: 2 })[0]).toBe('all fail');
  });

  it('warns where rows came or went after the close, which no submission speaks of', () => {
    const submitted = [sum(10)];
    expect(outcomes({ standing: [sum(11)], submitted, lateRows: 1 })[0]).toBe('all warn');
    expect(outcomes({ standing: [sum(9)], submitted, lateRows: 1 })[0]).toBe('all warn');
    expect(outcomes({ standing: [sum(12)], submitted, lateRows: 1 })[0]).toBe('all fail');
  });

  it('holds nothing against a submitter whose submission is not there', () => {
    expect(outcomes({ standing: [sum(3), sum(5, 50, 'w')], submitted: [sum(3)] })).toEqual([
      'all pass',
    ]);
  });
});
