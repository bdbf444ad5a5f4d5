import { formatPeriod } from '../format/date.ts';
import { formatValue } from '../format/number.ts';
import type { MonthsFrame } from './chart-spec.ts';

/** Names come from the data: they are text, never markup. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The month under the pointer, as an index, from what the library hands over; −1 outside. */
export function monthIndex(points: unknown): number {
  const first: unknown = Array.isArray(points) ? points[0] : points;
  if (typeof first !== 'object' || first === null || !('dataIndex' in first)) return -1;
  return typeof first.dataIndex === 'number' ? first.dataIndex : -1;
}

export function row(role: string, name: string, value: string): string {
  return `<div class="${role}"><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`;
}

/** Value of a month, or why there is none. */
export function shownAt(
  each: { values: readonly (number | null)[]; holes: Record<number, string> },
  index: number,
  chart: MonthsFrame,
): string {
  const value = each.values[index] ?? null;
  if (value !== null) return formatValue(value, chart.unit, chart.locale);
  return each.holes[index] ?? '–';
}

/** The month, whether it may still change, then the rows. */
export function monthBox(
  chart: MonthsFrame & { words: { provisional: string } },
  index: number,
  rows: readonly string[],
): string {
  const month = chart.months[index];
  if (month === undefined) return '';
  const provisional = chart.provisionalFrom !== null && index >= chart.provisionalFrom;
  const note = provisional ? ` <em>${escapeHtml(chart.words.provisional)}</em>` : '';
  const title = escapeHtml(formatPeriod(month, chart.locale));
  return `<strong>${title}</strong>${note}<dl>${rows.join('')}</dl>`;
}
