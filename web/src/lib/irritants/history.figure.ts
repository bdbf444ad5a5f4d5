import type { Series } from '@vigie/contract';
import { largestFactor } from '@vigie/contract/formulas';
import type { TrendMark } from '../chart/chart-spec.ts';
import type { Curves } from '../figure/curves.ts';
import type { Download, Figure } from '../figure/figure.ts';
import { gapNotes } from '../figure/gap-notes.ts';
import type { Words } from '../figure/words.ts';
import { formatMonth } from '../format/date.ts';
import { formatCount } from '../format/number.ts';
import {
  lowered,
  marksNote,
  monthsOf,
  provisionalNotes,
  tableCell,
  textCell,
  textOf,
  topicFigure,
  type TopicBase,
} from '../topics/base.ts';
import { lastFirmOf } from '../topics/cells.ts';
import { trendChart } from '../topics/charts.ts';
import { trendOf } from '../topics/trend.ts';
import { trendWord } from './ranking.ts';

export interface HistoryInput {
  base: TopicBase;
  irritant: string;
  /** Each by irritant and month; the last two where published. */
  reported: Series;
  resolved: Series | null;
  reopened: Series | null;
  /** Levers of the irritant, oldest first. */
  marks: TrendMark[];
  downloads: Download[];
}

const lineIds = ['reported', 'resolved', 'reopened'] as const;
type LineId = (typeof lineIds)[number];

/** What happened to the reports of one irritant, month by month: the three lines by their ids. */
export function historyLines(input: Pick<HistoryInput, LineId | 'irritant'>): Curves {
  const lines: Curves = new Map();
  for (const id of lineIds) {
    const cells = input[id]?.rows.filter(({ irritant }) => irritant === input.irritant) ?? [];
    if (cells.length > 0) lines.set(id, new Map(cells.map((cell) => [cell.period, cell])));
  }
  return lines;
}

/** Reported, resolved and reopened by month, with the irritant's levers on the curve. */
export function historyFigure(input: HistoryInput): Figure {
  const { base, reported, resolved, reopened, downloads } = input;
  const { words, locale } = base;
  const lines = historyLines(input);
  const months = monthsOf(lines, base.edition);
  const firm = lastFirmOf(lines);
  const month = base.month ?? firm ?? months.at(-1) ?? null;
  const names = namesOf(words);
  const roles = { reported: 'own', resolved: 'second', reopened: 'third' } as const;
  const marks = input.marks.filter((mark) => months.includes(mark.month));
  const chart = trendChart(base, {
    measure: reported.measure,
    lines,
    named: lineIds
      .filter((id) => lines.has(id))
      .map((id) => ({ id, name: names[id], role: roles[id] })),
    months,
    firm,
    marks,
  });
  const label = textOf(reported.measure.label, locale);
  const others = [resolved, reopened].filter((answer) => answer !== null);
  const unit = reported.measure.unit.id;
  return topicFigure(base, {
    id: 'signalements',
    eyebrow: words.irritants_curve_reports_eyebrow(),
    title:
      month === null
        ? words.irritants_nothing_title({ measure: label })
        : titleOf(base, lines, month, label),
    sentence: month === null ? words.irritants_nothing_sentence() : sentenceOf(base, lines, month),
    answers: [reported, ...others],
    chart: months.length === 0 ? null : chart,
    notes: [
      words.irritants_trend_note(),
      ...(marks.length === 0
        ? [words.irritants_marks_none()]
        : marksNote(marks, locale, words.irritants_marks_levers)),
      ...provisionalNotes(base, months, firm),
      ...gapNotes(chart.lines, words),
    ],
    table: {
      caption: words.irritants_one_caption(),
      headers: [
        words.irritants_column_month(),
        words.irritants_column_reported(),
        words.irritants_column_resolved(),
        words.irritants_column_reopened(),
        words.irritants_column_levers(),
      ],
      rows: months.toReversed().map((period) => {
        const there = marks.filter((mark) => mark.month === period).map((mark) => mark.label);
        return {
          header: formatMonth(period, locale),
          cells: [
            ...lineIds.map((id) => tableCell(base, lines.get(id)?.get(period), unit)),
            textCell(there.length === 0 ? null : there.join(words.comma())),
          ],
        };
      }),
    },
    downloads,
    firm,
  });
}

const namesOf = (words: Words): Record<LineId, string> => ({
  reported: words.irritants_one_line_reported(),
  resolved: words.irritants_one_line_resolved(),
  reopened: words.irritants_one_line_reopened(),
});

const testOf = (base: TopicBase, lines: Curves, month: string) =>
  trendOf(lines.get('reported'), month, largestFactor(base.edition.source.strata));

function titleOf(base: TopicBase, lines: Curves, month: string, measure: string): string {
  const { words, locale } = base;
  const when = formatMonth(month, locale);
  const value = lines.get('reported')?.get(month)?.value ?? null;
  if (value === null) return words.irritants_curve_title_hidden({ measure, month: when });
  const { trend } = testOf(base, lines, month);
  const input = { count: formatCount(value, locale), month: when };
  return trend === 'unknown'
    ? words.irritants_one_title_unknown(input)
    : words.irritants_one_title({ ...input, trend: trendWord(base, trend) });
}

function sentenceOf(base: TopicBase, lines: Curves, month: string): string {
  const { words, locale, stateLabel } = base;
  const parts = {
    reported: words.irritants_one_part_reported,
    resolved: words.irritants_one_part_resolved,
    reopened: words.irritants_one_part_reopened,
  };
  const names = namesOf(words);
  const cells = lineIds.map((id) => ({ id, cell: lines.get(id)?.get(month) }));
  const published = cells.flatMap(({ id, cell }) =>
    cell === undefined || cell.value === null
      ? []
      : [parts[id]({ count: formatCount(cell.value, locale) })],
  );
  const hidden = cells.flatMap(({ id, cell }) => {
    if (cell !== undefined && cell.value !== null) return [];
    const state = cell === undefined ? words.state_absent() : stateLabel(cell.state);
    return [words.irritants_one_part_hidden({ name: lowered(names[id]), state: lowered(state) })];
  });
  const list = [published.join(words.comma()), ...hidden].filter((text) => text !== '');
  const start = words.irritants_one_sentence({
    month: formatMonth(month, locale),
    list: list.reduce((first, second) => words.joined({ first, second })),
  });
  const { recent, before, trend } = testOf(base, lines, month);
  if (recent === null || before === null) return `${start}.`;
  const second = words.irritants_one_quarter({
    recent: formatCount(recent, locale),
    before: formatCount(before, locale),
    trend: trendWord(base, trend),
  });
  return `${words.joined({ first: start, second })}.`;
}
