import { formatValue } from '../format/number.ts';
import { intlTag } from '../i18n/locale.ts';
import { firmValue } from './adoption.labels.ts';
import type { ChartSpec, LineChart, StaticChart } from './chart-spec.ts';
import { isLineChart } from './chart-spec.ts';
import { shownOf } from './marked.ts';

/** Names listed of a chart with many: the table below has them all. */
const most = 6;

/** One sentence for readers who cannot see the chart; the table below has every value. */
export function describeChart(spec: ChartSpec): string {
  const list = new Intl.ListFormat(intlTag[spec.locale], { type: 'conjunction' });
  const named = isLineChart(spec) ? namedLines(spec) : namedValues(spec);
  return [spec.words.simulated, list.format(named)].filter((part) => part !== '').join('. ');
}

/** Bold lines with the value of the last month that will not change. */
function namedLines(spec: LineChart): string[] {
  const lines =
    spec.kind === 'band'
      ? spec.panels.map(({ name, median }) => ({ name, values: median }))
      : spec.lines.filter(({ role }) => spec.kind === 'trend' || role !== 'other');
  return lines.map((each) => {
    const value = firmValue(each, spec);
    const { unit, locale } = spec;
    return value === null ? each.name : `${each.name} ${formatValue(value, unit, locale)}`;
  });
}

/** What is looked at, or else the first and the last. */
function namedValues(spec: StaticChart): string[] {
  if (spec.kind === 'map') {
    const own = spec.areas.filter((area) => area.own === true);
    const legend = spec.words.legend;
    return [legend, ...own.slice(0, most).map((area) => `${area.name} ${shownOf(area, spec)}`)];
  }
  const values = spec.kind === 'bars' ? spec.rows : spec.steps;
  const named = values.map((each) => `${each.name} ${shownOf(each, spec)}`);
  return named.length <= most ? named : [...named.slice(0, most / 2), ...named.slice(-most / 2)];
}
