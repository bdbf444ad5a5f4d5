import { formatValue } from '../format/number.ts';
import type { ChartSize } from './adoption.chart.ts';
import type { BarsChart, BarsRow, Target } from './chart-spec.ts';
import { element, label, link, tip } from './markup.ts';
import { prefixOf, shownOf } from './marked.ts';
import { fillOf, patternDefinitions, patternOf } from './patterns.ts';
import { shortened, widthOf } from './text.ts';
import { color, narrowUnder, type ThemeColor } from './theme.ts';

const edge = 4;
const nameSize = 13;

interface Layout {
  chart: BarsChart;
  narrow: boolean;
  prefix: string;
  top: number;
  rowHeight: number;
  /** Where names end and bars begin, and how wide they may get. */
  left: number;
  right: number;
  low: number;
  high: number;
}

const rowsHeight = (narrow: boolean): number => (narrow ? 42 : 27);
const linesOf = (chart: BarsChart): Target[] =>
  [chart.reference, chart.target].filter((line) => line !== undefined);

export function barsHeight(chart: BarsChart, narrow: boolean): number {
  const lines = linesOf(chart).length;
  return lines * 18 + 8 + Math.max(chart.rows.length, 1) * rowsHeight(narrow) + 26;
}

/** Horizontal bars from zero, each with its value or its state; own entity bold. */
export function barsSvg(chart: BarsChart, size: ChartSize): string {
  const layout = layoutOf(chart, size);
  const { prefix, top, rowHeight } = layout;
  const bottom = top + Math.max(chart.rows.length, 1) * rowHeight;
  const names = chart.rows.filter((row) => row.value === null).map((row) => patternOf(row.state));
  const provisional = chart.rows.some((row) => row.provisional === true && row.value !== null);
  const axis = at(layout, 0);
  return [
    patternDefinitions(names, prefix, provisional),
    element('path', { d: `M${axis} ${top - 2}V${bottom}`, stroke: color.muted, 'stroke-width': 1 }),
    ...linesOf(chart).map((line, index) => lineSvg(line, index, layout, bottom)),
    ...linesOf(chart).map((line, index) => lineLabel(line, index, layout)),
    ...chart.rows.map((row, index) => rowSvg(row, index, layout)),
    chart.words.simulated === ''
      ? ''
      : label(chart.words.simulated, edge, bottom + 18, { size: 11, fill: 'muted' }),
  ].join('');
}

function layoutOf(chart: BarsChart, size: ChartSize): Layout {
  const narrow = size.width < narrowUnder;
  const values = [
    ...chart.rows.map((row) => row.value ?? 0),
    ...linesOf(chart).map(({ value }) => value),
  ];
  const widest = Math.max(
    0,
    ...chart.rows.map((row) => widthOf(row.name, nameSize, row.role === 'own')),
  );
  const left = narrow ? edge : Math.min(widest + 16 + edge, size.width * 0.38);
  // After the longest bar its value must still find room.
  const after = Math.max(
    48,
    ...chart.rows.map((row) =>
      row.value === null ? 0 : widthOf(afterBar(row, chart), nameSize, row.role === 'own') + 10,
    ),
  );
  return {
    chart,
    narrow,
    prefix: prefixOf(chart, size),
    top: 8 + linesOf(chart).length * 18,
    rowHeight: rowsHeight(narrow),
    left,
    right: Math.max(size.width - after - edge, left + size.width * 0.25),
    low: Math.min(0, ...values),
    high: Math.max(0, ...values) || 1,
  };
}

const at = ({ left, right, low, high }: Layout, value: number): number =>
  left + ((value - low) / (high - low)) * (right - left);

const afterBar = (row: BarsRow, chart: BarsChart): string =>
  [shownOf(row, chart), row.detail].filter((part) => part !== undefined).join('  ');

function rowSvg(row: BarsRow, index: number, layout: Layout): string {
  const { chart, narrow, left, prefix, top, rowHeight } = layout;
  const bold = row.role === 'own' || row.role === 'nation';
  const y = top + index * rowHeight;
  const barTop = narrow ? y + 19 : y + 4;
  const barHeight = narrow ? 16 : 18;
  const baseline = barTop + barHeight / 2 + 4.5;
  const ink: ThemeColor = row.role === 'own' ? 'own' : 'text';
  const zero = at(layout, 0);
  const end = row.value === null ? zero + 22 : at(layout, row.value);
  const [from, to] = [Math.min(zero, end), Math.max(zero, end)];
  const box = { x: from, y: barTop, width: Math.max(to - from, 1), height: barHeight };
  const bar =
    row.value === null
      ? element('rect', {
          ...box,
          fill: fillOf(patternOf(row.state), prefix),
          stroke: color.muted,
          'stroke-width': 0.75,
        })
      : element('rect', { ...box, fill: color[barColor(row, chart)] }) +
        (row.provisional === true
          ? element('rect', { ...box, fill: fillOf('provisional', prefix) })
          : '');
  const name = narrow
    ? label(shortened(row.name, layout.right + 40, nameSize, bold), edge, y + 13, {
        bold,
        fill: ink,
      })
    : label(shortened(row.name, left - 12 - edge, nameSize, bold), left - 10, baseline, {
        bold,
        fill: ink,
        anchor: 'end',
      });
  const words = shownOf(row, chart);
  const full = `${row.name} ${words}${row.detail === undefined ? '' : `, ${row.detail}`}`;
  const value = label(words, to + 7, baseline, {
    bold,
    fill: row.value === null ? 'muted' : ink,
    italic: row.value === null,
    rim: true,
  });
  const detail =
    row.detail === undefined || row.value === null
      ? ''
      : label(row.detail, to + 15 + widthOf(words, nameSize, bold), baseline, {
          size: 12,
          fill: 'muted',
          rim: true,
        });
  // Spaces part the texts where they are read one after the other.
  return link(
    row.href,
    undefined,
    element('g', {}, tip(full), `${name} `, bar, `${value} `, detail),
  );
}

function barColor(row: BarsRow, chart: BarsChart): ThemeColor {
  if (row.role === 'own') return 'own';
  if (row.role === 'nation') return 'nation';
  // Grey only where something stands out against it.
  return chart.rows.some(({ role }) => role === 'own') ? 'context' : 'class4';
}

/** Each line across all bars begins at the row of its words. */
const lineTop = (index: number): number => 4 + index * 18;

function lineSvg(line: Target, index: number, layout: Layout, bottom: number): string {
  const isTarget = line === layout.chart.target;
  return element('path', {
    d: `M${Math.round(at(layout, line.value) * 10) / 10} ${lineTop(index)}V${bottom}`,
    stroke: color[isTarget ? 'parent' : 'nation'],
    'stroke-width': 1.5,
    'stroke-dasharray': isTarget ? '5 4' : undefined,
    fill: 'none',
  });
}

function lineLabel(line: Target, index: number, layout: Layout): string {
  const { chart, left, right } = layout;
  const x = at(layout, line.value);
  const flip = x > (left + right) / 2;
  const words = `${line.label} ${formatValue(line.value, chart.unit, chart.locale)}`;
  return label(words, flip ? x - 6 : x + 6, lineTop(index) + 9, {
    size: 12,
    bold: true,
    fill: line === chart.target ? 'parent' : 'nation',
    anchor: flip ? 'end' : 'start',
    rim: true,
  });
}
