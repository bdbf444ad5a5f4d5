import type { Cell, Change, Reopened } from '@vigie/contract';
import { linesOf, type Naming } from '../extract/rows.ts';
import { periodName } from '../extract/period-name.ts';
import type { FigureTable } from '../figure/figure.ts';
import { formatDay } from '../format/date.ts';
import { formatCount } from '../format/number.ts';
import { tableCell, textCell, textOf } from '../topics/base.ts';

/** What a reader is told of the current edition, in plain words. */
export interface Today {
  sentences: string[];
  /** Cells that differ, with why; null where none does. */
  table: FigureTable | null;
  /** Cells that differ and are not in the table. */
  more: number;
  /** The causes that the table names, explained. */
  causes: { label: string; sentence: string }[];
}

/** Rows that a page shows: the rest is one address away. */
const mostRows = 50;

export function todayOf({ figure, today }: Reopened, naming: Naming): Today {
  const { words, locale } = naming;
  if (today === null)
    return { sentences: [words.reference_current()], table: null, more: 0, causes: [] };
  const since = {
    edition: String(today.edition.id),
    day: formatDay(today.edition.feed_day, locale),
  };
  const count = (cells: readonly Change[]) => ({ count: formatCount(cells.length, locale) });
  const added = today.rows.filter(({ before }) => before === null);
  const changed = today.rows.filter(({ before }) => before !== null);
  const sentences = [
    changed.length === 0
      ? words.reference_same(since)
      : changed.length === 1
        ? words.reference_changed_one(since)
        : words.reference_changed_many({ ...since, ...count(changed) }),
  ];
  if (added.length === 1) sentences.push(words.reference_new_one());
  if (added.length > 1) sentences.push(words.reference_new_many(count(added)));
  const [before, after] = [figure.measure.version, today.measure?.version];
  if (after === undefined) sentences.push(words.reference_gone());
  else if (after !== before) {
    const versions = { before: String(before), after: String(after) };
    sentences.push(words.reference_redefined(versions));
  }
  return {
    sentences,
    table: today.rows.length === 0 ? null : tableOf([...changed, ...added], figure, today, naming),
    more: Math.max(0, today.rows.length - mostRows),
    causes: today.causes
      .filter(({ id }) => today.rows.some(({ cause }) => cause === id))
      .map(({ label, sentence }) => ({
        label: textOf(label, locale),
        sentence: textOf(sentence, locale),
      })),
  };
}

function tableOf(
  changes: readonly Change[],
  { measure }: Reopened['figure'],
  { causes }: NonNullable<Reopened['today']>,
  naming: Naming,
): FigureTable {
  const { words, locale } = naming;
  const why = new Map(causes.map(({ id, label }) => [id, textOf(label, locale)]));
  const told = (side: Change['before'], change: Change, absent: string) =>
    side === null ? textCell(absent) : tableCell(naming, { ...change, ...side }, measure.unit.id);
  return {
    caption: words.reference_caption(),
    headers: [
      words.reference_column_period(),
      words.reference_column_what(),
      words.reference_column_before(),
      words.reference_column_after(),
      words.reference_column_why(),
    ],
    rows: changes.slice(0, mostRows).map((change) => ({
      header: periodName(change.period, locale),
      cells: [
        textCell(nameOf(change, naming)),
        told(change.before, change, words.reference_absent()),
        told(change.after, change, words.reference_removed()),
        textCell(why.get(change.cause) ?? change.cause),
      ],
    })),
  };
}

/** « Auvergne-Rhône-Alpes, Médecine de ville »: how an extract names the line of a cell. */
function nameOf(change: Change, naming: Naming): string | null {
  const side = change.after ?? change.before;
  if (side === null) return null;
  const cell: Cell = { ...change, ...side };
  return linesOf([cell], naming)[0]?.name ?? null;
}
