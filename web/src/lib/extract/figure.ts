import type { Cell, Edition } from '@vigie/contract';
import { drawing } from '../chart/drawing.ts';
import { figure, type Download, type Figure } from '../figure/figure.ts';
import { formatDay, formatInstant, formatLastDay } from '../format/date.ts';
import { formatCount } from '../format/number.ts';
import { rateOf } from '../figure/words.ts';
import { typographic } from '../i18n/typography.ts';
import type { ChartChoice, Page } from './chart-choice.ts';
import { mostBars, mostLines } from './chart-choice.ts';
import { barsChart, trendChart } from './charts.ts';
import type { Period } from './period.ts';
import { periodName, spanName } from './period-name.ts';
import { cellTable, type Line } from './rows.ts';
import { sentenceOf, titleOf, type Told } from './sentences.ts';

export interface ExtractFigureInput extends Told {
  edition: Edition;
  citation: string;
  references: readonly string[];
  period: Period;
  /** All periods asked for, the latest first. */
  periods: readonly string[];
  chart: ChartChoice;
  page: Page;
  pageRows: readonly Cell[];
  downloads: Download[];
}

/** The answer to whatever was asked: its title, sentence, chart where it can have one, table. */
export function extractFigure(input: ExtractFigureInput): Figure {
  const { naming, edition, measure, chart } = input;
  const { locale, words } = naming;
  const simulated = edition.source.simulated;
  const charted = { measure, lines: input.lines, simulated, naming };
  const spec =
    chart.kind === 'trend'
      ? trendChart(charted, input.periods)
      : chart.kind === 'bars'
        ? barsChart(charted, input.focus, input.nation)
        : null;
  const label = typographic(measure.label[locale], locale);
  const { page } = input;
  const shown = spanName(
    page.periods.at(-1) ?? input.focus,
    page.periods[0] ?? input.focus,
    locale,
  );
  const caption =
    page.pages === 1
      ? words.extract_caption({ measure: label, span: shown })
      : words.extract_caption_page({
          measure: label,
          span: shown,
          page: formatCount(page.number, locale),
          pages: formatCount(page.pages, locale),
        });
  const through = firmOf(input.lines) ?? edition.data_through_month;
  return figure({
    id: 'extrait',
    title: titleOf(input, label),
    sentence: sentenceOf(input),
    measure: {
      id: measure.id,
      version: measure.version,
      label,
      definition: typographic(measure.definition[locale], locale),
      ...rateOf(measure, locale),
    },
    simulated,
    drawing: spec === null ? null : drawing(spec),
    notes: notesOf(input),
    table: cellTable(measure, input.pageRows, caption, naming),
    downloads: input.downloads,
    through:
      through === null
        ? null
        : through.length > 7
          ? formatDay(through, locale)
          : formatLastDay(through, locale),
    updated: formatInstant(edition.published_at, locale),
    citation: input.citation,
    references: input.references,
    eyebrow: `${label} · ${spanName(input.period.from, input.period.to, locale)}`,
  });
}

/** The last period before those that may still change; null where none of the lines' may. */
function firmOf(lines: readonly Line[]): string | null {
  const cells = lines.flatMap((line) => [...line.cells.values()]);
  if (!cells.some((cell) => cell.provisional)) return null;
  return cells
    .filter((cell) => !cell.provisional)
    .reduce<string | null>(
      (last, { period }) => (last === null || period > last ? period : last),
      null,
    );
}

/** Why the chart is what it is, what may still change, and what the reader must know of the rows. */
function notesOf(input: ExtractFigureInput): string[] {
  const { naming, chart, focus, lines, pageRows } = input;
  const { locale, words } = naming;
  if (lines.length === 0) return [];
  const notes: string[] = [];
  const many = { lines: formatCount(lines.length, locale) };
  if (chart.kind === 'bars') {
    const period = periodName(focus, locale);
    notes.push(
      chart.why === 'too_many_lines'
        ? words.extract_why_bars({ ...many, most: String(mostLines), period })
        : words.extract_why_one_period({ period }),
    );
  }
  if (chart.kind === 'none') {
    notes.push(
      chart.why === 'no_value'
        ? words.extract_why_no_value()
        : words.extract_why_table({ ...many, most: String(mostBars) }),
    );
  }
  if (lines.some((line) => [...line.cells.values()].some((cell) => cell.provisional))) {
    notes.push(words.extract_note_provisional());
  }
  const hidden = Map.groupBy(
    pageRows.filter((cell) => cell.value === null),
    (cell) => cell.state,
  );
  for (const [state, cells] of hidden) {
    notes.push(
      words.extract_note_hidden({
        state: naming.stateLabel(state),
        count: formatCount(cells.length, locale),
      }),
    );
  }
  return notes;
}
