import type { Part } from '@vigie/seeds/catalogue';
import type { CellKey } from './cell-key.js';
import { noisyValue } from './cell-noise.js';
import { together, type Portions } from './exact-cell.js';
import { familyOf } from './family.js';
import type { Mask, Reason } from './reason.js';
import { unitReason } from './unit-rules.js';

/** One part of one cell, protected. */
export interface ProtectedPart {
  readonly kind: Part['kind'];
  readonly reason: Reason;
  /** The noisy raw value; null unless the reason is `ok`. */
  readonly raw: number | null;
  /** What leaves: the noisy value expanded, whole; null unless the reason is `ok`. */
  readonly value: number | null;
  /** Exact, for the thresholds of ratios: these never leave. Persons are some of the contributors. */
  readonly n: number;
  readonly persons: number;
  readonly sum: number;
  readonly expanded: number;
}

/**
 * Decides what may leave of one part of one cell.
 * @param portions exact cells by disclosure unit, see {@link Portions}
 * @param mask what the rules on vendors found; contributors' own rules come before it
 * @param column the one column that a cell of a wide part is made of, where its cuboid crosses them
 */
export function protectPart(
  part: Part,
  portions: Portions,
  key: CellKey,
  mask?: Mask,
  column?: string,
): ProtectedPart {
  const { n, sum, expanded } = together(portions);
  const exact = { kind: part.kind, n, persons: portions.person?.n ?? 0, sum, expanded };
  const withheld = (reason: Reason): ProtectedPart => ({
    reason,
    raw: null,
    value: null,
    ...exact,
  });
  if (portions.none) return { reason: 'ok', raw: sum, value: Math.round(expanded), ...exact };
  const reason = unitReason(part.kind, portions);
  if (reason !== 'ok') return withheld(reason);
  if (mask) return withheld(mask);
  const raw = noisyValue(part, familyOf(part, column), portions, key);
  if (raw === null) return withheld('lt11');
  return { reason: 'ok', raw, value: Math.round((raw * expanded) / sum), ...exact };
}
