import type { LineChart } from './chart-spec.ts';
import { init } from './echarts.ts';
import { lineOptions } from './line.options.ts';
import { pointLines, type PointAt } from './points.ts';

export interface LiveChart {
  update(chart: LineChart): void;
  /** Where a point is drawn, in pixels of the box; null where it has no value. */
  place(point: PointAt): { x: number; y: number } | null;
  /** Opens the box of figures at a point, or closes it. */
  show(point: PointAt | null): void;
  dispose(): void;
}

/** Draws a chart in the browser and keeps it as wide as its box; loaded once a chart is seen. */
export function mountChart(
  box: HTMLElement,
  first: LineChart,
  onselect: (line: string) => void,
): LiveChart {
  let chart = first;
  const ground = document.createElement('div');
  box.append(ground);
  const zoom = textZoom();
  // Drawn as if text were of the usual size, then enlarged with it.
  const size = () => ({ width: box.clientWidth / zoom, height: box.clientHeight / zoom });
  if (zoom !== 1) {
    ground.style.width = `${100 / zoom}%`;
    ground.style.setProperty('--zoom', String(zoom));
    ground.style.transformOrigin = '0 0';
    ground.style.transform = `scale(${zoom})`;
  }
  const instance = init(ground, null, { renderer: 'svg', ...size() });
  const draw = (): void => {
    instance.setOption(lineOptions(chart, size()), { notMerge: true });
  };
  draw();
  instance.on('click', ({ seriesId }) => {
    if (seriesId !== undefined && seriesId !== 'frame')
      onselect(seriesId.split('|')[0] ?? seriesId);
  });
  let width = box.clientWidth;
  const observer = new ResizeObserver(() => {
    if (box.clientWidth === width || box.clientWidth === 0) return;
    width = box.clientWidth;
    instance.resize(size());
    draw();
  });
  observer.observe(box);

  const place = ({ line, index }: PointAt): { x: number; y: number } | null => {
    const each = pointLines(chart)[line];
    const value = each?.values[index] ?? null;
    if (each === undefined || value === null) return null;
    const pixel: unknown = instance.convertToPixel({ seriesId: each.series }, [index, value]);
    if (!Array.isArray(pixel)) return null;
    const [x, y] = pixel as [number, number];
    return { x: x * zoom, y: y * zoom };
  };
  return {
    place,
    show: (point) => {
      const at = point === null ? null : place(point);
      if (at === null) instance.dispatchAction({ type: 'hideTip' });
      else instance.dispatchAction({ type: 'showTip', x: at.x / zoom, y: at.y / zoom });
    },
    update: (next) => {
      chart = next;
      draw();
    },
    dispose: () => {
      observer.disconnect();
      instance.dispose();
      ground.remove();
    },
  };
}

/** How much larger than usual the reader wants text, for charts whose sizes are in pixels. */
function textZoom(): number {
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.isFinite(size) && size > 18 ? size / 16 : 1;
}
