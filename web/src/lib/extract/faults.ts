import type { Cuboid, Grain, Level, Span } from './choices.ts';
import { writePeriod, type Period, type PeriodAnswer } from './period.ts';

interface Given {
  /** Parameter of the address. */
  parameter: string;
  given: string;
}

/** What of an address could not be followed, with the nearest that can. */
export type Fault = Given &
  (
    | {
        kind:
          | 'unknown_parameter'
          | 'unknown_measure'
          | 'unknown_dimension'
          | 'two_levels'
          | 'unknown_territory'
          | 'unknown_value'
          | 'unknown_grain'
          | 'unknown_edition'
          | 'withdrawn_edition'
          | 'unreadable_period'
          | 'mixed_period'
          | 'backwards_period'
          | 'outside_period'
          | 'other_grain'
          | 'page_beyond';
        suggestion: string | null;
      }
    /** 84 is a region and a department: never guessed, always asked. */
    | { kind: 'bare_code'; suggestion: string | null; choices: string[] }
    | { kind: 'not_published'; measure: string; wanted: Cuboid; instead: Cuboid }
    | { kind: 'too_fine'; level: Level }
    | { kind: 'no_number' }
  );

type WrongPeriod =
  | Exclude<PeriodAnswer, { kind: 'period' }>
  | { kind: 'other_grain'; grain: Grain }
  | { kind: 'outside'; period: Period | null };

/** What is wrong with a period, and one that would do. */
export function periodFault(given: string, wrong: WrongPeriod, span: Span): Fault {
  const about = { parameter: 'period', given };
  const usual = writePeriod({ from: span.from, to: span.to });
  switch (wrong.kind) {
    case 'unreadable':
      return { ...about, kind: 'unreadable_period', suggestion: usual };
    case 'mixed':
      return { ...about, kind: 'mixed_period', suggestion: usual };
    case 'backwards':
      return { ...about, kind: 'backwards_period', suggestion: writePeriod(wrong.period) };
    case 'other_grain':
      return { ...about, kind: 'other_grain', suggestion: usual };
    case 'outside':
      return {
        ...about,
        kind: 'outside_period',
        suggestion: wrong.period === null ? usual : writePeriod(wrong.period),
      };
  }
}

/**
 * The query of the same address with the fault mended as suggested, or without the parameter where
 * nothing near it exists. Other values of a list are kept.
 */
export function mended(query: URLSearchParams, fault: Fault): URLSearchParams {
  const next = new URLSearchParams(query);
  next.delete('page');
  const suggestion = 'suggestion' in fault ? fault.suggestion : null;
  if (fault.kind === 'unknown_parameter') {
    const value = next.get(fault.parameter) ?? '';
    next.delete(fault.parameter);
    if (suggestion !== null && !next.has(suggestion)) next.set(suggestion, value);
    return next;
  }
  if (fault.kind === 'not_published') {
    next.set('split', [fault.instead.level, ...fault.instead.categories].join(','));
    for (const id of fault.wanted.categories) {
      if (!fault.instead.categories.includes(id)) next.delete(id);
    }
    if (fault.instead.grain !== fault.wanted.grain) {
      next.delete('period');
      next.delete('grain');
      if (fault.instead.grain === 'day') next.set('grain', 'day');
    }
    return next;
  }
  if (fault.kind === 'other_grain') next.delete('grain');
  if (fault.kind === 'other_grain' || fault.parameter === 'period') {
    if (suggestion === null) next.delete('period');
    else next.set('period', suggestion);
    return next;
  }
  const listed = (next.get(fault.parameter) ?? '').split(',').map((item) => item.trim());
  const kept = listed
    .map((item) => (item === fault.given ? (suggestion ?? '') : item))
    .filter((item) => item !== '');
  if (kept.length === 0) next.delete(fault.parameter);
  else next.set(fault.parameter, [...new Set(kept)].join(','));
  return next;
}
