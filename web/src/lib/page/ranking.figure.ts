import type { Cell, Series } from '@vigie/contract';
import type { SeriesQuestion } from '../api/question.ts';
import type { Figure, FigureTable, TableCell } from '../figure/figure.ts';
import { capitalised, rateWords } from '../figure/words.ts';
import { formatMonth } from '../format/date.ts';
import { formatCount, formatValue } from '../format/number.ts';
import { tableCell, textOf, topicFigure } from '../topics/base.ts';
import { barsChart } from '../topics/charts.ts';
import { downloadsOf } from './downloads.ts';
import { hiddenSentence, rankedOf, type Placed } from './ranked.ts';
import type { Site } from './site.ts';
import type { PageTerritory } from './territory.ts';

export interface RankingInput {
  id: string;
  answer: Series;
  question: SeriesQuestion;
  month: string;
  /** Whether the month may still change. */
  provisional: boolean;
  territories: readonly PageTerritory[];
  level: 'region' | 'department';
  /** Name of the region whose departments these are; null for all of France. */
  within: string | null;
  own: string | null;
  hrefOf: (territory: PageTerritory) => string;
  /** Value of France that month, or null. */
  nation: number | null;
}

/** Territories by their value, lowest first, with those that have none listed apart. */
export function rankingFigure(site: Site, input: RankingInput): Figure {
  const { words, locale } = site;
  const { answer, month, territories, own, hrefOf, nation } = input;
  const ranked = rankedOf(answer.rows, territories, month);
  const label = textOf(answer.measure.label, locale);
  const unit = answer.measure.unit.id;
  const shown = (value: number): string => formatValue(value, unit, locale);
  const [low, high] = [ranked.placed[0], ranked.placed.at(-1)];
  const inMonth = formatMonth(month, locale);
  const chart = barsChart(
    site,
    answer.measure,
    [...ranked.placed, ...ranked.hidden].map(({ territory, cell }) => ({
      id: territory.id,
      name: territory.name,
      value: cell?.value ?? null,
      state: cell === undefined ? 'absent' : cell.state,
      ...(cell?.provisional === true ? { provisional: true } : {}),
      role: territory.id === own ? ('own' as const) : ('other' as const),
      href: hrefOf(territory),
    })),
  );
  const reference =
    nation === null ? {} : { reference: { value: nation, label: site.nation.name } };
  return topicFigure(site, {
    id: input.id,
    title:
      low === undefined || high === undefined
        ? words.ranking_title_none({ measure: label, month: inMonth })
        : low === high
          ? words.title_rate({ name: low.territory.name, measure: label, value: shown(low.value) })
          : input.within === null || nation === null
            ? (input.level === 'region' ? words.ranking_title_regions : words.ranking_title)({
                measure: label,
                low: shown(low.value),
                lowName: low.territory.name,
                high: shown(high.value),
                highName: high.territory.name,
              })
            : words.ranking_title_above({
                name: input.within,
                above: formatCount(aboveOf(ranked.placed, nation), locale),
                placed: formatCount(ranked.placed.length, locale),
                measure: label,
              }),
    sentence: sentenceOf(site, input, ranked.placed, ranked.hidden.length),
    answers: [answer],
    chart: ranked.placed.length === 0 ? null : { ...chart, ...reference },
    notes: [...hiddenSentence(site, ranked.hidden), words.ranking_note()],
    table: tableOf(site, input, ranked),
    downloads: downloadsOf(site, [
      {
        label: words.download_this_table(),
        question: { ...input.question, period: month },
        rows: answer.rows.filter((cell) => cell.period === month).length,
      },
    ]),
    firm: input.provisional ? null : month,
  });
}

const aboveOf = (placed: readonly Placed[], nation: number): number =>
  placed.filter(({ value }) => value > nation).length;

function sentenceOf(
  site: Site,
  { answer, month, own, territories, nation, level }: RankingInput,
  placed: readonly Placed[],
  hidden: number,
): string {
  const { words, locale } = site;
  const inMonth = formatMonth(month, locale);
  const shown = (value: number): string => formatValue(value, answer.measure.unit.id, locale);
  const mine = placed.find(({ territory }) => territory.id === own);
  const counted = (level === 'region' ? words.ranking_count_regions : words.ranking_count)({
    month: inMonth,
    placed: formatCount(placed.length, locale),
    all: formatCount(placed.length + hidden, locale),
  });
  if (mine !== undefined) {
    return words.ranking_own({
      start: counted,
      name: mine.territory.name,
      rank: formatCount(placed.length - mine.position, locale),
      value: shown(mine.value),
    });
  }
  if (nation === null || territories.length < 2) return `${counted}.`;
  return words.ranking_nation({
    start: counted,
    above: formatCount(aboveOf(placed, nation), locale),
    value: shown(nation),
  });
}

function tableOf(
  site: Site,
  { answer, month, own, hrefOf, level }: RankingInput,
  { placed, hidden }: ReturnType<typeof rankedOf>,
): FigureTable {
  const { words, locale } = site;
  const label = textOf(answer.measure.label, locale);
  const ratio = answer.measure.kind === 'ratio';
  const parts = rateWords(words, answer.measure, locale);
  const counts = (cell: Cell | undefined): TableCell[] =>
    ratio
      ? [cell?.numerator ?? null, cell?.denominator ?? null].map((value) => ({
          text: value === null ? '–' : formatCount(value, locale),
        }))
      : [];
  const row = (territory: PageTerritory, cell: Cell | undefined, rank: string) => ({
    header: territory.name,
    href: hrefOf(territory),
    ...(territory.id === own ? { own: true } : {}),
    cells: [{ text: rank }, tableCell(site, cell, answer.measure.unit.id), ...counts(cell)],
  });
  const caption = { measure: label, month: formatMonth(month, locale) };
  return {
    caption: (level === 'region' ? words.caption_regions : words.caption_departments)(caption),
    headers: [
      level === 'region' ? words.column_region() : words.column_department(),
      words.column_rank(),
      label,
      ...(ratio ? [capitalised(parts.numerator), capitalised(parts.denominator)] : []),
    ],
    rows: [
      ...placed.map(({ territory, cell, rank }) => row(territory, cell, rank)),
      ...hidden.map(({ territory, cell }) => row(territory, cell, '–')),
    ],
  };
}
