import { formatValue } from '../format/number.ts';
import type { AdoptionChart, AdoptionLine, ChartSize } from './adoption.chart.ts';
import { shiftsApart } from './scale.ts';
import { narrowUnder } from './theme.ts';

const rowHeight = 16;

export interface EndLabel {
  text: string;
  /** Pixels down (or up) from the end of its line. */
  shift: number;
}

/** Names and values where the lines end, by line id, and the room that they need on the right. */
export function endLabels(
  chart: AdoptionChart,
  size: ChartSize,
  plot: { top: number; bottom: number; max: number },
): { labels: Map<string, EndLabel>; width: number } {
  const narrow = size.width < narrowUnder;
  const lines = labelledLines(chart, narrow);
  const texts = lines.map((line) => textOf(line, chart, narrow));
  const height = plot.bottom - plot.top;
  const shifts = shiftsApart(
    lines.map((line, index) => ({
      at: plot.top + height * (1 - (lastDrawn(line) ?? 0) / plot.max),
      height: rowHeight * (texts[index] ?? '').split('\n').length,
    })),
    plot.top - rowHeight,
    plot.bottom + rowHeight,
  );
  const widths = lines.map((line, index) => widthOf(texts[index] ?? '', line));
  return {
    labels: new Map(
      lines.map((line, index) => [
        line.id,
        { text: texts[index] ?? '', shift: shifts[index] ?? 0 },
      ]),
    ),
    width: Math.max(0, ...widths),
  };
}

/** Bold lines are always named; of the others the ends of the range, where there is room. */
function labelledLines(chart: AdoptionChart, narrow: boolean): AdoptionLine[] {
  const drawn = chart.lines.filter((line) => lastDrawn(line) !== null);
  const bold = drawn.filter((line) => line.role !== 'other');
  if (narrow && bold.length > 0) return bold;
  const others = drawn
    .filter((line) => line.role === 'other' && firmValue(line, chart) !== null)
    .sort((a, b) => (firmValue(a, chart) ?? 0) - (firmValue(b, chart) ?? 0));
  const ends = [others[0], others.at(-1)].filter((line) => line !== undefined);
  return [...bold, ...new Set(ends)];
}

function textOf(line: AdoptionLine, chart: AdoptionChart, narrow: boolean): string {
  const value = firmValue(line, chart);
  const shown = value === null ? '' : formatValue(value, chart.unit, chart.locale);
  return (narrow ? `${broken(line.name)}\n${shown}` : `${line.name} ${shown}`).trimEnd();
}

/** An upper estimate in pixels, since the server has no fonts to measure. */
function widthOf(text: string, line: AdoptionLine): number {
  const longest = Math.max(...text.split('\n').map((row) => row.length));
  return longest * (line.role === 'other' ? 7 : 8.2);
}

/** A long name on lines of about a dozen characters, broken where it may be. */
function broken(name: string): string {
  const rows: string[] = [''];
  for (const piece of name.split(/(?<=[- ])/)) {
    const row = rows.at(-1) ?? '';
    if (row !== '' && (row + piece).trimEnd().length > 12) rows.push(piece);
    else rows[rows.length - 1] = row + piece;
  }
  return rows.map((row) => row.trimEnd()).join('\n');
}

/**
 * The value that a label gives: that of the last month that will not change any more, as in the
 * title and the table; null where that month is hidden.
 */
export function firmValue(line: AdoptionLine, chart: AdoptionChart): number | null {
  const end = chart.provisionalFrom ?? line.values.length;
  return line.values[(end > 0 ? end : line.values.length) - 1] ?? null;
}

const lastDrawn = (line: AdoptionLine): number | null =>
  line.values.findLast((value) => value !== null) ?? null;
