import type { Cell, Series } from '@vigie/contract';
import type { Target, TrendMark } from '../chart/chart-spec.ts';
import { changeSince, type Change, type Curves } from '../figure/curves.ts';
import type { Download, Figure } from '../figure/figure.ts';
import { gapNotes } from '../figure/gap-notes.ts';
import { capitalised, rateWords } from '../figure/words.ts';
import { addMonths, formatMonth } from '../format/date.ts';
import { formatChange, formatCount, formatPoints, formatValue } from '../format/number.ts';
import type { Locale } from '../i18n/locale.ts';
import {
  lowered,
  marksNote,
  monthsOf,
  plainCell,
  provisionalNotes,
  tableCell,
  textOf,
  topicFigure,
  yearBefore,
  type TopicBase,
} from '../topics/base.ts';
import { cellsBy, lastFirmOf } from '../topics/cells.ts';
import { trendChart } from '../topics/charts.ts';

export interface CurveInput {
  base: TopicBase;
  id: string;
  /** The nation by month. */
  answer: Series;
  nation: { id: string; name: string };
  /** Levers of the irritant, oldest first. */
  marks: TrendMark[];
  /** Why this measure is shown here, where that is not plain. */
  concern: string | null;
  downloads: Download[];
}

/** A measure's national curve with an irritant's levers on it. */
export function curveFigure(input: CurveInput): Figure {
  const { base, answer, nation, downloads, concern } = input;
  const { words, locale } = base;
  const lines = cellsBy(answer.rows, 'territory');
  const months = monthsOf(lines, base.edition);
  const firm = lastFirmOf(lines);
  const month = base.month ?? firm ?? months.at(-1) ?? null;
  const label = textOf(answer.measure.label, locale);
  const marks = input.marks.filter((mark) => months.includes(mark.month));
  const target = targetOf(answer, base);
  const chart = trendChart(base, {
    measure: answer.measure,
    lines,
    named: [{ id: nation.id, name: nation.name, role: 'nation' }],
    months,
    firm,
    marks,
    ...(target === undefined ? {} : { target }),
  });
  const cell = month === null ? undefined : lines.get(nation.id)?.get(month);
  const unit = answer.measure.unit.id;
  const when = { month: month === null ? '' : formatMonth(month, locale) };
  return topicFigure(base, {
    id: input.id,
    title:
      month === null
        ? words.irritants_nothing_title({ measure: label })
        : cell === undefined || cell.value === null
          ? words.irritants_curve_title_hidden({ measure: label, ...when })
          : words.irritants_curve_title({
              measure: label,
              value: formatValue(cell.value, unit, locale),
              ...when,
            }),
    sentence:
      month === null
        ? words.irritants_nothing_sentence()
        : sentenceOf(input, lines, cell, month, marks),
    answers: [answer],
    chart: months.length === 0 ? null : chart,
    notes: [
      ...(concern === null ? [] : [concern]),
      ...(marks.length === 0 ? [words.irritants_marks_none()] : [words.irritants_curve_note()]),
      ...marksNote(marks, locale, words.irritants_marks_levers),
      ...provisionalNotes(base, months, firm),
      ...gapNotes(chart.lines, words),
    ],
    table: tableOf(input, lines, months),
    downloads,
    firm,
  });
}

function targetOf({ measure }: Series, { locale, words }: TopicBase): Target | undefined {
  const target = measure.target;
  return target === undefined
    ? undefined
    : { value: target.value, label: `${words.irritants_target()} ${textOf(target.label, locale)}` };
}

function sentenceOf(
  input: CurveInput,
  lines: Curves,
  cell: Cell | undefined,
  month: string,
  marks: readonly TrendMark[],
): string {
  const { base, answer, nation } = input;
  const { words, locale, stateLabel } = base;
  const { unit } = answer.measure;
  const when = { month: formatMonth(month, locale) };
  if (cell === undefined || cell.value === null) {
    const state = cell === undefined ? words.state_absent() : stateLabel(cell.state);
    return words.sentence_hidden({ ...when, state: lowered(state) });
  }
  const parts = rateWords(words, answer.measure, locale);
  const clauses: string[] = [
    cell.numerator === null || cell.denominator === null
      ? words.irritants_curve_sentence_count({
          ...when,
          value: formatValue(cell.value, unit.id, locale),
          unit: textOf(unit.label, locale),
        })
      : words.irritants_curve_sentence_rate({
          ...when,
          numerator: `${formatCount(cell.numerator, locale)} ${parts.numerator}`,
          denominator: `${formatCount(cell.denominator, locale)} ${parts.denominator}`,
        }),
  ];
  const line = lines.get(nation.id);
  const change = changeOf(answer, changeSince(lines, nation.id, month, 12), locale);
  if (change !== null) {
    clauses[0] =
      `${clauses[0] ?? ''}${words.comma()}` +
      words.change_since({ change, since: formatMonth(yearBefore(month), locale) });
  }
  const [first] = marks;
  const untreated = first === undefined ? undefined : line?.get(addMonths(first.month, -1));
  const earlier = untreated?.value ?? null;
  if (first !== undefined && earlier !== null && first.month <= month) {
    clauses.push(
      words.irritants_curve_since_lever({
        value: formatValue(earlier, unit.id, locale),
        lever: first.label,
        month: formatMonth(first.month, locale),
      }),
    );
  }
  return `${clauses.reduce((start, clause) => words.joined({ first: start, second: clause }))}.`;
}

function changeOf({ measure }: Series, change: Change | null, locale: Locale): string | null {
  if (change === null) return null;
  if (measure.unit.id === 'percent') return formatPoints(change.difference, locale);
  return change.ratio === null ? null : formatChange(change.ratio, locale);
}

/** The curve month by month, the latest first. */
function tableOf(input: CurveInput, lines: Curves, months: readonly string[]) {
  const { base, answer, nation } = input;
  const { words, locale } = base;
  const label = textOf(answer.measure.label, locale);
  const ratio = answer.measure.kind === 'ratio';
  const parts = rateWords(words, answer.measure, locale);
  const part = (value: number | null): string | null =>
    value === null ? null : formatCount(value, locale);
  return {
    caption: words.irritants_curve_caption({ measure: label }),
    headers: [
      words.irritants_column_month(),
      ratio ? label : `${label} (${textOf(answer.measure.unit.label, locale)})`,
      ...(ratio ? [capitalised(parts.numerator), capitalised(parts.denominator)] : []),
    ],
    rows: months.toReversed().map((month) => {
      const cell = lines.get(nation.id)?.get(month);
      return {
        header: formatMonth(month, locale),
        cells: [
          tableCell(base, cell, answer.measure.unit.id),
          ...(ratio
            ? [plainCell(part(cell?.numerator ?? null)), plainCell(part(cell?.denominator ?? null))]
            : []),
        ],
      };
    }),
  };
}
