import type { Cell } from '@vigie/contract';
import { addMonths } from '../format/date.ts';

/** What the last quarter says of a count, `unknown` where it cannot be calculated. */
export type Trend = 'up' | 'down' | 'flat' | 'unknown';

export interface TrendTest {
  trend: Trend;
  /** Sums of the three months up to the month looked at, and of the three before; null if hidden. */
  recent: number | null;
  before: number | null;
}

/** Two-sided, one chance in a hundred that a steady count is called rising or falling. */
const critical = 2.576;

/**
 * Compares the three months that end with `month` with the three before. Reports that come one by
 * one vary like a Poisson count, and each observed one stands for `factor` reports, so that the
 * difference of two sums has the variance `factor × (recent + before)`. A provisional or hidden
 * month makes the answer unknown: it would show the delay of the data, not a change.
 */
export function trendOf(
  line: ReadonlyMap<string, Cell> | undefined,
  month: string,
  factor: number,
): TrendTest {
  const recent = quarter(line, month);
  const before = quarter(line, addMonths(month, -3));
  if (recent === null || before === null) return { trend: 'unknown', recent, before };
  const spread = Math.sqrt(Math.max(1, factor) * (recent + before));
  const score = spread === 0 ? 0 : (recent - before) / spread;
  const trend = Math.abs(score) < critical ? 'flat' : score > 0 ? 'up' : 'down';
  return { trend, recent, before };
}

function quarter(line: ReadonlyMap<string, Cell> | undefined, last: string): number | null {
  let sum = 0;
  for (const back of [0, 1, 2]) {
    const cell = line?.get(addMonths(last, -back));
    if (cell === undefined || cell.value === null || cell.provisional) return null;
    sum += cell.value;
  }
  return sum;
}
