/** By how many months one curve follows another. */
export type Lag =
  /** Months since the other curve had the value of this one; below one is `same`. */
  | { kind: 'behind' | 'ahead'; months: number }
  | { kind: 'same' }
  /** The curve behind had that value before both are known: at least so many months. */
  | { kind: 'behind_at_least' | 'ahead_at_least'; months: number }
  | { kind: 'unknown' };

/** Values of a curve month by month, oldest first; null where none is published. */
export type Curve = readonly (number | null)[];

/** Half a month is the nearest that a monthly curve tells. */
const half = 0.5;

/**
 * The lag of a curve behind another in the last of the months that both cover. The curve that is
 * ahead had the value of the one behind at a point between two months, found by linear
 * interpolation between the last month at or under that value and the month after it; the lag is
 * the time since. A hidden month between makes it unknown: where the value was crossed cannot be
 * said.
 *
 * Formula: the horizontal distance of two curves at the lower of their last values ("S-time
 * distance", P. Sicherl, Social Indicators Research 2004), looked for backwards so that curves which
 * fall for a while have one answer.
 *
 * @throws Error where the two do not cover the same months
 */
export function lagOf(own: Curve, other: Curve): Lag {
  if (own.length !== other.length) throw new Error('the two curves cover other months');
  const [mine = null, theirs = null] = [own.at(-1), other.at(-1)];
  if (mine === null || theirs === null) return { kind: 'unknown' };
  if (mine === theirs) return { kind: 'same' };
  const behind = mine < theirs;
  const since = monthsSince(behind ? other : own, Math.min(mine, theirs));
  if (since === null) return { kind: 'unknown' };
  if (!since.crossed) {
    return { kind: behind ? 'behind_at_least' : 'ahead_at_least', months: since.months };
  }
  if (since.months < half) return { kind: 'same' };
  const months = Math.round(since.months);
  return { kind: behind ? 'behind' : 'ahead', months };
}

/** Months since a curve last was at or under a value. */
function monthsSince(curve: Curve, value: number): { months: number; crossed: boolean } | null {
  let after: number | null = null;
  for (const [distance, there] of curve.toReversed().entries()) {
    if (there === null) return null;
    if (there <= value) {
      const rise = after === null ? 0 : after - there;
      return { months: distance - (rise === 0 ? 0 : (value - there) / rise), crossed: true };
    }
    after = there;
  }
  return { months: curve.length - 1, crossed: false };
}
