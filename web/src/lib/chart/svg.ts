import type { EChartsCoreOption } from 'echarts/core';
import { init } from './echarts.ts';
import type { ChartSize } from './adoption.chart.ts';

/** Draws a chart on the server; the same options draw it in the browser. */
export function renderSvg(options: EChartsCoreOption, size: ChartSize, label: string): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption(options);
    return tidySvg(chart.renderToSVGString(), size, label);
  } finally {
    chart.dispose();
  }
}

/** A text for markup or an attribute: names come from the data. */
export const escapeText = (value: string): string =>
  value.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** How every drawing begins: it scales with its box and says what it is. */
export function opening(size: ChartSize, label: string, role: 'img' | 'group' = 'img'): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" ` +
    `role="${role}" aria-label="${escapeText(label)}">`
  );
}

/**
 * Makes the drawing fit for a page: it scales with its box, says what it is to a screen reader,
 * carries no inline style (the page's content policy forbids them: each becomes an attribute of
 * the same name), no more digits than the eye can see, and no clips. A clip is named by an id, and
 * ids are shared by all drawings of a page: one chart would be cut to the shape of another. Axes
 * are as long as the values are high, so that nothing needs cutting.
 */
export function tidySvg(svg: string, size: ChartSize, label: string): string {
  return svg
    .replace(/^<svg[^>]*>/, () => opening(size, label))
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<defs[\s\S]*?<\/defs>/g, '')
    .replace(/ clip-path="[^"]*"/g, '')
    .replace(/ ecmeta_\w+="[^"]*"/g, '')
    .replace(/ class="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributes(style))
    .replace(/ (?:d|points)="[^"]*"/g, (path) =>
      path.replace(/-?\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10)),
    );
}

function attributes(style: string): string {
  return style
    .split(/;(?!\w+;)/)
    .map((rule) => rule.split(/:(.*)/s))
    .filter(([name, value]) => name !== undefined && value !== undefined)
    .map(([name = '', value = '']) => ` ${name.trim()}="${value.trim().replaceAll('"', "'")}"`)
    .join('');
}
