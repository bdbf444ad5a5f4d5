import { describe, expect, it } from 'vitest';
import { problemOf } from '../../problems/problem.js';
import { TooManyRowsError } from '../../problems/request-errors.js';
import { readPeriod } from './period.js';
import { refuseBeyond } from './row-limit.js';

const edition = { data_through_month: '2026-02' };

function refusal(rows: number, most?: number): TooManyRowsError | null {
  try {
    refuseBeyond(rows, edition, most);
    return null;
  } catch (error) {
    if (error instanceof TooManyRowsError) return error;
    throw error;
  }
}

describe('an answer of more rows than one may have', () => {
  it('is refused, with periods to ask for instead', () => {
    expect(refusal(10, 10)).toBeNull();
    const problem = problemOf(refusal(11, 10)!, 'en');
    expect(problem).toMatchObject({ code: 'too_many_rows', status: 400, field: 'period' });
    expect(problem.detail).toContain('11 rows, more than the 10');
    expect(problem.allowed).toEqual(['2025-03..2026-02', '2026-02']);
    for (const period of problem.allowed!) expect(readPeriod(period, null).grain).toBe('month');
  });

  it('has more rows than any sheet or less than a million', () => {
    expect(refusal(1_000_000)).toBeNull();
    expect(refusal(1_000_001)).not.toBeNull();
  });
});
