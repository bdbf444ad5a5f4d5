import { element } from '../chart/markup.ts';
import { fillOf, patternDefinitions, patternOf } from '../chart/patterns.ts';

/**
 * A sample of how charts fill a state of a cell. Drawn on the server: the patterns come with the
 * library of the charts, which a page of definitions need not load.
 */
export function stateSwatch(state: string): string {
  const prefix = `etat-${state.replaceAll('_', '-')}`;
  const name = patternOf(state);
  const fill =
    state === 'ok'
      ? 'var(--accent)'
      : state === 'structural_zero'
        ? 'var(--chart-surface)'
        : fillOf(name, prefix);
  const valued = state === 'ok' || state === 'structural_zero';
  const box = { x: 0.5, y: 0.5, width: 47, height: 23, fill, stroke: 'var(--muted)' };
  return element(
    'svg',
    { viewBox: '0 0 48 24', width: 48, height: 24, 'aria-hidden': 'true' },
    valued ? '' : patternDefinitions([name], prefix),
    element('rect', box),
  );
}
