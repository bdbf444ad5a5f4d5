import type { Cell, Series } from '@vigie/contract';
import { largestFactor } from '@vigie/contract/formulas';
import type { Download, Figure } from '../figure/figure.ts';
import { formatMonth } from '../format/date.ts';
import { formatCount } from '../format/number.ts';
import {
  monthsOf,
  plainCell,
  tableCell,
  textOf,
  topicFigure,
  type TopicBase,
} from '../topics/base.ts';
import { cellsBy, lastFirmOf } from '../topics/cells.ts';
import { barsChart, largestFirst } from '../topics/charts.ts';
import { clearlyAbove, reportRate, type RegionRate } from './regions.ts';

export interface RegionsInput {
  base: TopicBase;
  /** Reports by region and month, of one irritant or of all. */
  reports: Series;
  /** Equipped professionals and structures by region and month. */
  installed: Series;
  /** The same for the nation, where published. */
  nation: { reports: Series | null; installed: Series | null };
  regions: readonly { id: string; name: string; href: string }[];
  /** What the reports are about, in words. */
  name: string;
  month: string | null;
  downloads: Download[];
}

/** Reports by region, against the equipped who could have reported. */
export function regionsFigure(input: RegionsInput): Figure {
  const { base, reports, installed, downloads, name } = input;
  const { words, locale } = base;
  const lines = cellsBy(reports.rows, 'territory');
  const firm = lastFirmOf(lines);
  const month = input.month ?? base.month ?? firm ?? monthsOf(lines, base.edition).at(-1) ?? null;
  const rates = month === null ? [] : ratesOf(input, month);
  const nation = month === null ? null : nationRate(input, month);
  const published = rates.filter(({ value }) => value !== null);
  const whole = (value: number): string => formatCount(value, locale);
  const chart = barsChart(
    base,
    {
      ...reports.measure,
      unit: {
        id: 'per_10000',
        label: { fr: words.irritants_regions_unit(), en: words.irritants_regions_unit() },
      },
    },
    rates.map(({ id, name: region, href, value, state, reports: cell }) => ({
      id,
      name: region,
      href,
      value,
      state,
      provisional: cell?.provisional ?? false,
    })),
  );
  return topicFigure(base, {
    id: 'regions',
    eyebrow: words.irritants_regions_eyebrow(),
    title:
      month === null
        ? words.irritants_nothing_title({ measure: textOf(reports.measure.label, locale) })
        : titleOf(input, rates, nation, month),
    sentence:
      month === null ? words.irritants_nothing_sentence() : sentenceOf(input, rates, nation, month),
    answers: [reports, installed],
    chart:
      published.length === 0
        ? null
        : {
            ...chart,
            ...(nation === null ? {} : { reference: { value: nation, label: 'France' } }),
          },
    notes: [words.irritants_regions_note()],
    table: {
      caption: words.irritants_regions_caption({
        name,
        month: month === null ? '' : formatMonth(month, locale),
      }),
      headers: [
        words.column_region(),
        words.irritants_column_reports(),
        words.irritants_column_installed(),
        words.irritants_column_rate(),
        words.irritants_column_interval(),
      ],
      rows: rates.map((rate) => ({
        header: rate.name,
        href: rate.href,
        cells: [
          tableCell(base, rate.reports, reports.measure.unit.id),
          tableCell(base, rate.installed, installed.measure.unit.id),
          rate.value === null && rate.state === 'small_denominator'
            ? { text: base.stateLabel(rate.state), hidden: true }
            : plainCell(rate.value === null ? null : whole(rate.value)),
          plainCell(
            rate.range === null ? null : `${whole(rate.range.low)}–${whole(rate.range.high)}`,
          ),
        ],
      })),
    },
    downloads,
    firm,
    about: [words.irritants_regions_about()],
  });
}

function ratesOf({ base, reports, installed, regions }: RegionsInput, month: string): RegionRate[] {
  const factor = largestFactor(base.edition.source.strata);
  const counted = cellsBy(reports.rows, 'territory');
  const equipped = cellsBy(installed.rows, 'territory');
  return largestFirst(
    regions.map((region) => {
      const cells = [counted, equipped].map((lines) => lines.get(region.id)?.get(month));
      const [first, second] = cells;
      return {
        ...region,
        reports: first,
        installed: second,
        ...reportRate(first, second, factor),
      };
    }),
  );
}

function nationRate({ nation }: RegionsInput, month: string): number | null {
  const at = (answer: Series | null): Cell | undefined =>
    answer?.rows.find(({ period, territory }) => period === month && territory === 'FR');
  return reportRate(at(nation.reports), at(nation.installed), 1).value;
}

function titleOf(
  { base, name }: RegionsInput,
  rates: readonly RegionRate[],
  nation: number | null,
  month: string,
): string {
  const { words, locale } = base;
  if (rates.every(({ value }) => value === null)) {
    return words.irritants_regions_title_hidden({ name, month: formatMonth(month, locale) });
  }
  const above = clearlyAbove(rates, nation);
  const [top] = above;
  if (top === undefined) return words.irritants_regions_title_none({ name });
  return above.length === 1
    ? words.irritants_regions_title_one({ name, top: top.name })
    : words.irritants_regions_title({ name, count: String(above.length), top: top.name });
}

function sentenceOf(
  { base }: RegionsInput,
  rates: readonly RegionRate[],
  nation: number | null,
  month: string,
): string {
  const { words, locale } = base;
  const when = { month: formatMonth(month, locale) };
  const published = rates.filter(({ value }) => value !== null);
  const [high, low] = [published[0], published.at(-1)];
  if (high === undefined || low === undefined) {
    return words.irritants_regions_sentence_hidden(when);
  }
  const clauses = [
    words.irritants_regions_sentence({
      ...when,
      low: formatCount(low.value ?? 0, locale),
      lowName: low.name,
      high: formatCount(high.value ?? 0, locale),
      highName: high.name,
    }),
  ];
  if (nation !== null) {
    clauses.push(words.irritants_regions_nation({ value: formatCount(nation, locale) }));
  }
  const hidden = rates.length - published.length;
  if (hidden === 1) clauses.push(words.irritants_regions_hidden_one());
  if (hidden > 1) clauses.push(words.irritants_regions_hidden({ count: String(hidden) }));
  return `${clauses.reduce((first, second) => words.joined({ first, second }))}.`;
}
