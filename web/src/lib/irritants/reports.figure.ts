import type { Series } from '@vigie/contract';
import type { TrendMark } from '../chart/chart-spec.ts';
import type { Choice } from '../filters/nearest.ts';
import type { Curves } from '../figure/curves.ts';
import type { Download, Figure, FigureTable } from '../figure/figure.ts';
import { gapNotes } from '../figure/gap-notes.ts';
import type { Words } from '../figure/words.ts';
import { formatMonth } from '../format/date.ts';
import { formatCount, formatPercent } from '../format/number.ts';
import {
  listOf,
  lowered,
  marksNote,
  monthsOf,
  plainCell,
  provisionalNotes,
  tableCell,
  textCell,
  textOf,
  topicFigure,
  type TopicBase,
} from '../topics/base.ts';
import { cellsBy, lastFirmOf } from '../topics/cells.ts';
import { trendChart } from '../topics/charts.ts';
import type { Trend } from '../topics/trend.ts';
import { rankIrritants, trendWord, type RankedIrritant } from './ranking.ts';

export interface ReportsInput {
  base: TopicBase;
  /** By irritant and month. */
  answer: Series;
  /** All irritants together, where published. */
  total: Series | null;
  irritants: readonly Choice[];
  /** Irritant put forward; the most reported one where null. */
  chosen: string | null;
  /** Status of an irritant in words, and since when. */
  statusOf: (irritant: string) => { status: string; since: string } | null;
  hrefOf: (irritant: string) => string;
  marks: TrendMark[];
  marksAre: 'levers' | 'milestones';
  downloads: Download[];
}

/** A name that fits at the end of a line; the API's own where there is none. */
function shortName(words: Words, irritant: string, name: string): string {
  const short: Partial<Record<string, () => string>> = {
    'IRR-1': words.irritants_short_irr_1,
    'IRR-2': words.irritants_short_irr_2,
    'IRR-3': words.irritants_short_irr_3,
    'IRR-4': words.irritants_short_irr_4,
    'IRR-5': words.irritants_short_irr_5,
    'IRR-6': words.irritants_short_irr_6,
    'IRR-7': words.irritants_short_irr_7,
  };
  return short[irritant]?.() ?? name;
}

/** Reports by month, one line for each irritant, the one looked at in bold. */
export function reportsFigure(input: ReportsInput): Figure {
  const { base, answer, chosen, marks, marksAre, downloads } = input;
  const { words, locale } = base;
  const lines = cellsBy(answer.rows, 'irritant');
  const months = monthsOf(lines, base.edition);
  const firm = lastFirmOf(lines);
  const { month, ranked } = rankIrritants(base, answer, input.irritants);
  const own = ranked.find(({ id }) => id === chosen) ?? ranked[0];
  const named = ranked.map(({ id, name }) => ({
    id,
    name: shortName(words, id, name),
    role: id === own?.id ? ('own' as const) : ('other' as const),
  }));
  const drawnMarks = marks.filter((mark) => months.includes(mark.month));
  const chart = trendChart(base, {
    measure: answer.measure,
    lines,
    named: named.toReversed(),
    months,
    firm,
    marks: drawnMarks,
  });
  const label = textOf(answer.measure.label, locale);
  return topicFigure(base, {
    id: 'signalements',
    eyebrow: words.irritants_reports_eyebrow(),
    title:
      month === null || own === undefined
        ? words.irritants_nothing_title({ measure: label })
        : reportsTitle(input, month, own),
    sentence:
      month === null || own === undefined
        ? words.irritants_nothing_sentence()
        : reportsSentence(input, month, own, ranked),
    answers: [answer],
    chart: months.length === 0 ? null : chart,
    notes: [
      words.irritants_trend_note(),
      ...provisionalNotes(base, months, firm),
      ...marksNote(
        drawnMarks,
        locale,
        marksAre === 'levers' ? words.irritants_marks_levers : words.irritants_marks_milestones,
      ),
      ...gapNotes(chart.lines, words),
    ],
    table: reportsTable(input, month, ranked, lines, own?.id),
    downloads,
    firm,
  });
}

const totalAt = ({ total }: ReportsInput, month: string): number | null =>
  total?.rows.find((cell) => cell.period === month && cell.territory === 'FR')?.value ?? null;

function reportsTitle(input: ReportsInput, month: string, own: RankedIrritant): string {
  const { base, chosen } = input;
  const { words, locale } = base;
  const when = formatMonth(month, locale);
  if (own.value === null) {
    return words.irritants_curve_title_hidden({ measure: own.name, month: when });
  }
  const count = formatCount(own.value, locale);
  if (chosen !== null)
    return words.irritants_reports_title_own({ name: own.name, count, month: when });
  const total = totalAt(input, month);
  return total === null
    ? words.irritants_reports_title_top({ name: own.name, month: when, count })
    : words.irritants_reports_title({
        total: formatCount(total, locale),
        month: when,
        name: own.name,
      });
}

function reportsSentence(
  input: ReportsInput,
  month: string,
  own: RankedIrritant,
  ranked: readonly RankedIrritant[],
): string {
  const { base } = input;
  const { words, locale } = base;
  const clauses: string[] = [];
  const when = formatMonth(month, locale);
  if (own.value === null) {
    const cell = input.answer.rows.find(
      ({ period, irritant }) => period === month && irritant === own.id,
    );
    const state = cell === undefined ? words.state_absent() : base.stateLabel(cell.state);
    clauses.push(words.sentence_hidden({ month: when, state: lowered(state) }).replace(/\.$/, ''));
  } else {
    clauses.push(
      words.irritants_reports_sentence({
        month: when,
        count: formatCount(own.value, locale),
        name: own.name,
      }),
    );
    const total = totalAt(input, month);
    if (total !== null && total > 0) {
      const share = formatPercent((100 * own.value) / total, locale);
      clauses[0] = `${clauses[0] ?? ''}${words.comma()}${words.irritants_reports_share({ share })}`;
    }
  }
  const quoted = (trend: Trend): string[] =>
    ranked
      .filter(({ test }) => test.trend === trend)
      .map(({ name }) => words.irritants_quoted({ name }));
  const [rising, falling] = [quoted('up'), quoted('down')];
  if (rising.length > 0) {
    clauses.push(words.irritants_reports_rising({ list: listOf(rising, locale) }));
  }
  if (falling.length > 0) {
    clauses.push(words.irritants_reports_falling({ list: listOf(falling, locale) }));
  }
  if (rising.length + falling.length === 0 && ranked.every(({ test }) => test.trend === 'flat')) {
    clauses.push(words.irritants_reports_steady());
  }
  return `${clauses.reduce((first, second) => words.joined({ first, second }))}.`;
}

function reportsTable(
  input: ReportsInput,
  month: string | null,
  ranked: readonly RankedIrritant[],
  lines: Curves,
  own: string | undefined,
): FigureTable {
  const { base, answer, statusOf, hrefOf } = input;
  const { words, locale } = base;
  const count = (value: number | null): string | null =>
    value === null ? null : formatCount(value, locale);
  return {
    caption: words.irritants_reports_caption({
      month: month === null ? '' : formatMonth(month, locale),
    }),
    headers: [
      words.irritants_column_irritant(),
      words.irritants_column_reports(),
      words.irritants_column_quarter(),
      words.irritants_column_quarter_before(),
      words.irritants_column_trend(),
      words.irritants_column_status(),
      words.irritants_column_since(),
    ],
    rows:
      month === null
        ? []
        : ranked.map(({ id, name, test }) => {
            const status = statusOf(id);
            return {
              header: name,
              href: hrefOf(id),
              ...(id === own ? { own: true } : {}),
              cells: [
                tableCell(base, lines.get(id)?.get(month), answer.measure.unit.id),
                plainCell(count(test.recent)),
                plainCell(count(test.before)),
                textCell(trendWord(base, test.trend)),
                textCell(status?.status ?? null),
                textCell(status?.since ?? null),
              ],
            };
          }),
  };
}
