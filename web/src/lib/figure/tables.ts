import type { Cell, Series } from '@vigie/contract';
import { formatMonth } from '../format/date.ts';
import { formatCount, formatValue } from '../format/number.ts';
import type { Locale } from '../i18n/locale.ts';
import type { Curves } from './curves.ts';
import type { FigureTable, TableCell, TableRow } from './figure.ts';
import { capitalised, rateWords, type Words } from './words.ts';

export interface TableInput {
  locale: Locale;
  words: Words;
  measure: {
    id: string;
    kind: Series['measure']['kind'];
    unit: string;
    unitLabel: string;
    label: string;
    parts?: Series['measure']['parts'];
  };
  curves: Curves;
  stateLabel: (state: string) => string;
}

export interface PeerLink {
  id: string;
  name: string;
  href: string;
  own: boolean;
}

/** The territories of one month, lowest value first, those without a value last. */
export function peersTable(
  input: TableInput,
  peers: readonly PeerLink[],
  level: 'region' | 'department',
  month: string,
): FigureTable {
  const { words, locale, measure, curves } = input;
  const rows = peers
    .map((peer) => ({ peer, cell: curves.get(peer.id)?.get(month) }))
    .filter((row): row is typeof row & { cell: Cell } => row.cell !== undefined)
    .sort(
      (a, b) =>
        (a.cell.value ?? Infinity) - (b.cell.value ?? Infinity) ||
        a.peer.id.localeCompare(b.peer.id),
    )
    .map(({ peer, cell }): TableRow => {
      const { name, href, own } = peer;
      return { header: name, href, ...(own ? { own } : {}), cells: cellsOf(input, cell) };
    });
  const caption = { measure: measure.label, month: formatMonth(month, locale) };
  return {
    caption:
      level === 'region' ? words.caption_regions(caption) : words.caption_departments(caption),
    headers: [
      level === 'region' ? words.column_region() : words.column_department(),
      ...headersOf(input),
    ],
    rows,
  };
}

/** One territory month by month, the latest first. */
export function monthsTable(
  input: TableInput,
  territory: { id: string; name: string },
): FigureTable {
  const { words, locale, measure, curves } = input;
  const cells = [...(curves.get(territory.id)?.values() ?? [])].sort((a, b) =>
    b.period.localeCompare(a.period),
  );
  return {
    caption: words.caption_months({ measure: measure.label, name: territory.name }),
    headers: [words.column_month(), ...headersOf(input)],
    rows: cells.map((cell) => ({
      header: formatMonth(cell.period, locale),
      cells: cellsOf(input, cell),
    })),
  };
}

function headersOf({ words, measure, locale }: TableInput): string[] {
  if (measure.kind !== 'ratio') return [`${measure.label} (${measure.unitLabel})`];
  const parts = rateWords(words, measure, locale);
  return [measure.label, capitalised(parts.numerator), capitalised(parts.denominator)];
}

function cellsOf(input: TableInput, cell: Cell): TableCell[] {
  const { locale, measure } = input;
  const first = valueCell(input, cell);
  if (measure.kind !== 'ratio') return [first];
  const part = (value: number | null): TableCell => ({
    text: value === null ? '–' : formatCount(value, locale),
  });
  return [first, part(cell.numerator), part(cell.denominator)];
}

/** The value, or the words that stand in for it; provisional and errata said in either case. */
export function valueCell(input: Omit<TableInput, 'curves'>, cell: Cell): TableCell {
  const { locale, measure, words, stateLabel } = input;
  const hidden = cell.value === null;
  const text =
    cell.value === null ? stateLabel(cell.state) : formatValue(cell.value, measure.unit, locale);
  return {
    text: cell.errata ? `${text} (${words.errata()})` : text,
    ...(hidden ? { hidden } : {}),
    ...(cell.provisional ? { provisional: true } : {}),
  };
}
