import { formatPeriod } from '../format/date.ts';
import type { ChartSize } from './adoption.chart.ts';
import { endLabels, mostOfWidth } from './adoption.labels.ts';
import type { TrendChart, TrendMark } from './chart-spec.ts';
import { axisRoom } from './months.options.ts';
import { axisFromZero } from './scale.ts';
import { shortened, widthOf, wrapped } from './text.ts';
import { narrowUnder } from './theme.ts';

const textSize = 12;
const markRow = 18;
const keyLine = 16;
/** More rows of labels than this, and they become numbers with a key under the chart. */
const mostRows = 6;
/** Pixels of a label: no longer than this, and cut at the edge only down to that. */
const mostRoom = 300;
const leastRoom = 130;

/** A mark where it stands: its label begins at its line, or ends there near the edge. */
export interface PlacedMark extends TrendMark {
  text: string;
  align: 'left' | 'right';
  /** 0 is the row next to the plot. */
  row: number;
}

export interface TrendLayout {
  narrow: boolean;
  plot: { left: number; right: number; top: number; bottom: number };
  axis: { max: number; step: number };
  marks: PlacedMark[];
  rows: number;
  /** Lines under the chart that say what the numbers are. */
  key: string[];
}

export function trendLayout(chart: TrendChart, size: ChartSize): TrendLayout {
  const narrow = size.width < narrowUnder;
  const axis = axisFromZero(
    Math.max(
      chart.target?.value ?? 0,
      ...chart.lines.flatMap((each) => each.values.map((value) => value ?? 0)),
    ),
  );
  const anywhere = { left: 0, right: 0, top: 0, bottom: 1, max: 1 };
  const { width } = endLabels(chart, size, anywhere);
  const plotLeft = axisRoom(chart, axis);
  const plotRight =
    size.width - Math.min(Math.round(width) + 16, Math.round(size.width * mostOfWidth));
  const across = (index: number): number =>
    plotLeft + ((plotRight - plotLeft) * index) / Math.max(chart.months.length - 1, 1);
  const { marks, key } = placedMarks(chart, across, size.width, narrow);
  const rows = Math.max(0, ...marks.map(({ row }) => row + 1));
  const unitRow = chart.unit === 'percent' ? 0 : 18;
  return {
    narrow,
    axis,
    marks,
    rows,
    key,
    plot: {
      left: plotLeft,
      right: plotRight,
      top: 16 + unitRow + rows * markRow,
      bottom: size.height - 50 - (key.length === 0 ? 0 : key.length * keyLine + 8),
    },
  };
}

/** Marks and key come on top of the usual height. */
export function trendHeight(chart: TrendChart, size: ChartSize): number {
  const { rows, key } = trendLayout(chart, size);
  const extra = rows * markRow + key.length * keyLine + (key.length === 0 ? 0 : 8);
  return size.height - 60 + extra;
}

function placedMarks(
  chart: TrendChart,
  across: (index: number) => number,
  width: number,
  narrow: boolean,
): { marks: PlacedMark[]; key: string[] } {
  const shown = chart.marks
    .filter(({ month }) => chart.months.includes(month))
    .sort((a, b) => a.month.localeCompare(b.month));
  const at = (mark: TrendMark): number => across(chart.months.indexOf(mark.month));
  if (!narrow) {
    const labels = shown.map((mark) => ({ ...mark, text: mark.label }));
    const marks = stacked(labels, at, width, above);
    if (marks.every(({ row }) => row < mostRows)) return { marks, key: [] };
  }
  // One number a month: what happened together shares it.
  const months = [...new Set(shown.map(({ month }) => month))];
  const numbered = months.map((month, index) => {
    const same = shown.filter((mark) => mark.month === month);
    const kind = same.some((mark) => mark.kind === 'lever')
      ? ('lever' as const)
      : ('milestone' as const);
    return {
      month,
      kind,
      label: same.map(({ label }) => label).join(' ; '),
      text: String(index + 1),
    };
  });
  const key = numbered.flatMap(({ month, label, text }) =>
    wrapped(
      `${text}  ${formatPeriod(month, chart.locale, 'short')} – ${label}`,
      width - 12,
      textSize,
    ),
  );
  return { marks: stacked(numbered, at, width, firstFree), key };
}

/**
 * Labels that begin at their mark, placed from the right: one that would reach into others goes
 * over all of them, so that no line crosses the text of another. Near the edge a label is cut,
 * and where even that is too little it ends at its mark.
 */
function stacked<Mark extends TrendMark & { text: string }>(
  marks: readonly Mark[],
  at: (mark: TrendMark) => number,
  width: number,
  over: (rows: number[]) => number,
): (Mark & PlacedMark)[] {
  const taken: { from: number; to: number; row: number }[] = [];
  return [...marks]
    .reverse()
    .map((mark) => {
      const x = at(mark);
      const room = width - x - 12;
      const fits = room >= Math.min(leastRoom, widthOf(mark.text, textSize, true));
      const most = Math.min(fits ? room : x - 12, mostRoom);
      const text = shortened(mark.text, most, textSize, true);
      const long = widthOf(text, textSize, true) + 12;
      const [from, to] = fits ? [x, x + long] : [x - long, x];
      const met = taken.filter((other) => from < other.to && other.from < to);
      const row = over(met.map((other) => other.row));
      taken.push({ from, to, row });
      const align: PlacedMark['align'] = fits ? 'left' : 'right';
      return { ...mark, text, align, row };
    })
    .reverse();
}

/** Above all that it meets, so that its line passes none of them. */
const above = (rows: readonly number[]): number => Math.max(-1, ...rows) + 1;
/** The first that is free: numbers are so narrow that lines pass beside them. */
const firstFree = (rows: readonly number[]): number => {
  let row = 0;
  while (rows.includes(row)) row += 1;
  return row;
};

/** How far over the plot the label of a row stands. */
export const markRise = (row: number): number => (row + 1) * markRow - 4;
