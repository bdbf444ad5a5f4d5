import type { EChartsCoreOption } from 'echarts/core';
import type { ChartSize } from './adoption.chart.ts';
import { endLabels } from './adoption.labels.ts';
import type { TrendChart } from './chart-spec.ts';
import { curve, endLabel } from './curve.options.ts';
import {
  monthAxis,
  monthsTooltip,
  provisionalBand,
  targetLine,
  valueAxis,
} from './months.options.ts';
import { color, text } from './theme.ts';
import { trendLayout, markRise, type PlacedMark, type TrendLayout } from './trend.layout.ts';
import { trendTooltip } from './trend.tooltip.ts';

/** A few curves and, over them on the time axis, what happened when. */
export function trendOptions(chart: TrendChart, size: ChartSize): EChartsCoreOption {
  const layout = trendLayout(chart, size);
  const { plot, axis, narrow } = layout;
  const { labels } = endLabels(chart, size, { ...plot, max: axis.max });
  return {
    animation: false,
    textStyle: { fontFamily: text.label.fontFamily },
    grid: {
      left: plot.left,
      right: size.width - plot.right,
      top: plot.top,
      bottom: size.height - plot.bottom,
      outerBoundsMode: 'none',
    },
    xAxis: monthAxis(chart, narrow),
    yAxis: valueAxis(chart, axis, layout.rows === 0 ? 0 : markRise(layout.rows - 1)),
    ...(layout.key.length === 0 ? {} : { title: keyTitle(layout) }),
    tooltip: monthsTooltip((points) => trendTooltip(chart, points)),
    series: [
      ...chart.lines.map((each) => ({
        ...curve(each),
        endLabel: endLabel(each, labels.get(each.id)),
      })),
      frame(chart, layout),
    ],
  };
}

/** A series without values that carries the band, the target and the marks. */
function frame(chart: TrendChart, layout: TrendLayout) {
  const target = targetLine(chart).markLine;
  const marks = layout.marks.map((mark) => markLine(mark, layout));
  return {
    type: 'line',
    id: 'frame',
    data: [],
    silent: true,
    ...provisionalBand(chart, chart.words.provisional, {
      lines: chart.lines,
      max: layout.axis.max,
    }),
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      ...(target === undefined ? {} : { lineStyle: target.lineStyle, label: target.label }),
      data: [...(target?.data ?? []), ...marks],
    },
  };
}

/** From the time axis up to the row of the label; levers are drawn out, milestones dotted. */
function markLine(mark: PlacedMark, { plot }: TrendLayout) {
  const lever = mark.kind === 'lever';
  const rise = markRise(mark.row);
  const style = {
    lineStyle: {
      color: lever ? color.own : color.muted,
      width: lever ? 1.5 : 1,
      type: lever ? 'solid' : [2, 3],
    },
    label: {
      show: true,
      position: 'end',
      distance: 0,
      align: mark.align,
      verticalAlign: 'top',
      offset: [mark.align === 'left' ? 4 : -4, 0],
      color: lever ? color.own : color.muted,
      backgroundColor: color.surface,
      padding: [1, 2],
      fontFamily: text.axis.fontFamily,
      fontSize: 12,
      fontWeight: lever ? 'bold' : 'normal',
      formatter: mark.text,
    },
  };
  return [
    { coord: [mark.month, 0], ...style },
    { coord: [mark.month, 0], y: plot.top - rise },
  ];
}

function keyTitle({ key, plot }: TrendLayout) {
  return {
    left: 4,
    top: plot.bottom + 54,
    padding: 0,
    text: key.join('\n'),
    textStyle: { ...text.axis, fontWeight: 'normal', lineHeight: 16 },
  };
}
