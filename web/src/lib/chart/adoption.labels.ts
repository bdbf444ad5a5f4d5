import { formatValue } from '../format/number.ts';
import type { AdoptionLine, ChartSize } from './adoption.chart.ts';
import type { MonthsFrame } from './chart-spec.ts';
import { shiftsApart } from './scale.ts';
import { shortened, widthOf, wrapped } from './text.ts';
import { narrowUnder } from './theme.ts';

const rowHeight = 16;
/** Labels take no more of the width than this. */
export const mostOfWidth = 0.42;
/** Width of a name on a narrow page before it is broken. */
const brokenAt = 104;

/** What labels at line ends need to know of a chart. */
type Labelled = MonthsFrame & { kind: string; lines: readonly AdoptionLine[] };

export interface EndLabel {
  text: string;
  /** Pixels down (or up) from the end of its line. */
  shift: number;
  /** Pixels from the end of its line to the edge of the plot, where all labels stand. */
  along: number;
}

/** Names and values where the lines end, by line id, and the room that they need on the right. */
export function endLabels(
  chart: Labelled,
  size: ChartSize,
  plot: { left: number; right: number; top: number; bottom: number; max: number },
): { labels: Map<string, EndLabel>; width: number } {
  const narrow = size.width < narrowUnder;
  const lines = labelledLines(chart, narrow);
  const room = size.width * mostOfWidth - 16;
  const texts = textsOf(lines, chart, room, narrow ? size.height * 0.6 : Infinity, narrow);
  const height = plot.bottom - plot.top;
  const shifts = shiftsApart(
    lines.map((line, index) => ({
      at: plot.top + height * (1 - (lastDrawn(line) ?? 0) / plot.max),
      height: rowHeight * (texts[index] ?? '').split('\n').length,
    })),
    plot.top - rowHeight,
    plot.bottom + rowHeight,
  );
  const step = (plot.right - plot.left) / Math.max(chart.months.length - 1, 1);
  const missing = (line: AdoptionLine): number =>
    chart.months.length - 1 - line.values.findLastIndex((value) => value !== null);
  const widths = lines.map((line, index) => labelWidth(texts[index] ?? '', line));
  return {
    labels: new Map(
      lines.map((line, index) => [
        line.id,
        { text: texts[index] ?? '', shift: shifts[index] ?? 0, along: missing(line) * step },
      ]),
    ),
    width: Math.max(0, ...widths),
  };
}

/**
 * Bold lines are always named, and all of a trend; of the others the ends of the range, where
 * there is room.
 */
function labelledLines(chart: Labelled, narrow: boolean): AdoptionLine[] {
  const drawn = chart.lines.filter((line) => lastDrawn(line) !== null);
  if (chart.kind === 'trend') return drawn;
  const bold = drawn.filter((line) => line.role !== 'other');
  if (narrow && bold.length > 0) return bold;
  const others = drawn
    .filter((line) => line.role === 'other' && firmValue(line, chart) !== null)
    .sort((a, b) => (firmValue(a, chart) ?? 0) - (firmValue(b, chart) ?? 0));
  const ends = [others[0], others.at(-1)].filter((line) => line !== undefined);
  return [...bold, ...new Set(ends)];
}

/** On a narrow page the value stands under the name, as long as all labels find room that way. */
function textsOf(
  lines: readonly AdoptionLine[],
  chart: Labelled,
  room: number,
  height: number,
  narrow: boolean,
): string[] {
  const parts = lines.map((line) => {
    const value = firmValue(line, chart);
    const shown = value === null ? '' : formatValue(value, chart.unit, chart.locale);
    return { line, shown };
  });
  const stacked = parts.map(({ line, shown }) => {
    const names = wrapped(line.name, Math.min(room, brokenAt), sizeOf(line), {
      bold: isBold(line),
      most: 3,
    });
    return [...names, shown].filter((row) => row !== '').join('\n');
  });
  const rows = stacked.reduce((sum, text) => sum + text.split('\n').length, 0);
  if (narrow && rows * rowHeight <= height) return stacked;
  return parts.map(({ line, shown }) => {
    const left = room - widthOf(` ${shown}`, sizeOf(line), isBold(line));
    return `${shortened(line.name, left, sizeOf(line), isBold(line))} ${shown}`.trimEnd();
  });
}

const isBold = (line: AdoptionLine): boolean => line.role !== 'other';
const sizeOf = (line: AdoptionLine): number => (isBold(line) ? 13 : 12);

const labelWidth = (text: string, line: AdoptionLine): number =>
  Math.max(...text.split('\n').map((row) => widthOf(row, sizeOf(line), isBold(line))));

/**
 * The value that a label gives: that of the last month that will not change any more, as in the
 * title and the table; null where that month is hidden.
 */
export function firmValue(
  line: Pick<AdoptionLine, 'values'>,
  chart: Pick<MonthsFrame, 'provisionalFrom'>,
): number | null {
  const end = chart.provisionalFrom ?? line.values.length;
  return line.values[(end > 0 ? end : line.values.length) - 1] ?? null;
}

const lastDrawn = (line: AdoptionLine): number | null =>
  line.values.findLast((value) => value !== null) ?? null;
