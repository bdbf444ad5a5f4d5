import type { Cell, Edition, Series } from '@vigie/contract';
import type { AdoptionChart, AdoptionLine } from '../chart/adoption.chart.ts';
import { drawing } from '../chart/drawing.ts';
import { formatInstant, formatLastDay, formatMonth, monthsBetween } from '../format/date.ts';
import type { Locale } from '../i18n/locale.ts';
import { typographic } from '../i18n/typography.ts';
import {
  curvesOf,
  historyStart,
  lastFirmMonth,
  latestMonth,
  monthsWithCells,
  type Curves,
} from './curves.ts';
import { quartilesOf } from '../chart/adoption.range.ts';
import { gapNotes } from './gap-notes.ts';
import { figure, referencesOf, type Download, type Figure } from './figure.ts';
import { sentenceOf, titleOf, type Answer } from './sentences.ts';
import { monthsTable, peersTable, type PeerLink, type TableInput } from './tables.ts';
import { rateOf, type Words } from './words.ts';

export interface Named {
  id: string;
  name: string;
}

/** What an adoption figure is made from: answers of the API, and who is looked at. */
export interface AdoptionInput {
  id: string;
  locale: Locale;
  words: Words;
  edition: Edition;
  answers: readonly Series[];
  /** Territory that the figure is about; the nation where none is chosen. */
  territory: Named;
  nation: Named;
  /** Region of a department. */
  parent: Named | null;
  peers: { level: 'region' | 'department'; list: readonly PeerLink[] };
  /** Month asked for, or null for the last complete one. */
  month: string | null;
  table: 'peers' | 'months';
  /** An objective, drawn as a line. */
  target?: { value: number; label: string };
  stateLabel: (state: string) => string;
  downloads: (month: string, table: 'peers' | 'months') => Download[];
}

export function adoptionFigure(input: AdoptionInput): Figure {
  const { locale, words, edition, answers, territory, nation } = input;
  const described = answers[0]?.measure;
  if (described === undefined) throw new Error('an adoption figure without an answer');
  const curves = curvesOf(...answers.map((answer) => answer.rows));
  const months = monthsWithCells(curves, monthsBetween(historyStart, latestMonth(edition)));
  const firm = lastFirmMonth(curves, territory.id) ?? lastFirmMonth(curves, nation.id);
  const month = input.month ?? firm ?? months.at(-1) ?? latestMonth(edition);
  const measure = {
    id: described.id,
    kind: described.kind,
    unit: described.unit.id,
    unitLabel: typographic(described.unit.label[locale], locale),
    label: typographic(described.label[locale], locale),
    ...(described.parts === undefined ? {} : { parts: described.parts }),
  };
  const { stateLabel } = input;
  const answer: Answer = {
    locale,
    measure,
    month,
    territory,
    nation,
    peers: input.peers,
    curves,
    stateLabel,
  };
  const tables: TableInput = { locale, words, measure, curves, stateLabel };
  const chart = chartOf(input, measure, curves, months, firm);
  return figure({
    id: input.id,
    title: months.length === 0 ? words.title_nothing() : titleOf(answer, words),
    sentence: months.length === 0 ? words.sentence_nothing() : sentenceOf(answer, words),
    measure: {
      id: measure.id,
      version: described.version,
      label: measure.label,
      definition: typographic(described.definition[locale], locale),
      ...rateOf(described, locale),
    },
    simulated: edition.source.simulated,
    drawing: months.length === 0 ? null : drawing(chart),
    notes: notesOf(input, chart, curves, firm),
    table:
      input.table === 'peers'
        ? peersTable(tables, input.peers.list, input.peers.level, month)
        : monthsTable(tables, territory),
    downloads: input.downloads(month, input.table),
    through: firm === null ? null : formatLastDay(firm, locale),
    updated: formatInstant(edition.published_at, locale),
    citation: typographic(answers[0]?.citation[locale] ?? '', locale),
    references: referencesOf(answers),
  });
}

function chartOf(
  input: AdoptionInput,
  measure: { kind: Series['measure']['kind']; unit: string; unitLabel: string },
  curves: Curves,
  months: string[],
  firm: string | null,
): AdoptionChart {
  const { words, nation, parent, territory, peers, stateLabel } = input;
  const lineOf = (named: Named, role: AdoptionLine['role']): AdoptionLine => {
    const cells = months.map((month) => curves.get(named.id)?.get(month));
    return {
      id: named.id,
      name: named.name,
      role,
      values: cells.map(valueOf),
      holes: holes(cells),
    };
  };
  const holes = (cells: (Cell | undefined)[]): Record<number, string> =>
    Object.fromEntries(
      cells.flatMap((cell, index) =>
        valueOf(cell) !== null
          ? []
          : [[index, cell === undefined ? words.state_absent() : stateLabel(cell.state)]],
      ),
    );
  const others = peers.list
    .filter((peer) => peer.id !== territory.id)
    .map((peer) => lineOf(peer, 'other'));
  // A count of the nation would flatten every region; the table and the key numbers have it.
  const comparable = measure.kind !== 'count';
  const bold: AdoptionLine[] = [];
  if (comparable) bold.push(lineOf(nation, 'nation'));
  if (comparable && parent !== null) bold.push(lineOf(parent, 'parent'));
  if (territory.id !== nation.id) bold.push(lineOf(territory, 'own'));
  const from = firm === null ? 0 : months.findIndex((month) => month > firm);
  return {
    kind: 'adoption',
    locale: input.locale,
    unit: measure.unit,
    unitLabel: measure.unitLabel,
    months,
    provisionalFrom: from === -1 ? null : from,
    lines: [...others, ...bold],
    ...(input.target === undefined ? {} : { target: input.target }),
    words: {
      provisional: words.provisional(),
      simulated: input.edition.source.simulated ? words.simulated() : '',
      highest: words.highest(),
      lowest: words.lowest(),
    },
  };
}

const valueOf = (cell: Cell | undefined): number | null => cell?.value ?? null;

/** What a reader must know beside the chart: what may change, what is missing, what is left out. */
function notesOf(
  input: AdoptionInput,
  chart: AdoptionChart,
  curves: Curves,
  firm: string | null,
): string[] {
  const { words, locale, nation } = input;
  const notes: string[] = [];
  if (chart.provisionalFrom !== null) {
    notes.push(
      firm === null
        ? words.note_all_provisional()
        : words.note_provisional({ month: formatMonth(firm, locale) }),
    );
  }
  if (chart.unit !== 'percent' && curves.has(nation.id)) notes.push(words.note_nation_left_out());
  if (quartilesOf(chart.lines).first.some((value) => value !== null)) {
    notes.push(
      input.peers.level === 'region' ? words.note_range_regions() : words.note_range_departments(),
    );
  }
  return [...notes, ...gapNotes(chart.lines, words)];
}
