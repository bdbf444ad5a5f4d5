import { createHash } from 'node:crypto';
import type { ChartSize } from './adoption.chart.ts';
import { isLineChart, type ChartSpec, type Drawing } from './chart-spec.ts';
import { Drawn } from './drawn.ts';
import { rendering } from './rendering.ts';
import { describeChart } from './describe.ts';
import { lineOptions } from './line.options.ts';
import { sizeOf } from './size.ts';
import { drawStatic } from './static.ts';
import { renderSvg } from './svg.ts';

/** Drawings kept, the latest used last: a drawing takes tens of milliseconds, a page wants four. */
const kept = new Map<string, string>();
const most = 300;

/** A chart drawn for a wide and for a narrow page, and described in words. Server side only. */
export function drawing(spec: ChartSpec): Drawing {
  const label = describeChart(spec);
  const drawn = {
    spec,
    label,
    wide: draw(spec, sizeOf(spec, 'wide'), label),
    narrow: draw(spec, sizeOf(spec, 'narrow'), label),
  };
  return new Drawn(drawn, rendering.getStore()?.html === true);
}

/** The drawing of a chart, which is a function of its data and nothing else. */
export function draw(spec: ChartSpec, size: ChartSize, label: string): string {
  const key = createHash('sha256')
    .update(JSON.stringify([spec, size, label]))
    .digest('base64');
  const found =
    kept.get(key) ??
    (isLineChart(spec)
      ? renderSvg(lineOptions(spec, size), size, label)
      : drawStatic(spec, size, label));
  kept.delete(key);
  kept.set(key, found);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
  return found;
}
