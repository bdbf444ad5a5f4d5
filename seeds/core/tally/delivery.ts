import { rates } from '../calibration/calibration.js';
import { hash, uniform } from '../random/hash.js';

const { delivery } = rates;

/**
 * Days between a vendor's day and its sending: 0 but for rare delays. At most 4, as an actor's
 * own delay is at most 9 and what follows at most 7: the last day of a month is then wholly
 * emitted when the month closes, on the 20th.
 */
export function vendorDelay(key: number, vendor: number, day: number): number {
  if (uniform(key, vendor, day) >= delivery.vendor_late) return 0;
  return 1 + (hash(key, vendor, day, 1) % delivery.vendor_late_days);
}

export interface Fate {
  /** Days after the vendor's sending. */
  readonly late: number;
  /** Days from the first emission to the revision that corrects it, 0 = none. */
  readonly corrected: number;
  /** Days from the first emission to its repetition, 0 = none. */
  readonly redelivered: number;
}

const PLAIN: Fate = { late: 0, corrected: 0, redelivered: 0 };

/** What happens to a row on its way; one draw decides, so that fates exclude each other. */
export function fateOf(key: number, id: number, day: number, salt: number): Fate {
  const draw = uniform(key, id, day, salt);
  const more = (days: number): number => 1 + (hash(~key, id, day, salt) % days);
  const { late, corrected, redelivered } = delivery;
  if (draw < late) return { ...PLAIN, late: more(delivery.late_days) };
  if (draw < late + corrected) return { ...PLAIN, corrected: more(delivery.corrected_days) };
  if (draw < late + corrected + redelivered) {
    return { ...PLAIN, redelivered: more(delivery.redelivered_days) };
  }
  return PLAIN;
}

/** Offset, among an entry's days, of a row sent by mistake and withdrawn later, or -1. */
export function phantomDay(
  key: number,
  id: number,
  month: number,
  salt: number,
  days: number,
): number {
  const draw = uniform(key, id, -month, salt) / (delivery.phantom * days);
  return draw < 1 ? Math.floor(draw * days) : -1;
}

/** Days after which it is withdrawn, at most 6. */
export function phantomLife(key: number, id: number, month: number, salt: number): number {
  return 1 + (hash(~key, id, -month, salt) % 6);
}
