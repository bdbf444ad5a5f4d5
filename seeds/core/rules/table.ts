import { parseMonth } from '../calendar.js';
import { remember } from '../lru.js';
import type { Column, Grain } from '../tally/columns.js';
import type { World } from '../world.js';

/** Rows summed by some text columns; every column of the grouping and every count, by name. */
export type Cell<By extends string, Count extends string> = Readonly<
  Record<By, string> & Record<Count, number>
>;

/** Which rows are summed, the text columns that tell their sums apart, and the counts summed. */
type Asked<By extends string, Count extends string> = [
  world: World,
  stream: string,
  grain: Grain,
  month: string,
  by: readonly By[],
  counts: readonly Count[],
];

/** Rows of a part that stand once every revision has come, and its columns by name. */
interface Table {
  readonly rows: readonly number[];
  readonly columns: ReadonlyMap<string, Column>;
}

/** Enough for the rules of one month. */
const KEPT = 64;

const tables = new WeakMap<World, (key: string) => Table>();

/**
 * What left the core in a month, as a reader holds it once the month is settled, summed by the
 * columns of `by`: the evidence on which a rule is judged.
 */
export function cells<By extends string, Count extends string>(
  ...asked: Asked<By, Count>
): Cell<By, Count>[] {
  return [...cellMap(...asked).values()];
}

/** The same by the words of the grouping, joined by a bar. */
export function cellMap<By extends string, Count extends string>(
  ...[world, stream, grain, month, by, counts]: Asked<By, Count>
): Map<string, Cell<By, Count>> {
  const { rows, columns } = tableOf(world, stream, grain, month);
  const column = (name: string): Column => {
    const found = columns.get(name);
    if (!found) throw new Error(`The stream ${stream} has no column ${name}.`);
    return found;
  };
  const texts = by.map((name) => textReader(column(name)));
  const values = counts.map((name) => countReader(column(name)));
  const found = new Map<string, Record<string, string | number>>();
  for (const row of rows) {
    const words = texts.map((read) => read(row));
    const key = words.join('|');
    let cell = found.get(key);
    if (!cell) {
      found.set(key, (cell = {}));
      for (let n = 0; n < by.length; n++) cell[by[n]!] = words[n]!;
      for (const name of counts) cell[name] = 0;
    }
    for (let n = 0; n < counts.length; n++) {
      cell[counts[n]!] = (cell[counts[n]!] as number) + values[n]!(row);
    }
  }
  return found as Map<string, Cell<By, Count>>;
}

/** Sum of one count over cells. */
export function sum<Count extends string>(
  list: readonly Readonly<Record<Count, number>>[],
  count: Count,
): number {
  return list.reduce((total, cell) => total + cell[count], 0);
}

/** What one count is of another, over cells; NaN where there are none. */
export const ratio = <Count extends string>(
  list: readonly Readonly<Record<Count, number>>[],
  part: Count,
  whole: Count,
): number => sum(list, part) / sum(list, whole);

/** Sum of several counts of one cell, 0 where there is no cell. */
export function total<Count extends string>(
  cell: Readonly<Record<Count, number>> | undefined,
  counts: readonly Count[],
): number {
  return cell ? counts.reduce((all, count) => all + cell[count], 0) : 0;
}

function tableOf(world: World, stream: string, grain: Grain, month: string): Table {
  let known = tables.get(world);
  if (!known) {
    known = remember(KEPT, (key) => {
      const [stream, grain, month] = key.split('/') as [string, Grain, string];
      const part = world.part(stream, grain, parseMonth(month));
      const columns = part.columns(0, part.rows);
      const byName = new Map(columns.map((column) => [column.name, column]));
      return { rows: settle(byName, part.rows), columns: byName };
    });
    tables.set(world, known);
  }
  return known(`${stream}/${grain}/${month}`);
}

/** Rows of the highest revision of each row_id, deleted ones left out. */
function settle(columns: ReadonlyMap<string, Column>, rows: number): number[] {
  const id = idReader(columns.get('row_id')!);
  const revision = countReader(columns.get('revision')!);
  const op = textReader(columns.get('op')!);
  const last = new Map<string, number>();
  for (let row = 0; row < rows; row++) {
    const name = id(row);
    const before = last.get(name);
    if (before === undefined || revision(row) > revision(before)) last.set(name, row);
  }
  return [...last.values()].filter((row) => op(row) === 'upsert');
}

function textReader(column: Column): (row: number) => string {
  if (column.kind === 'text') return (row) => column.words[column.codes[row]!]!;
  let known = pseudonyms.get(column);
  if (!known) {
    const read = idReader(column);
    known = Array.from({ length: column.values.length / 16 }, (_, row) => read(row));
    pseudonyms.set(column, known);
  }
  return (row) => known[row]!;
}

const pseudonyms = new WeakMap<Column, string[]>();

function idReader(column: Column): (row: number) => string {
  if (column.kind !== 'binary16')
    throw new Error(`The column ${column.name} is not an identifier.`);
  const { buffer, byteOffset, byteLength } = column.values;
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  return (row) => bytes.toString('hex', 16 * row, 16 * row + 16);
}

function countReader(column: Column): (row: number) => number {
  if (column.kind !== 'int32') throw new Error(`The column ${column.name} is not a count.`);
  return (row) => column.values[row]!;
}
