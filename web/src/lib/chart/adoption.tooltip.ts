import type { AdoptionChart } from './adoption.chart.ts';
import { monthBox, monthIndex, row, shownAt } from './tooltip.ts';

/** The month under the pointer: bold lines first, then the ends of the range. */
export function adoptionTooltip(chart: AdoptionChart, points: unknown): string {
  const index = monthIndex(points);
  const rows = chart.lines
    .filter((each) => each.role !== 'other')
    .map((each) => row(each.role, each.name, shownAt(each, index, chart)));
  const others = chart.lines
    .filter((each) => each.role === 'other' && (each.values[index] ?? null) !== null)
    .sort((a, b) => (b.values[index] ?? 0) - (a.values[index] ?? 0));
  const [highest, lowest] = [others[0], others.at(-1)];
  if (highest !== undefined && lowest !== undefined && highest !== lowest) {
    const { words } = chart;
    rows.push(row('other', `${words.highest} ${highest.name}`, shownAt(highest, index, chart)));
    rows.push(row('other', `${words.lowest} ${lowest.name}`, shownAt(lowest, index, chart)));
  }
  return monthBox(chart, index, rows);
}
