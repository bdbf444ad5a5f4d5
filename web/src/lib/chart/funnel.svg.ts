import { formatPercent } from '../format/number.ts';
import type { ChartSize } from './adoption.chart.ts';
import type { FunnelChart, FunnelStep } from './chart-spec.ts';
import { element, label, link, tip } from './markup.ts';
import { prefixOf, shownOf } from './marked.ts';
import { fillOf, patternDefinitions, patternOf } from './patterns.ts';
import { shortened, widthOf, wrapped } from './text.ts';
import { color, narrowUnder } from './theme.ts';

const edge = 4;
const rowOf = (narrow: boolean) => (narrow ? { height: 82, bar: 24 } : { height: 66, bar: 34 });

export function funnelHeight(chart: FunnelChart, narrow: boolean): number {
  return Math.max(chart.steps.length, 1) * rowOf(narrow).height + (chart.reference ? 24 : 0) + 24;
}

/** Steps under each other, each as long as its count, with the part of the one before it kept. */
export function funnelSvg(chart: FunnelChart, size: ChartSize): string {
  const narrow = size.width < narrowUnder;
  const prefix = prefixOf(chart, size);
  const { height } = rowOf(narrow);
  const left = narrow ? edge : Math.min(250, size.width * 0.3);
  const after = Math.max(
    60,
    ...chart.steps.map((step) =>
      step.value === null ? 0 : widthOf(shownOf(step, chart), 15, true) + 22,
    ),
  );
  const room = Math.max(size.width - left - after - edge, size.width * 0.2);
  const highest = Math.max(0, ...chart.steps.map((step) => step.value ?? 0)) || 1;
  const scale = room / highest;
  const patterns = chart.steps
    .filter((step) => step.value === null)
    .map((step) => patternOf(step.state));
  const bottom = Math.max(chart.steps.length, 1) * height;
  return [
    patternDefinitions(patterns, prefix),
    ...chart.steps.map((step, index) =>
      stepSvg(step, index, { chart, narrow, prefix, left, scale, width: size.width }),
    ),
    reference(chart, bottom),
    chart.words.simulated === ''
      ? ''
      : label(chart.words.simulated, edge, bottom + (chart.reference ? 40 : 16), {
          size: 11,
          fill: 'muted',
        }),
  ].join('');
}

interface Layout {
  chart: FunnelChart;
  narrow: boolean;
  prefix: string;
  left: number;
  scale: number;
  width: number;
}

/** Part of the step before, in words, or nothing where it cannot be computed. */
export function keptOf(chart: FunnelChart, index: number): string | null {
  const [before, step] = [chart.steps[index - 1], chart.steps[index]];
  if (step?.apart === true || (step?.value ?? null) === null) return null;
  if ((before?.value ?? 0) <= 0) return null;
  const share = ((step?.value ?? 0) / (before?.value ?? 1)) * 100;
  return chart.words.ofPrevious.replace('{share}', formatPercent(share, chart.locale));
}

function stepSvg(step: FunnelStep, index: number, layout: Layout): string {
  const { chart, narrow, prefix, left, scale, width } = layout;
  const row = rowOf(narrow);
  const y = index * row.height;
  const barTop = narrow ? y + 24 : y + 8;
  const middle = barTop + row.bar / 2 + 5;
  const length = Math.max((step.value ?? 0) * scale, step.value === null ? 34 : 1);
  const words = shownOf(step, chart);
  const names = wrapped(step.name, narrow ? width - 2 * edge : left - 18 - edge, 14, {
    bold: true,
    most: narrow ? 1 : 2,
  });
  const named = names.map((line, at) =>
    narrow
      ? label(line, edge, y + 17, { size: 14, bold: true })
      : label(line, left - 14, middle + (at - (names.length - 1) / 2) * 17, {
          size: 14,
          bold: true,
          anchor: 'end',
        }),
  );
  const shape = { x: left, y: barTop, width: length, height: row.bar };
  const bar = element('rect', {
    ...shape,
    fill: step.value === null ? fillOf(patternOf(step.state), prefix) : color.class4,
    ...(step.value === null ? { stroke: color.muted, 'stroke-width': 0.75 } : {}),
  });
  const kept = keptOf(chart, index);
  const share = chart.reference?.shares[index] ?? null;
  const first = chart.steps[0]?.value ?? null;
  const end = left + length;
  const tickAt = share === null || first === null ? null : left + (share / 100) * first * scale;
  const wide = widthOf(words, 15, true) + 16;
  // The value stands after the bar, and after the tick where that would cross it.
  const crossed = tickAt !== null && tickAt > end - 6 && tickAt < end + wide;
  const valueAt = crossed ? Math.max(tickAt, end) : end;
  const tick = tickAt === null ? '' : tickSvg(tickAt, barTop, row.bar);
  const full = [`${step.name} ${words}`, kept].filter((part) => part !== null).join(', ');
  return (
    (kept === null
      ? ''
      : label(
          shortened(kept, width - left - 10, 12),
          left + 2,
          barTop - (narrow ? -row.bar - 16 : -row.bar - 15),
          {
            size: 12,
            fill: 'muted',
          },
        )) +
    link(
      step.href,
      undefined,
      element(
        'g',
        {},
        tip(full),
        `${named.join(' ')} `,
        bar,
        label(words, valueAt + 8, middle, {
          size: 15,
          bold: step.value !== null,
          italic: step.value === null,
          fill: step.value === null ? 'muted' : 'text',
        }),
        tick,
      ),
    )
  );
}

/** A dark line in a light rim: it is seen on the bar and beside it. */
function tickSvg(x: number, top: number, height: number): string {
  const line = (stroke: string, width: number): string =>
    element('path', {
      d: `M${Math.round(x * 10) / 10} ${top - 4}v${height + 8}`,
      stroke,
      'stroke-width': width,
      fill: 'none',
    });
  return line(color.surface, 6) + line(color.nation, 3);
}

/** What the ticks are. */
function reference(chart: FunnelChart, bottom: number): string {
  if (chart.reference === undefined) return '';
  return (
    tickSvg(edge + 4, bottom + 6, 8) +
    label(chart.reference.name, edge + 14, bottom + 14, { size: 12, fill: 'text' })
  );
}
