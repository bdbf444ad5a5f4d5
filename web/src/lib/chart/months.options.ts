import { formatPeriod } from '../format/date.ts';
import { formatAxis, formatValue } from '../format/number.ts';
import type { MonthsFrame, Target } from './chart-spec.ts';
import { widthOf } from './text.ts';
import { color, text } from './theme.ts';

const missing = (value: number | null | undefined): boolean => (value ?? null) === null;

/** A value between two gaps would draw no line: it gets a dot. */
export function point(values: (number | null)[], value: number | null, index: number) {
  const alone = value !== null && missing(values[index - 1]) && missing(values[index + 1]);
  return alone ? { value, symbol: 'circle', symbolSize: 5 } : value;
}

export function monthAxis(chart: MonthsFrame & { words: { simulated: string } }, narrow: boolean) {
  const { months, locale } = chart;
  const years = new Set(months.map((month) => month.slice(0, 4))).size;
  const days = months[0]?.length === 10;
  const step = days
    ? Math.ceil(months.length / (narrow ? 3 : 7))
    : labelStep(months.length, narrow);
  const labelled = (index: number): boolean =>
    days ? index % step === 0 : step === 1 || (Number(months[index]?.slice(5)) - 1) % step === 0;
  return {
    type: 'category',
    boundaryGap: false,
    data: months,
    // On the image itself, so that a copy of it says so too.
    name: chart.words.simulated,
    nameLocation: 'middle',
    nameGap: 28,
    nameTextStyle: { ...text.axis, fontSize: 11 },
    axisLine: { lineStyle: { color: color.muted } },
    axisTick: {
      show: true,
      alignWithLabel: true,
      interval: labelled,
      lineStyle: { color: color.muted },
    },
    axisLabel: {
      ...text.axis,
      interval: labelled,
      hideOverlap: true,
      formatter: (month: string) => {
        if (days || step < 12) return formatPeriod(month, locale, 'short');
        return narrow && years > 5 ? `’${month.slice(2, 4)}` : month.slice(0, 4);
      },
    },
  };
}

/** Months from one label to the next: each, each quarter or half-year, or each January. */
function labelStep(months: number, narrow: boolean): number {
  if (months <= (narrow ? 4 : 6)) return 1;
  if (months > 24) return 12;
  return narrow ? 6 : 3;
}

export function valueAxis(
  chart: MonthsFrame,
  axis: { max: number; step: number },
  /** Pixels over the plot that something else fills: the unit stands above it. */
  filled = 0,
) {
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
          nameGap: 14 + filled,
          nameTextStyle: { ...text.axis, align: 'left' },
        }),
    axisLabel: {
      ...text.axis,
      formatter: (value: number) => formatAxis(value, chart.unit, chart.locale),
    },
    splitLine: { lineStyle: { color: color.rule, width: 1 } },
  };
}

type Curves = readonly { values: readonly (number | null)[] }[];

/**
 * Months that may still change: a shaded band with words, from the last firm month on. The words
 * stand where the curves leave room: at the top, unless one of them ends up there.
 */
export function provisionalBand(
  chart: MonthsFrame,
  words: string,
  beside: { lines: Curves; max: number } | null = null,
) {
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
        position: beside !== null && endsHigh(beside) ? 'insideBottomRight' : 'insideTopRight',
        align: 'right',
        color: color.muted,
        fontFamily: text.axis.fontFamily,
        fontSize: 12,
        formatter: words,
      },
      data: [[{ xAxis: from }, { xAxis: to }]],
    },
  };
}

/** Whether a curve runs through the upper right corner, where words would cover it. */
function endsHigh({ lines, max }: { lines: Curves; max: number }): boolean {
  return lines.some(({ values }) => {
    const end = values.slice(-Math.max(3, Math.ceil(values.length / 7)));
    return end.some((value) => value !== null && value > max * 0.88);
  });
}

/** Room on the left for the numbers of the axis: the plot's edge must be known to place labels. */
export function axisRoom(chart: MonthsFrame, axis: { max: number; step: number }): number {
  const numbers = Array.from({ length: Math.round(axis.max / axis.step) + 1 }, (_, at) =>
    widthOf(formatAxis(at * axis.step, chart.unit, chart.locale), text.axis.fontSize),
  );
  return Math.round(Math.max(0, ...numbers)) + 12;
}

/** A value that should be reached, with its words on the line. */
export function targetLine(chart: MonthsFrame & { target?: Target }) {
  const { target } = chart;
  if (target === undefined) return {};
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      lineStyle: { color: color.parent, width: 1.5, type: [5, 4] },
      label: {
        position: 'insideStartTop',
        color: color.parent,
        fontFamily: text.axis.fontFamily,
        fontSize: 12,
        fontWeight: 'bold',
        formatter: `${target.label} ${formatValue(target.value, chart.unit, chart.locale)}`,
      },
      data: [{ yAxis: target.value }],
    },
  };
}

/** What follows the pointer; its looks are those of `.chart-tooltip` in the style sheet. */
export function monthsTooltip(formatter: (points: unknown) => string) {
  return {
    trigger: 'axis',
    confine: true,
    className: 'chart-tooltip',
    backgroundColor: 'transparent',
    borderWidth: 0,
    padding: 0,
    extraCssText: 'box-shadow: none',
    axisPointer: { type: 'line', lineStyle: { color: color.muted, width: 1, type: 'solid' } },
    formatter,
  };
}
