import type { EChartsCoreOption } from 'echarts/core';
import { formatValue } from '../format/number.ts';
import type { ChartSize } from './adoption.chart.ts';
import { firmValue } from './adoption.labels.ts';
import { bandLayout, type BandLayout } from './band.layout.ts';
import { bandTooltip } from './band.tooltip.ts';
import type { BandChart, BandPanel } from './chart-spec.ts';
import { curve } from './curve.options.ts';
import { monthAxis, monthsTooltip, provisionalBand, valueAxis } from './months.options.ts';
import { range } from './range.options.ts';
import { shortened } from './text.ts';
import { color, text } from './theme.ts';

/** Median in its quartiles, one panel for each group, all on the same y-axis. */
export function bandOptions(chart: BandChart, size: ChartSize): EChartsCoreOption {
  const layout = bandLayout(chart, size);
  const silent = { ...chart, words: { ...chart.words, simulated: '' } };
  const small = layout.panels.some(({ width }) => width < 420);
  return {
    animation: false,
    textStyle: { fontFamily: text.label.fontFamily },
    grid: layout.panels.map((panel) => ({
      left: panel.left + layout.inner.left,
      top: panel.top + layout.inner.heading,
      width: panel.width - layout.inner.left - 6,
      height: panel.height - layout.inner.heading - layout.inner.below,
      outerBoundsMode: 'none',
    })),
    xAxis: layout.panels.map((_, index) => ({ ...monthAxis(silent, small), gridIndex: index })),
    yAxis: layout.panels.map((_, index) => ({
      ...valueAxis(chart, layout.axis),
      name: '',
      gridIndex: index,
    })),
    title: [
      ...chart.panels.map((panel, index) => heading(chart, panel, index, layout)),
      legend(chart, layout),
    ],
    tooltip: monthsTooltip((points) => bandTooltip(chart, points)),
    series: chart.panels.flatMap((panel, index) => panelSeries(chart, panel, index)),
  };
}

function panelSeries(chart: BandChart, panel: BandPanel, index: number) {
  const place = { xAxisIndex: index, yAxisIndex: index };
  const { firstQuartile, thirdQuartile } = panel;
  return [
    ...range(panel.id, firstQuartile, thirdQuartile).map((each) => ({ ...each, ...place })),
    {
      ...curve({ id: panel.id, name: panel.name, role: 'nation', values: panel.median }),
      ...place,
      // Its words are in the legend: a small panel has no room for them.
      ...provisionalBand(chart, ''),
    },
    ...(panel.own === undefined
      ? []
      : [{ ...curve({ id: `${panel.id}|own`, role: 'own', ...panel.own }), ...place }]),
  ];
}

/** Name of the group and its last value that will not change; the own one under it. */
function heading(chart: BandChart, panel: BandPanel, index: number, layout: BandLayout) {
  const box = layout.panels[index] ?? { left: 0, top: 0, width: 100, height: 100 };
  const shown = (value: number | null): string =>
    value === null ? '–' : formatValue(value, chart.unit, chart.locale);
  const latest = firmValue({ values: panel.median }, chart);
  const reason = panel.holes[lastFirm(chart)] ?? '–';
  const state = latest === null ? reason : `${chart.words.median} ${shown(latest)}`;
  const rows = [
    `{name|${plain(shortened(panel.name, box.width - 4, 13, true))}}`,
    `{state|${plain(shortened(state, box.width - 4, 12))}}`,
  ];
  if (panel.own !== undefined) {
    const own = `${panel.own.name} ${shown(firmValue(panel.own, chart))}`;
    rows.push(`{own|${plain(shortened(own, box.width - 4, 12, true))}}`);
  }
  const style = { fontFamily: text.label.fontFamily, lineHeight: 16 };
  return {
    left: box.left,
    top: box.top,
    padding: 0,
    text: rows.join('\n'),
    textStyle: {
      rich: {
        name: { ...style, fontSize: 13, fontWeight: 'bold', color: color.text },
        state: { ...style, fontSize: 12, fontWeight: 'normal', color: color.muted },
        own: { ...style, fontSize: 12, fontWeight: 'bold', color: color.own },
      },
    },
  };
}

const lastFirm = (chart: BandChart): number => {
  const end = chart.provisionalFrom ?? chart.months.length;
  return (end > 0 ? end : chart.months.length) - 1;
};

/** Braces begin a style in the library's rich text. */
const plain = (words: string): string => words.replace(/[{}|]/g, ' ');

/** What line and areas are, under the panels, with the words of the image. */
function legend(chart: BandChart, layout: BandLayout) {
  const { median, quartiles, provisional, simulated } = chart.words;
  const item = (sign: string, words: string): string => `{${sign}|}{text|${plain(words)}}`;
  const items = [item('median', median), item('range', quartiles)];
  const last = [
    ...(chart.provisionalFrom === null ? [] : [item('band', provisional)]),
    ...(simulated === '' ? [] : [`{text|${plain(simulated)}}`]),
  ];
  const block = { width: 22, height: 12 };
  return {
    left: 4,
    top: layout.legendTop,
    padding: 0,
    text: [items.join(''), last.join('')].join(layout.narrow ? '\n' : ''),
    textStyle: {
      rich: {
        text: { ...text.axis, fontWeight: 'normal', lineHeight: 18, padding: [0, 24, 0, 6] },
        median: { width: 22, height: 3, backgroundColor: color.nation },
        range: { ...block, backgroundColor: color.range },
        band: { ...block, backgroundColor: color.band, borderColor: color.rule, borderWidth: 1 },
      },
    },
  };
}
