import type { Series } from '@vigie/contract';
import type { BandChart } from '../chart/chart-spec.ts';
import type { Curves } from '../figure/curves.ts';
import type { Download, Figure, FigureTable } from '../figure/figure.ts';
import { gapNotes } from '../figure/gap-notes.ts';
import { formatMonth } from '../format/date.ts';
import { formatPoints } from '../format/number.ts';
import {
  monthsOf,
  plainCell,
  provisionalNotes,
  tableCell,
  textOf,
  topicFigure,
  yearBefore,
} from '../topics/base.ts';
import { holesOf, lastFirmOf, provisionalFrom, valuesOf } from '../topics/cells.ts';
import { lineWords } from '../topics/charts.ts';
import { bandAt, yearChange, type BandGroup } from './band.ts';
import { bandSentence, bandTitle, type BandScope } from './band.sentences.ts';

export interface BandInput extends BandScope {
  /** The measures, the median first: for the definitions and the citation. */
  answers: readonly [Series, ...Series[]];
  /** What the groups are, for the first column. */
  by: 'sector' | 'generation';
  downloads: Download[];
}

/** Median and quartiles of the products' feeding rates, group by group. */
export function bandFigure(input: BandInput): Figure {
  const { base, groups, answers, downloads } = input;
  const { words } = base;
  const lines: Curves = new Map(groups.map(({ id, median }) => [id, new Map(median)]));
  const months = monthsOf(lines, base.edition);
  const firm = lastFirmOf(lines);
  const month = base.month ?? firm ?? months.at(-1) ?? null;
  const chart = bandChart(input, months, firm);
  const drawn = new Set(chart.panels.map(({ id }) => id));
  const undrawn = groups.filter(({ id }) => !drawn.has(id)).map(({ name }) => name);
  const label = textOf(answers[0].measure.label, base.locale);
  return topicFigure(base, {
    id: 'fourchette',
    eyebrow: words.vendors_band_eyebrow(),
    title:
      month === null ? words.irritants_nothing_title({ measure: label }) : bandTitle(input, month),
    sentence: month === null ? words.irritants_nothing_sentence() : bandSentence(input, month),
    answers,
    chart: chart.panels.length === 0 ? null : chart,
    notes: [
      words.vendors_band_note_each(),
      ...provisionalNotes(base, months, firm),
      ...(undrawn.length === 0
        ? []
        : [words.vendors_band_note_undrawn({ names: undrawn.join(', ') })]),
      ...gapNotes(chart.panels, words),
    ],
    table: bandTable(input, month),
    downloads,
    firm,
    about: [words.vendors_band_about()],
  });
}

/** A panel for each group of which at least one month is published. */
function bandChart(input: BandInput, months: string[], firm: string | null): BandChart {
  const { base, groups, answers } = input;
  const { words, locale } = base;
  const { unit } = answers[0].measure;
  const shown = groups.filter(({ median }) =>
    [...median.values()].some(({ value }) => value !== null),
  );
  return {
    kind: 'band',
    locale,
    unit: unit.id,
    unitLabel: textOf(unit.label, locale),
    months,
    provisionalFrom: provisionalFrom(months, firm),
    panels: shown.map(({ id, name, median, first, third }) => ({
      id,
      name,
      median: valuesOf(median, months),
      firstQuartile: valuesOf(first, months),
      thirdQuartile: valuesOf(third, months),
      holes: holesOf(median, months, base.stateLabel, words.state_absent()),
    })),
    words: {
      ...lineWords(base),
      median: words.vendors_band_median(),
      quartiles: words.vendors_band_quartiles(),
    },
  };
}

/** One row for each group, in their order; what is withheld says why. */
function bandTable(input: BandInput, month: string | null): FigureTable {
  const { base, groups, by, scope } = input;
  const { words, locale } = base;
  const since = month === null ? '' : formatMonth(yearBefore(month), locale, 'short');
  const when = { month: month === null ? '' : formatMonth(month, locale) };
  return {
    caption:
      scope === null
        ? words.vendors_band_caption(when)
        : words.vendors_band_caption_in({ scope, ...when }),
    headers: [
      by === 'sector' ? words.vendors_column_sector() : words.vendors_column_generation(),
      words.vendors_column_first(),
      words.vendors_column_median(),
      words.vendors_column_third(),
      words.vendors_column_spread(),
      words.vendors_column_year({ since }),
    ],
    rows:
      month === null
        ? []
        : groups.map((group) => {
            const now = bandAt(group, month);
            const change = yearChange(group, month);
            const cell = (cells: BandGroup['median']) =>
              tableCell(base, cells.get(month), 'percent');
            return {
              header: group.name,
              cells: [
                cell(group.first),
                cell(group.median),
                cell(group.third),
                plainCell(now.spread === null ? null : formatPoints(now.spread, locale, false)),
                plainCell(change === null ? null : formatPoints(change, locale)),
              ],
            };
          }),
  };
}
