import type { Cell, Edition, Series } from '@vigie/contract';
import type { ChartSpec, TrendMark } from '../chart/chart-spec.ts';
import { drawing } from '../chart/drawing.ts';
import { historyStart, latestMonth, monthsWithCells, type Curves } from '../figure/curves.ts';
import {
  figure,
  referencesOf,
  type Download,
  type Figure,
  type FigureMeasure,
  type FigureTable,
  type TableCell,
} from '../figure/figure.ts';
import { rateOf, type Words } from '../figure/words.ts';
import {
  addMonths,
  formatInstant,
  formatLastDay,
  formatMonth,
  monthsBetween,
} from '../format/date.ts';
import { formatValue } from '../format/number.ts';
import { intlTag, type Locale } from '../i18n/locale.ts';
import { typographic } from '../i18n/typography.ts';

/** What every figure of a page is made with. */
export interface TopicBase {
  locale: Locale;
  words: Words;
  edition: Edition;
  /** Month asked for, or null for the last complete one. */
  month: string | null;
  stateLabel: (state: string) => string;
}

/** A text of the API in the reader's language, spaced as it should be. */
export const textOf = (text: Record<Locale, string>, locale: Locale): string =>
  typographic(text[locale], locale);

export const measureOf = ({ measure }: Series, locale: Locale): FigureMeasure => ({
  id: measure.id,
  version: measure.version,
  label: textOf(measure.label, locale),
  definition: textOf(measure.definition, locale),
  ...rateOf(measure, locale),
});

/** The parts of a figure that differ from one to another. */
export interface TopicFigure {
  id: string;
  title: string;
  sentence: string;
  /** The first is the figure's measure, the others are defined beside it. */
  answers: readonly [Series, ...Series[]];
  chart: ChartSpec | null;
  notes: string[];
  table: FigureTable;
  downloads: Download[];
  /** Last month that will not change, or null. */
  firm: string | null;
  eyebrow?: string;
  about?: string[];
}

export function topicFigure(base: TopicBase, parts: TopicFigure): Figure {
  const { locale, edition } = base;
  const { answers, chart, firm, eyebrow, about, ...rest } = parts;
  const [measure, ...others] = answers.map((answer) => measureOf(answer, locale));
  if (measure === undefined) throw new Error(`the figure "${parts.id}" has no measure`);
  return figure({
    ...rest,
    measure,
    ...(others.length > 0 ? { others: unique(others, measure) } : {}),
    simulated: edition.source.simulated,
    drawing: chart === null ? null : drawing(chart),
    through: firm === null ? null : formatLastDay(firm, locale),
    updated: formatInstant(edition.published_at, locale),
    citation: textOf(answers[0].citation, locale),
    references: referencesOf(answers),
    ...(eyebrow === undefined ? {} : { eyebrow }),
    ...(about === undefined ? {} : { about }),
  });
}

function unique(others: readonly FigureMeasure[], first: FigureMeasure): FigureMeasure[] {
  const seen = new Set([first.id]);
  return others.filter(({ id }) => !seen.has(id) && seen.add(id).has(id));
}

/** Months of the history that have a cell, oldest first. */
export function monthsOf(lines: Curves, edition: Edition): string[] {
  return monthsWithCells(lines, monthsBetween(historyStart, latestMonth(edition)));
}

/** A cell of a table: the value, or the words that stand in for it. */
export function tableCell(
  base: Pick<TopicBase, 'words' | 'locale' | 'stateLabel'>,
  cell: Cell | undefined,
  unit: string,
): TableCell {
  const { words, locale, stateLabel } = base;
  if (cell === undefined) return { text: words.state_absent(), hidden: true };
  const text = cell.value === null ? stateLabel(cell.state) : formatValue(cell.value, unit, locale);
  return {
    text: cell.errata ? `${text} (${words.errata()})` : text,
    ...(cell.value === null ? { hidden: true } : {}),
    ...(cell.provisional ? { provisional: true } : {}),
  };
}

/** A cell of a table that no published cell stands behind: a dash for want of a value. */
export const plainCell = (text: string | null): TableCell => ({ text: text ?? '–' });

/** A cell that holds words rather than a number. */
export const textCell = (text: string | null): TableCell => ({ text: text ?? '–', align: 'text' });

/** « A, B et C ». */
export function listOf(items: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(intlTag[locale], { type: 'conjunction' }).format(items);
}

/** A label inside of a sentence: no capital, unless it begins with an acronym. */
export const lowered = (text: string): string =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);

/** The same month a year before. */
export const yearBefore = (month: string): string => addMonths(month, -12);

/** What a reader must know of the months that may still change. */
export function provisionalNotes(base: TopicBase, months: readonly string[], firm: string | null) {
  const { words, locale } = base;
  if (months.length === 0) return [];
  if (firm === null) return [words.note_all_provisional()];
  return months.some((month) => month > firm)
    ? [words.note_provisional({ month: formatMonth(firm, locale) })]
    : [];
}

/** A note that names what the marks on a curve are, with their months. */
export function marksNote(
  marks: readonly TrendMark[],
  locale: Locale,
  say: (list: { marks: string }) => string,
): string[] {
  if (marks.length === 0) return [];
  const named = marks.map(({ month, label }) => `${label} (${formatMonth(month, locale)})`);
  return [say({ marks: named.join(', ') })];
}
