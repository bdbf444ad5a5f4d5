import type { Cell } from '@vigie/contract';
import { changeSince } from '../figure/curves.ts';
import type { Figure } from '../figure/figure.ts';
import { formatMonth } from '../format/date.ts';
import { formatCount, formatPercent, formatPoints } from '../format/number.ts';
import { lowered, plainCell, tableCell, textOf, topicFigure, yearBefore } from '../topics/base.ts';
import { largestFirst, trendChart } from '../topics/charts.ts';
import { extremes } from './band.ts';
import { hiddenTitle, notesOf, ready, type GenerationsInput } from './generations.ts';

/** Feeding rate by generation of release. */
export function generationRateFigure(input: GenerationsInput): Figure {
  const { base, answer, downloads, chosen } = input;
  const { words, locale } = base;
  const all = ready(input);
  const { month, present, cellOf } = all;
  const label = words.vendors_rate_eyebrow();
  const rates = present.map(({ id, label: name }) => ({
    id,
    name,
    cell: month === null ? undefined : cellOf(id, month),
  }));
  const range = extremes(rates, ({ cell }) => cell?.value ?? null);
  const [best, next] = largestFirst(
    rates.map((rate) => ({ ...rate, value: rate.cell?.value ?? null })),
  );
  const subject = chosen === null ? best : rates.find(({ id }) => id === chosen);
  const value = subject?.cell?.value ?? null;
  // Nothing is above the others where it is alone, or where another reads alike.
  const above = chosen === null && value !== null && (next?.value ?? value) < value;
  const since = month === null ? '' : yearBefore(month);
  const count = (part: number | null): string => (part === null ? '–' : formatCount(part, locale));
  const title =
    month === null
      ? words.irritants_nothing_title({ measure: label })
      : value === null || subject === undefined
        ? hiddenTitle(input, label, month)
        : (above ? words.vendors_rate_title : words.vendors_rate_title_chosen)({
            name: subject.name,
            value: formatPercent(value, locale),
          });
  return topicFigure(base, {
    id: 'taux-par-generation',
    eyebrow: label,
    title,
    sentence: rateSentence(input, month, range, subject?.cell),
    answers: [answer],
    chart: all.months.length === 0 ? null : trendChart(base, { measure: answer.measure, ...all }),
    notes: [words.vendors_rate_note(), ...notesOf(input, all)],
    table: {
      caption: words.vendors_rate_caption({
        month: month === null ? '' : formatMonth(month, locale),
      }),
      headers: [
        words.vendors_column_generation(),
        textOf(answer.measure.label, locale),
        words.irritants_curve_numerator(),
        words.irritants_curve_denominator(),
        words.vendors_column_change({
          since: since === '' ? '' : formatMonth(since, locale, 'short'),
        }),
      ],
      rows:
        month === null
          ? []
          : rates.map(({ id, name, cell }) => {
              const change = changeSince(all.lines, id, month, 12);
              return {
                header: name,
                ...(id === chosen ? { own: true } : {}),
                cells: [
                  tableCell(base, cell, 'percent'),
                  plainCell(count(cell?.numerator ?? null)),
                  plainCell(count(cell?.denominator ?? null)),
                  plainCell(change === null ? null : formatPoints(change.difference, locale)),
                ],
              };
            }),
    },
    downloads,
    firm: all.firm,
  });
}

function rateSentence(
  { base, chosen }: GenerationsInput,
  month: string | null,
  range: ReturnType<typeof extremes>,
  subject: Cell | undefined,
): string {
  const { words, locale, stateLabel } = base;
  if (month === null) return words.irritants_nothing_sentence();
  const when = { month: formatMonth(month, locale) };
  const clauses: string[] = [];
  if (chosen !== null || range === null) {
    if (subject === undefined || subject.value === null) {
      const state = subject === undefined ? words.state_absent() : stateLabel(subject.state);
      return words.sentence_hidden({ ...when, state: lowered(state) });
    }
    clauses.push(
      words.vendors_rate_sentence_one({
        ...when,
        numerator: formatCount(subject.numerator ?? 0, locale),
        denominator: formatCount(subject.denominator ?? 0, locale),
      }),
    );
  }
  if (range !== null) {
    const span = {
      low: formatPercent(range.low.value, locale),
      lowName: range.low.name,
      high: formatPercent(range.high.value, locale),
      highName: range.high.name,
      gap: formatPoints(range.high.value - range.low.value, locale, false),
    };
    clauses.push(
      clauses.length === 0
        ? words.vendors_rate_sentence({ ...when, ...span })
        : words.vendors_rate_range(span),
    );
  }
  return `${clauses.reduce((first, second) => words.joined({ first, second }))}.`;
}
