import type { EChartsCoreOption } from 'echarts/core';
import { endLabels, mostOfWidth, type EndLabel } from './adoption.labels.ts';
import { adoptionTooltip } from './adoption.tooltip.ts';
import { curve, endLabel } from './curve.options.ts';
import {
  axisRoom,
  monthAxis,
  monthsTooltip,
  provisionalBand,
  targetLine,
  valueAxis,
} from './months.options.ts';
import { quartilesOf } from './adoption.range.ts';
import { range } from './range.options.ts';
import { axisFromZero } from './scale.ts';
import type { AdoptionChart, AdoptionLine, ChartSize } from './adoption.chart.ts';
import { narrowUnder, text } from './theme.ts';

/**
 * Adoption curves: the quartiles of the territories as a band, own entity and nation bold over grey
 * others, labelled where they end.
 */
export function adoptionOptions(chart: AdoptionChart, size: ChartSize): EChartsCoreOption {
  const narrow = size.width < narrowUnder;
  const axis = axisFromZero(
    Math.max(
      chart.target?.value ?? 0,
      ...chart.lines.flatMap((each) => each.values.map((value) => value ?? 0)),
    ),
  );
  const top = chart.unit === 'percent' ? 16 : 34;
  const below = 50;
  const left = axisRoom(chart, axis);
  const { width } = endLabels(chart, size, { left, right: left, top: 0, bottom: 1, max: 1 });
  const right = size.width - Math.min(Math.round(width) + 16, Math.round(size.width * mostOfWidth));
  const plot = { left, right, top, bottom: size.height - below, max: axis.max };
  const { labels } = endLabels(chart, size, plot);
  const quartiles = quartilesOf(chart.lines);
  return {
    animation: false,
    textStyle: { fontFamily: text.label.fontFamily },
    grid: {
      left,
      right: size.width - right,
      top,
      bottom: below,
      outerBoundsMode: 'none',
    },
    xAxis: monthAxis(chart, narrow),
    yAxis: valueAxis(chart, axis),
    tooltip: monthsTooltip((points) => adoptionTooltip(chart, points)),
    series: [
      ...range('range', quartiles.first, quartiles.third, 0.55),
      ...chart.lines.map((each) => lineSeries(each, chart, labels.get(each.id), axis.max)),
    ],
  };
}

function lineSeries(
  each: AdoptionLine,
  chart: AdoptionChart,
  label: EndLabel | undefined,
  max: number,
) {
  return {
    ...curve(each),
    endLabel: endLabel(each, label),
    ...(each === chart.lines.at(-1)
      ? {
          ...provisionalBand(chart, chart.words.provisional, { lines: chart.lines, max }),
          ...targetLine(chart),
        }
      : {}),
  };
}
