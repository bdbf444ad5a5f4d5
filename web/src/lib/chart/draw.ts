import { createHash } from 'node:crypto';
import type { AdoptionChart, ChartSize } from './adoption.chart.ts';
import { adoptionOptions } from './adoption.options.ts';
import { renderSvg } from './svg.ts';

/** Drawings kept, the latest used last: a drawing takes tens of milliseconds, a page wants four. */
const kept = new Map<string, string>();
const most = 200;

/** The drawing of a chart, which is a function of its data and nothing else. */
export function drawAdoption(chart: AdoptionChart, size: ChartSize, label: string): string {
  const key = createHash('sha256')
    .update(JSON.stringify([chart, size, label]))
    .digest('base64');
  const drawing = kept.get(key) ?? renderSvg(adoptionOptions(chart, size), size, label);
  kept.delete(key);
  kept.set(key, drawing);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
  return drawing;
}
