import { color } from './theme.ts';

type Values = readonly (number | null)[];

/**
 * The area between two curves: two stacked lines without a stroke, filled where both have a value.
 * @param opacity below 1 where other curves run through it
 */
export function range(id: string, low: Values, high: Values, opacity = 1) {
  const base = low.map((value, at) => ((high[at] ?? null) === null ? null : value));
  const spread = base.map((value, at) => (value === null ? null : (high[at] ?? value) - value));
  const hidden = {
    type: 'line',
    stack: id,
    symbol: 'none',
    silent: true,
    itemStyle: { color: color.range },
    lineStyle: { color: color.range, width: 0, opacity: 0 },
    emphasis: { disabled: true },
    connectNulls: false,
  };
  return [
    { ...hidden, id: `${id}|low`, data: base },
    { ...hidden, id: `${id}|spread`, data: spread, areaStyle: { color: color.range, opacity } },
  ];
}
