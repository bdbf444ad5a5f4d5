import { describe, expect, it } from 'vitest';
import { InvalidPeriodError } from '../../problems/request-errors.js';
import { monthsOf, readPeriod } from './period.js';

const read = (text?: string) => readPeriod(text, '2026-10');

describe('a period', () => {
  it.each([
    [undefined, { grain: 'month', from: null, to: null }],
    ['2026-10', { grain: 'month', from: '2026-10', to: '2026-10' }],
    ['2024-01..2026-10', { grain: 'month', from: '2024-01', to: '2026-10' }],
    ['2024-01..', { grain: 'month', from: '2024-01', to: null }],
    ['..2026-10', { grain: 'month', from: null, to: '2026-10' }],
    ['2024-02-29', { grain: 'day', from: '2024-02-29', to: '2024-02-29' }],
    ['2026-10-01..', { grain: 'day', from: '2026-10-01', to: null }],
  ] as const)('%s is understood', (text, period) => {
    expect(read(text)).toEqual(period);
  });

  it.each([
    '',
    '..',
    '2026',
    '2026-13',
    '2026-02-29',
    '2026-1',
    ' 2026-10',
    '2026-10..2026-01',
    '2026-10..2026-10-31',
    '2026-10..2026-11..2026-12',
    '2026-10...2026-11',
  ])('“%s” is refused, with periods that would do', (text) => {
    let refusal: unknown;
    try {
      read(text);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(InvalidPeriodError);
    const { allowed = [] } = refusal as InvalidPeriodError;
    expect(allowed[0]).toBe('2026-10');
    for (const period of allowed) expect(() => read(period)).not.toThrow();
  });

  it('of days has months', () => {
    expect(monthsOf(read('2026-09-30..2026-10-02'))).toBe('2026-09..2026-10');
    expect(monthsOf(read('2026-10-02'))).toBe('2026-10');
    expect(monthsOf(read('..2026-10-02'))).toBe('..2026-10');
  });
});
