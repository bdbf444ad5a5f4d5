import type { Cell, Series } from '@vigie/contract';
import type { Choice } from '../filters/nearest.ts';
import type { Curves } from '../figure/curves.ts';
import type { Download, Figure, FigureTable } from '../figure/figure.ts';
import { formatMonth } from '../format/date.ts';
import { formatCount, formatPercent } from '../format/number.ts';
import {
  listOf,
  lowered,
  monthsOf,
  plainCell,
  tableCell,
  textOf,
  topicFigure,
  type TopicBase,
} from '../topics/base.ts';
import { cellsBy, lastFirmOf, sumOf } from '../topics/cells.ts';
import { barsChart, largestFirst } from '../topics/charts.ts';

export interface ChannelsInput {
  base: TopicBase;
  /** By channel, irritant and month. */
  answer: Series;
  channels: readonly Choice[];
  /** The rows of the table where `all`, and the one that the bars are about. */
  irritants: readonly Choice[];
  irritant: Choice;
  /** A table of all irritants, or of this one alone. */
  table: 'all' | 'one';
  /** Month of the page's reports; the last complete one of the channels where null. */
  month: string | null;
  hrefOf: (irritant: string) => string;
  downloads: Download[];
}

interface ChannelCell {
  id: string;
  name: string;
  value: number | null;
  cell: Cell | undefined;
}

/** Reports of one irritant by channel, in one month. */
export function channelsFigure(input: ChannelsInput): Figure {
  const { base, answer, irritant, downloads } = input;
  const { words, locale } = base;
  const lines = linesOf(answer, irritant.id);
  const firm = lastFirmOf(cellsBy(answer.rows, 'channel'));
  const month = input.month ?? base.month ?? firm ?? monthsOf(lines, base.edition).at(-1) ?? null;
  const cells = month === null ? [] : channelCells(input, irritant.id, month);
  const label = textOf(answer.measure.label, locale);
  const published = cells.filter(({ value }) => value !== null);
  const rows = cells.map(({ id, name, value, cell }) => ({
    id,
    name,
    value,
    state: cell?.state ?? 'absent',
    provisional: cell?.provisional ?? false,
  }));
  return topicFigure(base, {
    id: 'canaux',
    eyebrow: words.irritants_channels_eyebrow(),
    title:
      month === null
        ? words.irritants_nothing_title({ measure: label })
        : titleOf(input, published, month),
    sentence: month === null ? words.irritants_nothing_sentence() : sentenceOf(input, cells, month),
    answers: [answer],
    chart: published.length === 0 ? null : barsChart(base, answer.measure, rows),
    notes: [],
    table: input.table === 'all' ? matrix(input, month) : oneTable(input, cells, month),
    downloads,
    firm,
  });
}

const linesOf = (answer: Series, irritant: string): Curves =>
  cellsBy(
    answer.rows.filter((cell) => cell.irritant === irritant),
    'channel',
  );

function channelCells({ answer, channels }: ChannelsInput, irritant: string, month: string) {
  const lines = linesOf(answer, irritant);
  return largestFirst(
    channels.map(({ id, label }): ChannelCell => {
      const cell = lines.get(id)?.get(month);
      return { id, name: label, value: cell?.value ?? null, cell };
    }),
  );
}

function titleOf(
  { base, irritant }: ChannelsInput,
  published: readonly ChannelCell[],
  month: string,
): string {
  const { words, locale } = base;
  const [first] = published;
  const name = irritant.label;
  return first === undefined
    ? words.irritants_channels_title_hidden({ name, month: formatMonth(month, locale) })
    : words.irritants_channels_title({
        name,
        channel: first.name,
        count: formatCount(first.value ?? 0, locale),
      });
}

function sentenceOf({ base }: ChannelsInput, cells: readonly ChannelCell[], month: string): string {
  const { words, locale, stateLabel } = base;
  const when = { month: formatMonth(month, locale) };
  const published = cells.filter(({ value }) => value !== null);
  const hidden = cells.filter(({ value }) => value === null);
  const states = [...new Set(hidden.map(({ cell }) => cell?.state ?? null))].map((state) =>
    lowered(state === null ? words.state_absent() : stateLabel(state)),
  );
  const state = listOf(states, locale);
  if (published.length === 0) return words.irritants_channels_sentence_hidden({ ...when, state });
  const named = published
    .slice(0, 3)
    .map(({ name, value }) =>
      words.irritants_with_count({ name, count: formatCount(value ?? 0, locale) }),
    );
  const start = words.irritants_channels_sentence({ ...when, list: listOf(named, locale) });
  if (hidden.length === 0) return `${start}.`;
  const second =
    hidden.length === 1
      ? words.irritants_channels_hidden_one({ state })
      : words.irritants_channels_hidden({ count: String(hidden.length), state });
  return `${words.joined({ first: start, second })}.`;
}

/** Irritants by channels: every published cell of the month. */
function matrix(input: ChannelsInput, month: string | null): FigureTable {
  const { base, answer, irritants, channels, irritant, hrefOf } = input;
  const { words, locale } = base;
  return {
    caption: words.irritants_channels_caption({
      month: month === null ? '' : formatMonth(month, locale),
    }),
    headers: [words.irritants_column_irritant(), ...channels.map(({ label }) => label)],
    rows:
      month === null
        ? []
        : irritants.map(({ id, label }) => {
            const lines = linesOf(answer, id);
            return {
              header: label,
              href: hrefOf(id),
              ...(id === irritant.id ? { own: true } : {}),
              cells: channels.map((channel) =>
                tableCell(base, lines.get(channel.id)?.get(month), answer.measure.unit.id),
              ),
            };
          }),
  };
}

function oneTable(
  { base, answer, irritant }: ChannelsInput,
  cells: readonly ChannelCell[],
  month: string | null,
): FigureTable {
  const { words, locale } = base;
  const total = sumOf(cells.map(({ cell }) => cell));
  return {
    caption: words.irritants_channels_caption_one({
      name: irritant.label,
      month: month === null ? '' : formatMonth(month, locale),
    }),
    headers: [
      words.irritants_column_channel(),
      words.irritants_column_reports(),
      words.irritants_column_share(),
    ],
    rows: cells.map(({ name, value, cell }) => ({
      header: name,
      cells: [
        tableCell(base, cell, answer.measure.unit.id),
        plainCell(
          total === null || total === 0 || value === null
            ? null
            : formatPercent((100 * value) / total, locale),
        ),
      ],
    })),
  };
}
