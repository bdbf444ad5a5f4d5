import type { AdoptionChart } from './adoption.chart.ts';
import { adoptionOptions } from './adoption.options.ts';
import { init } from './echarts.ts';

export interface LiveChart {
  update(chart: AdoptionChart): void;
  dispose(): void;
}

/** Draws a chart in the browser and keeps it as wide as its box; loaded once a chart is seen. */
export function mountChart(
  box: HTMLElement,
  first: AdoptionChart,
  onselect: (territory: string) => void,
): LiveChart {
  let chart = first;
  const size = () => ({ width: box.clientWidth, height: box.clientHeight });
  const instance = init(box, null, { renderer: 'svg', ...size() });
  const draw = (): void => {
    instance.setOption(adoptionOptions(chart, size()), { notMerge: true });
  };
  draw();
  instance.on('click', ({ seriesId }) => {
    if (seriesId !== undefined) onselect(seriesId);
  });
  let width = box.clientWidth;
  const observer = new ResizeObserver(() => {
    if (box.clientWidth === width || box.clientWidth === 0) return;
    width = box.clientWidth;
    instance.resize(size());
    draw();
  });
  observer.observe(box);
  return {
    update: (next) => {
      chart = next;
      draw();
    },
    dispose: () => {
      observer.disconnect();
      instance.dispose();
    },
  };
}
