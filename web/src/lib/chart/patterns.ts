import { element } from './markup.ts';
import { color } from './theme.ts';

/** States of a cell that look alike, because they say alike. */
export const patternNames = ['secret', 'missing', 'small', 'void'] as const;
export type PatternName = (typeof patternNames)[number];

const byState: Record<string, PatternName> = {
  lt11: 'secret',
  lt3: 'secret',
  dominated: 'secret',
  vendor_rule: 'secret',
  complement: 'secret',
  at_least_95: 'secret',
  at_most_5: 'secret',
  small_denominator: 'small',
  not_received: 'missing',
  not_expected: 'void',
  not_applicable: 'void',
};

/** The pattern of a state without a value; an unknown one is treated as not received. */
export const patternOf = (state: string): PatternName => byState[state] ?? 'missing';

const line = (d: string, width = 1.5): string =>
  element('path', { d, stroke: color.muted, 'stroke-width': width, fill: 'none' });

/** A tile of each pattern, of lines and dots: nothing is told by colour alone. */
const tiles: Record<PatternName, { size: number; marks: string }> = {
  secret: { size: 6, marks: line('M-1 1 1 -1M0 6 6 0M5 7 7 5') },
  missing: {
    size: 6,
    marks: element('circle', { cx: 3, cy: 3, r: 1.2, fill: color.muted }),
  },
  small: { size: 7, marks: line('M0 7 7 0M0 0 7 7', 1) },
  void: { size: 6, marks: line('M0 3H6', 1) },
};

/**
 * Definitions of the patterns that a drawing uses. Ids are shared by all drawings of a page, and a
 * pattern inside a drawing that is not displayed paints nothing: each drawing brings its own.
 */
export function patternDefinitions(
  names: Iterable<PatternName>,
  prefix: string,
  provisional = false,
): string {
  const all = [...new Set(names)].map((name) => {
    const { size, marks } = tiles[name];
    const ground = element('rect', { width: size, height: size, fill: color.surface });
    return pattern(`${prefix}-${name}`, size, ground + marks);
  });
  if (provisional) {
    // A light and a dark stripe side by side: one of them is seen on any class of a map.
    const stripe = (d: string, stroke: string, width: number): string =>
      element('path', { d, stroke, 'stroke-width': width, fill: 'none' });
    const marks =
      stripe('M-1 9 1 11M-1 -1 11 11M9 -1 11 1', color.surface, 2.2) +
      stripe('M0 -2 12 10M-2 8 2 12', color.text, 0.8);
    all.push(pattern(`${prefix}-provisional`, 10, marks));
  }
  return all.length === 0 ? '' : element('defs', {}, ...all);
}

function pattern(id: string, size: number, marks: string): string {
  return element(
    'pattern',
    { id, width: size, height: size, patternUnits: 'userSpaceOnUse' },
    marks,
  );
}

export const fillOf = (name: PatternName | 'provisional', prefix: string): string =>
  `url(#${prefix}-${name})`;
