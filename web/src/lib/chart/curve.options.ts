import type { AdoptionLine } from './adoption.chart.ts';
import type { EndLabel } from './adoption.labels.ts';
import { point } from './months.options.ts';
import { color, line, text } from './theme.ts';

/** One curve in the looks of its role. */
export function curve(each: Pick<AdoptionLine, 'id' | 'name' | 'role' | 'values'>) {
  const style = line[each.role];
  return {
    type: 'line',
    id: each.id,
    name: each.name,
    z: style.z,
    data: each.values.map((value, index) => point(each.values, value, index)),
    connectNulls: false,
    showSymbol: true,
    symbol: 'none',
    triggerEvent: true,
    itemStyle: { color: style.color },
    lineStyle: {
      color: style.color,
      width: style.width,
      join: 'round',
      ...('dash' in style ? { type: [...style.dash] } : {}),
    },
    // The pointer rests on a month, not on a line: no line stands out for it.
    emphasis: { disabled: true },
  };
}

/** The name and value where a curve ends. */
export function endLabel(each: Pick<AdoptionLine, 'role'>, label: EndLabel | undefined) {
  if (label === undefined) return { show: false };
  const bold = each.role !== 'other';
  return {
    show: true,
    distance: 8,
    offset: [label.along, label.shift],
    formatter: label.text,
    color: bold ? line[each.role].color : color.muted,
    fontFamily: text.label.fontFamily,
    fontSize: bold ? 13 : 12,
    fontWeight: bold ? 'bold' : 'normal',
    lineHeight: 16,
  };
}
