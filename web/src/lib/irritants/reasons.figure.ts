import type { Cell, Series } from '@vigie/contract';
import type { Choice } from '../filters/nearest.ts';
import { changeSince } from '../figure/curves.ts';
import type { Download, Figure } from '../figure/figure.ts';
import { formatMonth } from '../format/date.ts';
import { formatChange, formatCount, formatPercent } from '../format/number.ts';
import {
  listOf,
  lowered,
  monthsOf,
  plainCell,
  provisionalNotes,
  tableCell,
  textOf,
  topicFigure,
  yearBefore,
  type TopicBase,
} from '../topics/base.ts';
import { cellsBy, lastFirmOf, sumOf } from '../topics/cells.ts';
import { barsChart, largestFirst } from '../topics/charts.ts';

/** Measures that events give by reason. */
export const reasonMeasures = [
  'identity.returns',
  'identity.mismatches',
  'feeding.withheld',
  'feeding.rejected',
] as const;
export type ReasonMeasure = (typeof reasonMeasures)[number];

export interface ReasonsInput {
  base: TopicBase;
  id: string;
  /** By reason and month. */
  answer: Series;
  /** Every reason with its name; those without a cell are not the measure's. */
  reasons: readonly Choice[];
  downloads: Download[];
}

interface ReasonCell {
  id: string;
  name: string;
  value: number | null;
  cell: Cell | undefined;
}

/** What one month's events were by reason, largest first. */
export function reasonsFigure(input: ReasonsInput): Figure {
  const { base, answer, reasons, downloads } = input;
  const { words, locale } = base;
  const lines = cellsBy(answer.rows, 'reason');
  const months = monthsOf(lines, base.edition);
  const firm = lastFirmOf(lines);
  const month = base.month ?? firm ?? months.at(-1) ?? null;
  const present = reasons.filter(({ id }) => lines.has(id));
  const cells =
    month === null
      ? []
      : largestFirst(
          present.map(({ id, label }): ReasonCell => {
            const cell = lines.get(id)?.get(month);
            return { id, name: label, value: cell?.value ?? null, cell };
          }),
        );
  const total = sumOf(cells.map(({ cell }) => cell));
  const label = textOf(answer.measure.label, locale);
  const since = month === null ? '' : yearBefore(month);
  const changeOf = (id: string): string | null => {
    const ratio = month === null ? null : (changeSince(lines, id, month, 12)?.ratio ?? null);
    return ratio === null ? null : formatChange(ratio, locale);
  };
  return topicFigure(base, {
    id: input.id,
    title:
      month === null
        ? words.irritants_nothing_title({ measure: label })
        : titleOf(input, cells, total, month),
    sentence:
      month === null
        ? words.irritants_nothing_sentence()
        : sentenceOf(input, cells, total, month, changeOf),
    answers: [answer],
    chart: cells.every(({ value }) => value === null)
      ? null
      : barsChart(
          base,
          answer.measure,
          cells.map(({ id, name, value, cell }) => ({
            id,
            name,
            value,
            state: cell?.state ?? 'absent',
            provisional: cell?.provisional ?? false,
          })),
        ),
    notes:
      month !== null && firm !== null && month > firm ? provisionalNotes(base, months, firm) : [],
    table: {
      caption: words.irritants_reasons_caption({
        measure: label,
        month: month === null ? '' : formatMonth(month, locale),
      }),
      headers: [
        words.irritants_column_reason(),
        `${label} (${textOf(answer.measure.unit.label, locale)})`,
        words.irritants_column_share(),
        words.irritants_column_change({
          since: since === '' ? '' : formatMonth(since, locale, 'short'),
        }),
      ],
      rows: cells.map(({ id, name, value, cell }) => ({
        header: name,
        cells: [
          tableCell(base, cell, answer.measure.unit.id),
          plainCell(shareOf(value, total, base)),
          plainCell(changeOf(id)),
        ],
      })),
    },
    downloads,
    firm,
    about: [words.irritants_reasons_about()],
  });
}

const shareOf = (value: number | null, total: number | null, { locale }: TopicBase) =>
  value === null || total === null || total === 0
    ? null
    : formatPercent((100 * value) / total, locale);

function titleOf(
  { base, answer }: ReasonsInput,
  cells: readonly ReasonCell[],
  total: number | null,
  month: string,
): string {
  const { words, locale } = base;
  const measure = textOf(answer.measure.label, locale);
  const [first] = cells;
  if (first === undefined || first.value === null) {
    return words.irritants_reasons_title_hidden({ measure, month: formatMonth(month, locale) });
  }
  if (answer.measure.id === 'identity.returns') {
    const one = cells.find(({ id }) => id === 'one');
    const share = shareOf(one?.value ?? null, total, base);
    if (share !== null) return words.irritants_reasons_title_returns({ share });
  }
  const share = shareOf(first.value, total, base);
  const value =
    share === null ? formatCount(first.value, locale) : words.irritants_reasons_share({ share });
  const titles: Partial<Record<string, (input: { name: string; value: string }) => string>> = {
    'identity.mismatches': words.irritants_reasons_title_mismatches,
    'feeding.withheld': words.irritants_reasons_title_withheld,
    'feeding.rejected': words.irritants_reasons_title_rejected,
  };
  const say = titles[answer.measure.id] ?? words.irritants_reasons_title_plain;
  return say({ name: first.name, value });
}

function sentenceOf(
  { base, answer }: ReasonsInput,
  cells: readonly ReasonCell[],
  total: number | null,
  month: string,
  changeOf: (id: string) => string | null,
): string {
  const { words, locale, stateLabel } = base;
  const when = { month: formatMonth(month, locale) };
  const [first] = cells;
  if (first === undefined || first.value === null) {
    const states = [...new Set(cells.map(({ cell }) => cell?.state ?? null))].map((state) =>
      lowered(state === null ? words.state_absent() : stateLabel(state)),
    );
    const state = states.length === 0 ? lowered(words.state_absent()) : listOf(states, locale);
    return words.irritants_reasons_sentence_hidden({ ...when, state });
  }
  const named = cells
    .filter(({ value }) => value !== null)
    .slice(0, 3)
    .map(({ name, value }) =>
      words.irritants_with_count({ name: lowered(name), count: formatCount(value ?? 0, locale) }),
    );
  const list = listOf(named, locale);
  const start =
    total === null
      ? words.irritants_reasons_sentence_partial({ ...when, list })
      : words.irritants_reasons_sentence({
          ...when,
          list: cells.length > 3 ? named.join(words.comma()) : list,
          total: `${formatCount(total, locale)} ${textOf(answer.measure.unit.label, locale)}`,
        });
  const change = changeOf(first.id);
  if (change === null) return `${start}.`;
  const since = formatMonth(yearBefore(month), locale);
  const second = words.irritants_reasons_change({ change, since, name: lowered(first.name) });
  return `${words.joined({ first: start, second })}.`;
}
