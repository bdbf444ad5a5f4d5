import { formatValue } from '../format/number.ts';
import type { BandChart, BandPanel } from './chart-spec.ts';
import { monthBox, monthIndex, row, shownAt } from './tooltip.ts';

/** The month under the pointer in its panel: the group's median and quartiles. */
export function bandTooltip(chart: BandChart, points: unknown): string {
  const index = monthIndex(points);
  const id = panelIdOf(points);
  const panel = chart.panels.find((each) => each.id === id) ?? chart.panels[0];
  if (panel === undefined) return '';
  const rows = [
    row(
      'nation',
      `${panel.name}, ${chart.words.median.toLowerCase()}`,
      medianAt(panel, index, chart),
    ),
  ];
  const quartiles = quartilesAt(panel, index, chart);
  if (quartiles !== null) rows.push(row('other', chart.words.quartiles, quartiles));
  if (panel.own !== undefined) {
    rows.push(row('own', panel.own.name, shownAt({ ...panel.own, holes: {} }, index, chart)));
  }
  return monthBox(chart, index, rows);
}

export const medianAt = (panel: BandPanel, index: number, chart: BandChart): string =>
  shownAt({ values: panel.median, holes: panel.holes }, index, chart);

/** « 50,0 % – 70,2 % », or null where the quartiles are not shown. */
export function quartilesAt(panel: BandPanel, index: number, chart: BandChart): string | null {
  const [low, high] = [panel.firstQuartile[index] ?? null, panel.thirdQuartile[index] ?? null];
  if (low === null || high === null) return null;
  const shown = (value: number): string => formatValue(value, chart.unit, chart.locale);
  return `${shown(low)} – ${shown(high)}`;
}

function panelIdOf(points: unknown): string | null {
  const first: unknown = Array.isArray(points) ? points[0] : points;
  if (typeof first !== 'object' || first === null || !('seriesId' in first)) return null;
  return typeof first.seriesId === 'string' ? (first.seriesId.split('|')[0] ?? null) : null;
}
