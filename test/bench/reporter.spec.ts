import { describe, expect, it } from 'vitest';
import { Reporter, type Measurement } from './reporter.js';

const first: Measurement = { name: 'first page', value: 12.34567, unit: 's', bar: { atMost: 20 } };
const rate: Measurement = { name: 'ingestion', value: 0.2, unit: 'ratio', bar: { atLeast: 0.5 } };
const size: Measurement = { name: 'rows', value: 7, unit: 'rows' };

function report(json: boolean, measurements: Measurement[]): { lines: string[]; good: boolean } {
  const lines: string[] = [];
  const reporter = new Reporter(json, (line) => lines.push(line));
  for (const measurement of measurements) reporter.add(measurement);
  return { good: reporter.finish(), lines };
}

describe('the reporter of measuring commands', () => {
  it('prints an aligned table for people', () => {
    expect(report(false, [first, rate, size]).lines).toEqual([
      'measure     value  unit   bar',
      'first page  12.35  s      ≤ 20   holds',
      'ingestion     0.2  ratio  ≥ 0.5  BROKEN',
      'rows            7  rows',
    ]);
  });

  it('prints one object a line for scripts', () => {
    expect(report(true, [first, size]).lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { name: 'first page', value: 12.35, unit: 's', bar: 20, holds: true },
      { name: 'rows', value: 7, unit: 'rows' },
    ]);
  });

  it('tells whether every bar holds', () => {
    expect(report(true, [first, size]).good).toBe(true);
    expect(report(true, [first, rate]).good).toBe(false);
  });
});
