import type { ChartSize } from './adoption.chart.ts';
import type { BandChart } from './chart-spec.ts';
import { axisRoom } from './months.options.ts';
import { axisFromZero } from './scale.ts';
import { narrowUnder } from './theme.ts';

const gap = 22;
const legendHeight = 40;

export interface Cellbox {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface BandLayout {
  narrow: boolean;
  axis: { max: number; step: number };
  /** Room of each panel with its heading and its axes. */
  panels: Cellbox[];
  /** Inside a panel: room for the heading and for the axes. */
  inner: { heading: number; left: number; below: number };
  legendTop: number;
}

const columnsOf = (panels: number, narrow: boolean): number => {
  if (panels <= 1) return 1;
  if (narrow) return panels > 3 ? 2 : 1;
  return panels <= 4 ? 2 : 3;
};

export function bandHeight(chart: BandChart, size: ChartSize): number {
  const narrow = size.width < narrowUnder;
  const columns = columnsOf(chart.panels.length, narrow);
  const rows = Math.ceil(Math.max(chart.panels.length, 1) / columns);
  const each = columns === 1 && !narrow ? size.height - legendHeight : narrow ? 200 : 240;
  return rows * each + (rows - 1) * gap + legendHeight + (narrow ? 18 : 0);
}

/** Small multiples on one grid, with one y-axis for all. */
export function bandLayout(chart: BandChart, size: ChartSize): BandLayout {
  const narrow = size.width < narrowUnder;
  const values = chart.panels.flatMap(({ median, thirdQuartile, own }) => [
    ...median,
    ...thirdQuartile,
    ...(own?.values ?? []),
  ]);
  const axis = axisFromZero(Math.max(0, ...values.map((value) => value ?? 0)));
  const columns = columnsOf(chart.panels.length, narrow);
  const rows = Math.ceil(Math.max(chart.panels.length, 1) / columns);
  const legend = legendHeight + (narrow ? 18 : 0);
  const width = (size.width - 8 - (columns - 1) * gap) / columns;
  const height = (size.height - legend - (rows - 1) * gap) / rows;
  return {
    narrow,
    axis,
    panels: chart.panels.map((_, index) => ({
      left: 4 + (index % columns) * (width + gap),
      top: Math.floor(index / columns) * (height + gap),
      width,
      height,
    })),
    inner: {
      heading: chart.panels.some(({ own }) => own !== undefined) ? 58 : 42,
      left: axisRoom(chart, axis),
      below: 24,
    },
    legendTop: size.height - legend + 14,
  };
}
