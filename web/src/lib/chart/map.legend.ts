import { formatValue } from '../format/number.ts';
import type { MapLook } from './map.look.ts';
import { element, label } from './markup.ts';
import { fillOf, patternOf, type PatternName } from './patterns.ts';
import { wrapped } from './text.ts';
import { color } from './theme.ts';

const row = 20;
const line = 15;

/** Classes with their limits, then one line for each state on the map, in its own words. */
export function mapLegend(
  { chart, prefix, limits, colors }: MapLook,
  x: number,
  y: number,
  width: number,
): { svg: string; height: number } {
  const shown = (value: number): string => formatValue(value, chart.unit, chart.locale);
  const classes = colors
    .map((name, index) => ({ name, from: limits[index], to: limits[index + 1] }))
    .filter(({ from }) => from !== undefined)
    .map(({ name, from = 0, to = 0 }) => ({
      fill: color[name],
      text: from === to ? shown(from) : `${shown(from)} – ${shown(to)}`,
    }));
  const entries = [
    ...classes,
    ...statesOf(chart.areas).map(({ pattern, words }) => ({
      fill: fillOf(pattern, prefix),
      text: words,
    })),
    ...(chart.areas.some((area) => area.provisional === true && area.value !== null)
      ? [
          {
            fill: fillOf('provisional', prefix),
            text: chart.words.provisional,
            under: color.class4,
          },
        ]
      : []),
  ];
  const parts: string[] = [];
  let top = y;
  for (const heading of wrapped(chart.words.legend, width, 13, { bold: true, most: 3 })) {
    parts.push(label(heading, x, top + 12, { size: 13, bold: true }));
    top += line + 2;
  }
  top += 4;
  for (const entry of entries) {
    const swatch = (fill: string): string =>
      element('rect', {
        x: x + 0.5,
        y: top + 0.5,
        width: 24,
        height: 14,
        fill,
        stroke: color.muted,
        'stroke-width': 0.5,
      });
    if ('under' in entry) parts.push(swatch(entry.under));
    parts.push(swatch(entry.fill));
    const texts = wrapped(entry.text, width - 34, 12, { most: 3 });
    texts.forEach((text, index) => {
      parts.push(label(text, x + 33, top + 12 + index * line, { size: 12 }));
    });
    top += row + (texts.length - 1) * line;
  }
  return { svg: parts.join(''), height: top - y };
}

/** Each pattern once, with the words of all states that share it. */
function statesOf(areas: MapLook['chart']['areas']): { pattern: PatternName; words: string }[] {
  const words = new Map<PatternName, Set<string>>();
  for (const { value, state, stateLabel } of areas) {
    if (value !== null) continue;
    const pattern = patternOf(state);
    words.set(pattern, (words.get(pattern) ?? new Set()).add(stateLabel));
  }
  return [...words].map(([pattern, labels]) => ({ pattern, words: [...labels].join(', ') }));
}
