import { monthsBetween } from '../format/date.ts';

/** By how many months one curve follows another. */
export type Lag =
  /** Months since the other curve had the value of this one; below one is `same`. */
  | { kind: 'behind' | 'ahead'; months: number }
  | { kind: 'same' }
  /** The curve behind had that value before both are known: at least so many months. */
  | { kind: 'behind_at_least' | 'ahead_at_least'; months: number }
  | { kind: 'unknown' };

/** Value of a curve by month; null or absent where it is not published. */
export type Values = (month: string) => number | null;

/** Half a month is the nearest that a monthly curve tells. */
const half = 0.5;

/**
 * The lag of a curve behind another at a month. The curve that is ahead had the value of the one
 * behind at a point between two months, found by linear interpolation between the last month at
 * or under that value and the month after it; the lag is the time since. A hidden month between
 * makes it unknown: where the value was crossed cannot be said.
 */
export function lagOf(own: Values, other: Values, first: string, month: string): Lag {
  const [mine, theirs] = [own(month), other(month)];
  if (mine === null || theirs === null) return { kind: 'unknown' };
  if (mine === theirs) return { kind: 'same' };
  const behind = mine < theirs;
  const since = monthsSince(behind ? other : own, Math.min(mine, theirs), first, month);
  if (since === null) return { kind: 'unknown' };
  if (!since.crossed) {
    return { kind: behind ? 'behind_at_least' : 'ahead_at_least', months: since.months };
  }
  if (since.months < half) return { kind: 'same' };
  const months = Math.max(1, Math.round(since.months));
  return { kind: behind ? 'behind' : 'ahead', months };
}

/** Months since a curve last was at or under a value. */
function monthsSince(
  curve: Values,
  value: number,
  first: string,
  month: string,
): { months: number; crossed: boolean } | null {
  const back = monthsBetween(first, month).reverse();
  let after: number | null = null;
  for (const [distance, one] of back.entries()) {
    const there = curve(one);
    if (there === null) return null;
    if (there <= value) {
      const rise = after === null ? 0 : after - there;
      return { months: distance - (rise === 0 ? 0 : (value - there) / rise), crossed: true };
    }
    after = there;
  }
  return { months: back.length - 1, crossed: false };
}
