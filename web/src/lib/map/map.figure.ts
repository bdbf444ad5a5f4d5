import type { Cell, Series } from '@vigie/contract';
import type { MapChart } from '../chart/chart-spec.ts';
import type { Figure, FigureTable } from '../figure/figure.ts';
import { capitalised, rateWords } from '../figure/words.ts';
import { formatMonth } from '../format/date.ts';
import { formatCount, formatValue } from '../format/number.ts';
import { downloadsOf } from '../page/downloads.ts';
import { hiddenSentence, rankedOf, type Placed } from '../page/ranked.ts';
import { answerTo, measureLabel, recentPeriod, type Site } from '../page/site.ts';
import type { PageTerritory } from '../page/territory.ts';
import { tableCell, textOf, topicFigure } from '../topics/base.ts';
import { lastFirmOf, cellsBy } from '../topics/cells.ts';
import { chartWords } from '../topics/charts.ts';

/** A median of fewer would be one of them. */
const enough = 5;

export interface MapInput {
  measure: string;
  /** All departments of France, or those of a region. */
  departments: readonly PageTerritory[];
  /** Region whose departments are shown; null for all of France. */
  within: PageTerritory | null;
  /** Department or region to outline. */
  own: string | null;
  hrefOf: (department: PageTerritory) => string;
}

/** The departments of a month in classes, those without a value in patterns. */
export async function loadMap(site: Site, input: MapInput): Promise<Figure | null> {
  const question = {
    measure: input.measure,
    split: 'department',
    ...(input.within === null ? {} : { territory: input.within.id }),
    period: recentPeriod(site),
  };
  const answer = await answerTo(site, question);
  const month = site.month ?? lastFirmOf(cellsBy(answer?.rows ?? [], 'territory'));
  if (answer === null || month === null) return null;
  const cells = new Map(
    answer.rows.filter((cell) => cell.period === month).map((cell) => [cell.territory, cell]),
  );
  const { placed, hidden } = rankedOf(answer.rows, input.departments, month);
  const { words, locale } = site;
  return topicFigure(site, {
    id: 'carte',
    eyebrow: words.map_eyebrow({ measure: measureLabel(site, input.measure) }),
    title: titleOf(site, answer, placed, month),
    sentence: sentenceOf(site, answer, placed, hidden.length, month),
    answers: [answer],
    chart: placed.length === 0 ? null : chartOf(site, input, answer, cells, month),
    notes: hiddenSentence(site, hidden),
    table: tableOf(
      site,
      input,
      answer,
      placed,
      hidden.map(({ territory }) => territory),
      cells,
      month,
    ),
    downloads: downloadsOf(site, [
      {
        label: words.download_this_table(),
        question: { ...question, period: month },
        rows: cells.size,
      },
    ]),
    firm: [...cells.values()].some(({ provisional }) => provisional) ? null : month,
    about: [words.map_about({ month: formatMonth(month, locale) })],
  });
}

function chartOf(
  site: Site,
  { departments, own, hrefOf }: MapInput,
  { measure }: Series,
  cells: ReadonlyMap<string, Cell>,
  month: string,
): MapChart {
  const { words, locale, stateLabel } = site;
  const label = textOf(measure.label, locale);
  return {
    kind: 'map',
    locale,
    unit: measure.unit.id,
    unitLabel: textOf(measure.unit.label, locale),
    areas: departments.map((department) => {
      const cell = cells.get(department.id);
      return {
        id: department.id,
        name: department.name,
        value: cell?.value ?? null,
        state: cell?.state ?? 'not_received',
        stateLabel: cell === undefined ? words.state_absent() : stateLabel(cell.state),
        ...(cell?.provisional === true ? { provisional: true } : {}),
        href: hrefOf(department),
        ...(department.id === own ||
        (own !== null && department.region === own && departments.length > 30)
          ? { own: true }
          : {}),
      };
    }),
    words: {
      ...chartWords(site),
      legend: words.map_legend({ measure: label, month: formatMonth(month, locale) }),
      provisional: words.provisional(),
      inset: words.map_inset(),
    },
  };
}

function titleOf(
  { words, locale }: Site,
  { measure }: Series,
  placed: readonly Placed[],
  month: string,
): string {
  const label = textOf(measure.label, locale);
  const [low, high] = [placed[0], placed.at(-1)];
  if (low === undefined || high === undefined) {
    return words.ranking_title_none({ measure: label, month: formatMonth(month, locale) });
  }
  const shown = (value: number): string => formatValue(value, measure.unit.id, locale);
  if (low === high) {
    return words.title_rate({ name: low.territory.name, measure: label, value: shown(low.value) });
  }
  return words.ranking_title({
    measure: label,
    low: shown(low.value),
    lowName: low.territory.name,
    high: shown(high.value),
    highName: high.territory.name,
  });
}

function sentenceOf(
  { words, locale }: Site,
  { measure }: Series,
  placed: readonly Placed[],
  hidden: number,
  month: string,
): string {
  const inMonth = formatMonth(month, locale);
  const all = formatCount(placed.length + hidden, locale);
  const counted = words.ranking_count({
    month: inMonth,
    placed: formatCount(placed.length, locale),
    all,
  });
  const [under, over] = [(placed.length - 1) / 2, placed.length / 2].map(
    (middle) => placed[Math.floor(middle)]?.value,
  );
  if (placed.length < enough || under === undefined || over === undefined) return `${counted}.`;
  const value = formatValue((under + over) / 2, measure.unit.id, locale);
  return words.map_median({ start: counted, value });
}

function tableOf(
  site: Site,
  { hrefOf, own }: MapInput,
  { measure }: Series,
  placed: readonly Placed[],
  hidden: readonly PageTerritory[],
  cells: ReadonlyMap<string, Cell>,
  month: string,
): FigureTable {
  const { words, locale } = site;
  const label = textOf(measure.label, locale);
  const ratio = measure.kind === 'ratio';
  const parts = rateWords(words, measure, locale);
  return {
    caption: words.caption_departments({ measure: label, month: formatMonth(month, locale) }),
    headers: [
      words.column_department(),
      label,
      ...(ratio ? [capitalised(parts.numerator), capitalised(parts.denominator)] : []),
    ],
    rows: [...placed.map(({ territory }) => territory), ...hidden].map((department) => {
      const cell = cells.get(department.id);
      const counts = [cell?.numerator ?? null, cell?.denominator ?? null].map((value) => ({
        text: value === null ? '–' : formatCount(value, locale),
      }));
      return {
        header: department.name,
        href: hrefOf(department),
        ...(department.id === own ? { own: true } : {}),
        cells: [tableCell(site, cell, measure.unit.id), ...(ratio ? counts : [])],
      };
    }),
  };
}
