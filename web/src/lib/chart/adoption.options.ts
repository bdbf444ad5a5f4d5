import type { EChartsCoreOption } from 'echarts/core';
import { formatMonth } from '../format/date.ts';
import { formatAxis, formatValue } from '../format/number.ts';
import { intlTag } from '../i18n/locale.ts';
import { endLabels, firmValue, type EndLabel } from './adoption.labels.ts';
import { adoptionTooltip } from './adoption.tooltip.ts';
import { axisFromZero } from './scale.ts';
import type { AdoptionChart, AdoptionLine, ChartSize } from './adoption.chart.ts';
import { color, line, narrowUnder, text } from './theme.ts';

/** Adoption curves: own entity and nation bold over grey others, labelled where they end. */
export function adoptionOptions(chart: AdoptionChart, size: ChartSize): EChartsCoreOption {
  const narrow = size.width < narrowUnder;
  const axis = axisFromZero(
    Math.max(0, ...chart.lines.flatMap((each) => each.values.map((value) => value ?? 0))),
  );
  const top = chart.unit === 'percent' ? 16 : 34;
  const below = 30;
  const plot = { top, bottom: size.height - below - monthsHeight, max: axis.max };
  const { labels, width } = endLabels(chart, size, plot);
  return {
    animation: false,
    textStyle: { fontFamily: text.label.fontFamily },
    grid: {
      left: 8,
      right: Math.min(Math.round(width) + 16, Math.round(size.width * 0.42)),
      top,
      bottom: below,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: monthAxis(chart, narrow),
    yAxis: valueAxis(chart, axis),
    tooltip: {
      trigger: 'axis',
      confine: true,
      className: 'chart-tooltip',
      backgroundColor: 'transparent',
      borderWidth: 0,
      padding: 0,
      extraCssText: 'box-shadow: none',
      axisPointer: { type: 'line', lineStyle: { color: color.muted, width: 1, type: 'solid' } },
      formatter: (points: unknown) => adoptionTooltip(chart, points),
    },
    series: chart.lines.map((each) => lineSeries(each, chart, labels.get(each.id))),
  };
}

/** Height of the row of months under the plot. */
const monthsHeight = 20;

function lineSeries(each: AdoptionLine, chart: AdoptionChart, label: EndLabel | undefined) {
  const style = line[each.role];
  const bold = each.role !== 'other';
  return {
    type: 'line',
    id: each.id,
    name: each.name,
    z: style.z,
    data: each.values.map((value, index) => point(each.values, value, index)),
    connectNulls: false,
    showSymbol: true,
    symbol: 'none',
    triggerEvent: true,
    itemStyle: { color: style.color },
    lineStyle: { color: style.color, width: style.width, join: 'round' },
    // The pointer rests on a month, not on a line: no line stands out for it.
    emphasis: { disabled: true },
    endLabel:
      label === undefined
        ? { show: false }
        : {
            show: true,
            distance: 8,
            offset: [0, label.shift],
            formatter: label.text,
            color: bold ? style.color : color.muted,
            fontFamily: text.label.fontFamily,
            fontSize: bold ? 13 : 12,
            fontWeight: bold ? 'bold' : 'normal',
            lineHeight: 16,
          },
    ...(each === chart.lines.at(-1) ? provisionalBand(chart) : {}),
  };
}

const missing = (value: number | null | undefined): boolean => (value ?? null) === null;

/** A value between two gaps would draw no line: it gets a dot. */
function point(values: (number | null)[], value: number | null, index: number) {
  const alone = value !== null && missing(values[index - 1]) && missing(values[index + 1]);
  return alone ? { value, symbol: 'circle', symbolSize: 5 } : value;
}

function monthAxis(chart: AdoptionChart, narrow: boolean) {
  const years = new Set(chart.months.map((month) => month.slice(0, 4))).size;
  const january = (index: number): boolean => chart.months[index]?.endsWith('-01') ?? false;
  const few = chart.months.length <= 6;
  return {
    type: 'category',
    boundaryGap: false,
    data: chart.months,
    // On the image itself, so that a copy of it says so too.
    name: chart.words.simulated,
    nameLocation: 'middle',
    nameGap: 28,
    nameTextStyle: { ...text.axis, fontSize: 11 },
    axisLine: { lineStyle: { color: color.muted } },
    axisTick: {
      show: true,
      alignWithLabel: true,
      interval: (index: number) => few || january(index),
      lineStyle: { color: color.muted },
    },
    axisLabel: {
      ...text.axis,
      interval: (index: number) => few || january(index),
      hideOverlap: true,
      formatter: (month: string) =>
        few || years < 2
          ? formatMonth(month, chart.locale, 'short')
          : narrow && years > 5
            ? `’${month.slice(2, 4)}`
            : month.slice(0, 4),
    },
  };
}

function valueAxis(chart: AdoptionChart, axis: { max: number; step: number }) {
  const rate = chart.unit === 'percent';
  return {
    type: 'value',
    min: 0,
    max: axis.max,
    interval: axis.step,
    ...(rate
      ? {}
      : {
          name: chart.unitLabel,
          nameLocation: 'end',
          nameGap: 14,
          nameTextStyle: { ...text.axis, align: 'left' },
        }),
    axisLabel: {
      ...text.axis,
      formatter: (value: number) => formatAxis(value, chart.unit, chart.locale),
    },
    splitLine: { lineStyle: { color: color.rule, width: 1 } },
  };
}

/** Months that may still change: a shaded band with words, from the last firm month on. */
function provisionalBand(chart: AdoptionChart) {
  if (chart.provisionalFrom === null) return {};
  const from = chart.months[Math.max(0, chart.provisionalFrom - 1)];
  const to = chart.months.at(-1);
  return {
    markArea: {
      silent: true,
      z: 0,
      itemStyle: { color: color.band, opacity: 1 },
      label: {
        show: true,
        position: 'insideTopRight',
        align: 'right',
        color: color.muted,
        fontFamily: text.axis.fontFamily,
        fontSize: 12,
        formatter: chart.words.provisional,
      },
      data: [[{ xAxis: from }, { xAxis: to }]],
    },
  };
}

/** One sentence for readers who cannot see the chart; the table below has every value. */
export function describeChart(chart: AdoptionChart): string {
  const list = new Intl.ListFormat(intlTag[chart.locale], { type: 'conjunction' });
  const bold = chart.lines.filter((each) => each.role !== 'other');
  const named = bold.map((each) => {
    const value = firmValue(each, chart);
    return value === null
      ? each.name
      : `${each.name} ${formatValue(value, chart.unit, chart.locale)}`;
  });
  return `${chart.words.simulated}. ${list.format(named)}`;
}
