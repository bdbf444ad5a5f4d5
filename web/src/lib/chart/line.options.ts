import type { EChartsCoreOption } from 'echarts/core';
import type { ChartSize } from './adoption.chart.ts';
import { adoptionOptions } from './adoption.options.ts';
import { bandOptions } from './band.options.ts';
import type { LineChart } from './chart-spec.ts';
import { trendOptions } from './trend.options.ts';

/** Options of a chart over months, the same on the server and in the browser. */
export function lineOptions(spec: LineChart, size: ChartSize): EChartsCoreOption {
  switch (spec.kind) {
    case 'adoption':
      return adoptionOptions(spec, size);
    case 'band':
      return bandOptions(spec, size);
    case 'trend':
      return trendOptions(spec, size);
  }
}
