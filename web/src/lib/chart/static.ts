import type { ChartSize } from './adoption.chart.ts';
import { barsSvg } from './bars.svg.ts';
import type { StaticChart } from './chart-spec.ts';
import { funnelSvg } from './funnel.svg.ts';
import { mapSvg } from './map.svg.ts';
import { opening } from './svg.ts';

/** Charts that are SVG from the start: they need no library and no JavaScript. */
export function drawStatic(spec: StaticChart, size: ChartSize, label: string): string {
  const svg = inside(spec, size);
  // An image has nothing inside for a screen reader; what holds links is a group.
  return `${opening(size, label, svg.includes('<a ') ? 'group' : 'img')}${svg}</svg>`;
}

function inside(spec: StaticChart, size: ChartSize): string {
  switch (spec.kind) {
    case 'bars':
      return barsSvg(spec, size);
    case 'funnel':
      return funnelSvg(spec, size);
    case 'map':
      return mapSvg(spec, size);
  }
}
