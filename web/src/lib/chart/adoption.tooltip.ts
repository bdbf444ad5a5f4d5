import { formatMonth } from '../format/date.ts';
import { formatValue } from '../format/number.ts';
import type { AdoptionChart, AdoptionLine } from './adoption.chart.ts';

/** Names come from the data: they are text, never markup. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The month under the pointer: bold lines first, then the ends of the range. */
export function adoptionTooltip(chart: AdoptionChart, points: unknown): string {
  const index = indexOf(points);
  const month = chart.months[index];
  if (month === undefined) return '';
  const provisional = chart.provisionalFrom !== null && index >= chart.provisionalFrom;
  const rows = chart.lines
    .filter((each) => each.role !== 'other')
    .map((each) => row(each.role, each.name, shown(each, index, chart)));
  const others = chart.lines
    .filter((each) => each.role === 'other' && (each.values[index] ?? null) !== null)
    .sort((a, b) => (b.values[index] ?? 0) - (a.values[index] ?? 0));
  const [highest, lowest] = [others[0], others.at(-1)];
  if (highest !== undefined && lowest !== undefined && highest !== lowest) {
    const { words } = chart;
    rows.push(row('other', `${words.highest} ${highest.name}`, shown(highest, index, chart)));
    rows.push(row('other', `${words.lowest} ${lowest.name}`, shown(lowest, index, chart)));
  }
  const note = provisional ? ` <em>${escapeHtml(chart.words.provisional)}</em>` : '';
  const title = escapeHtml(formatMonth(month, chart.locale));
  return `<strong>${title}</strong>${note}<dl>${rows.join('')}</dl>`;
}

function row(role: string, name: string, value: string): string {
  return `<div class="${role}"><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`;
}

function shown(each: AdoptionLine, index: number, chart: AdoptionChart): string {
  const value = each.values[index] ?? null;
  if (value !== null) return formatValue(value, chart.unit, chart.locale);
  return each.holes[index] ?? '–';
}

function indexOf(points: unknown): number {
  const first: unknown = Array.isArray(points) ? points[0] : points;
  if (typeof first !== 'object' || first === null || !('dataIndex' in first)) return -1;
  return typeof first.dataIndex === 'number' ? first.dataIndex : -1;
}
