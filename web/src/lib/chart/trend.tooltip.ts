import type { TrendChart } from './chart-spec.ts';
import { escapeHtml, monthBox, monthIndex, row, shownAt } from './tooltip.ts';

/** The month under the pointer: each line, then what happened in it. */
export function trendTooltip(chart: TrendChart, points: unknown): string {
  const index = monthIndex(points);
  const rows = chart.lines.map((each) => row(each.role, each.name, shownAt(each, index, chart)));
  const box = monthBox(chart, index, rows);
  const marks = chart.marks.filter(({ month }) => month === chart.months[index]);
  if (box === '' || marks.length === 0) return box;
  return `${box}<ul>${marks.map(({ label }) => `<li>${escapeHtml(label)}</li>`).join('')}</ul>`;
}
