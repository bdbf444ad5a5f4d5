import type { MapChart } from './chart-spec.ts';
import { classColors, classLimits } from './classes.ts';
import type { ThemeColor } from './theme.ts';

/** What all parts of a map need to know. */
export interface MapLook {
  chart: MapChart;
  prefix: string;
  limits: number[];
  colors: ThemeColor[];
}

/** Classes come from the values shown, so that their limits are in the legend. */
export function lookOf(chart: MapChart, prefix: string): MapLook {
  const values = chart.areas.map(({ value }) => value).filter((value) => value !== null);
  const limits = classLimits(values);
  return { chart, prefix, limits, colors: classColors(Math.max(limits.length - 1, 1)) };
}
