import type { ChartSize } from './adoption.chart.ts';
import { bandHeight } from './band.layout.ts';
import { barsHeight } from './bars.svg.ts';
import type { ChartSpec } from './chart-spec.ts';
import { funnelHeight } from './funnel.svg.ts';
import { mapHeight } from './map.layout.ts';
import { narrowUnder, sizes } from './theme.ts';
import { trendHeight } from './trend.layout.ts';

/** Size that a chart is drawn at on the server; what has rows is as high as they need. */
export function sizeOf(spec: ChartSpec, page: 'wide' | 'narrow'): ChartSize {
  const { width } = sizes[page];
  return { width, height: heightOf(spec, sizes[page]) };
}

/** Height that a chart wants at a width; curves start from the height given. */
export function heightOf(spec: ChartSpec, size: ChartSize): number {
  const narrow = size.width < narrowUnder;
  switch (spec.kind) {
    case 'adoption':
      return size.height;
    case 'trend':
      return trendHeight(spec, size);
    case 'band':
      return bandHeight(spec, size);
    case 'bars':
      return barsHeight(spec, narrow);
    case 'funnel':
      return funnelHeight(spec, narrow);
    case 'map':
      return mapHeight(spec, size.width);
  }
}
