import { formatPeriod } from '../format/date.ts';
import { medianAt, quartilesAt } from './band.tooltip.ts';
import type { BandChart, LineChart, TrendMark } from './chart-spec.ts';
import { shownAt } from './tooltip.ts';

/** A point of a chart: which of its curves, and which month. */
export interface PointAt {
  line: number;
  index: number;
}

/** A curve as the keyboard walks along it. */
export interface PointLine {
  /** Id of the series that draws it. */
  series: string;
  name: string;
  values: readonly (number | null)[];
  /** What a month holds, in words. */
  said: (index: number) => string;
}

export function pointLines(spec: LineChart): PointLine[] {
  if (spec.kind === 'band') return spec.panels.flatMap((panel) => bandLines(spec, panel));
  return spec.lines.map((each) => ({
    series: each.id,
    name: each.name,
    values: each.values,
    said: (index) => shownAt(each, index, spec),
  }));
}

function bandLines(spec: BandChart, panel: BandChart['panels'][number]): PointLine[] {
  const { own } = panel;
  const median: PointLine = {
    series: panel.id,
    name: `${panel.name}, ${spec.words.median.toLowerCase()}`,
    values: panel.median,
    said: (index) => {
      const quartiles = quartilesAt(panel, index, spec);
      const words =
        quartiles === null ? '' : ` (${spec.words.quartiles.toLowerCase()} ${quartiles})`;
      return `${medianAt(panel, index, spec)}${words}`;
    },
  };
  if (own === undefined) return [median];
  return [
    median,
    {
      series: `${panel.id}|own`,
      name: own.name,
      values: own.values,
      said: (index) => shownAt({ ...own, holes: {} }, index, spec),
    },
  ];
}

/** Where the keyboard enters a chart: its own entity, at the last month that will not change. */
export function firstPoint(spec: LineChart): PointAt {
  const lines = pointLines(spec);
  const own = spec.kind === 'band' ? 0 : spec.lines.findLastIndex(({ role }) => role !== 'other');
  const end = spec.provisionalFrom ?? spec.months.length;
  const index = Math.max((end > 0 ? end : spec.months.length) - 1, 0);
  return { line: Math.min(Math.max(own, 0), Math.max(lines.length - 1, 0)), index };
}

/** The point that a key leads to, or null for a key that means nothing here. */
export function pointAfter(spec: LineChart, from: PointAt, key: string): PointAt | null {
  const last = spec.months.length - 1;
  const along = (index: number): PointAt => ({
    ...from,
    index: Math.min(Math.max(index, 0), last),
  });
  switch (key) {
    case 'ArrowLeft':
      return along(from.index - 1);
    case 'ArrowRight':
      return along(from.index + 1);
    case 'Home':
      return along(0);
    case 'End':
      return along(last);
    case 'PageUp':
      return along(from.index - 12);
    case 'PageDown':
      return along(from.index + 12);
    case 'ArrowUp':
      return across(spec, from, -1);
    case 'ArrowDown':
      return across(spec, from, 1);
    default:
      return null;
  }
}

/** The next curve down or up, as the eye finds them in that month; those with a hole come last. */
function across(spec: LineChart, from: PointAt, step: 1 | -1): PointAt {
  const lines = pointLines(spec);
  const order = lines.map((_, index) => index);
  if (spec.kind !== 'band') {
    const value = (line: number): number => lines[line]?.values[from.index] ?? -Infinity;
    order.sort((a, b) => (value(a) === value(b) ? a - b : value(b) - value(a)));
  }
  const at = order.indexOf(from.line) + step;
  return { ...from, line: order[Math.min(Math.max(at, 0), order.length - 1)] ?? from.line };
}

/** What is said of a point: curve, month, value or reason, whether it may change, what happened. */
export function pointWords(spec: LineChart, { line, index }: PointAt): string {
  const each = pointLines(spec)[line];
  const month = spec.months[index];
  if (each === undefined || month === undefined) return '';
  const marks: TrendMark[] =
    spec.kind === 'trend' ? spec.marks.filter((mark) => mark.month === month) : [];
  const provisional = spec.provisionalFrom !== null && index >= spec.provisionalFrom;
  const colon = spec.locale === 'fr' ? '\u00a0:' : ':';
  return [
    `${each.name}, ${formatPeriod(month, spec.locale)}${colon} ${each.said(index)}`,
    ...(provisional ? [spec.words.provisional.toLowerCase()] : []),
    ...marks.map(({ label }) => label),
  ].join(', ');
}
