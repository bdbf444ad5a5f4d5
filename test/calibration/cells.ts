import type { World } from '@vigie/core';
import { territories } from '@vigie/seeds/reference';

type Part = ReturnType<World['part']>;
type Columns = ReturnType<Part['columns']>;
type TextColumn = Extract<Columns[number], { kind: 'text' }>;
type CountColumn = Extract<Columns[number], { kind: 'int32' }>;

/** Words that a row must carry, by dimension; `region` stands for its departments. */
export type Where = Readonly<Record<string, string | readonly string[]>>;

/** Something that the feed does not carry (yet): a stream, a column or a word. */
export class NotCarried extends Error {
  readonly code = 'not_carried';
  constructor(what: string) {
    super(`the feed carries no ${what}`);
  }
}

const PAGE = 50_000;
/** What tells rows apart in time and delivery, and what no published figure asks for. */
const LEFT_OUT = new Set(['op', 'period', 'stratum', 'vendor', 'release', 'revision']);

/** Counts of a part by the words of its dimensions, expanded to the whole population. */
export class Cells {
  private readonly keys: number[] = [];
  private readonly counts = new Map<string, number[]>();
  private dimensions: { name: string; words: readonly string[] }[] = [];

  constructor(part: Part, factors: ReadonlyMap<string, number>) {
    const cellOf = new Map<number, number>();
    for (const columns of pages(part)) {
      const texts = columns.filter(isText).filter(({ name }) => !LEFT_OUT.has(name));
      const counts = columns.filter(isCount).filter(({ name }) => !LEFT_OUT.has(name));
      this.dimensions = texts.map(({ name, words }) => ({ name, words }));
      const sums = counts.map(({ name }) => this.counts.get(name) ?? []);
      counts.forEach(({ name }, c) => this.counts.set(name, sums[c]!));
      const factor = factorOf(columns, factors);
      const rows = counts[0]?.values.length ?? 0;
      for (let row = 0; row < rows; row++) {
        let key = 0;
        for (const { words, codes } of texts) key = key * words.length + codes[row]!;
        let cell = cellOf.get(key);
        if (cell === undefined) {
          cell = this.keys.length;
          cellOf.set(key, cell);
          this.keys.push(key);
          for (const sum of sums) sum.push(0);
        }
        const f = factor(row);
        for (let c = 0; c < counts.length; c++) sums[c]![cell]! += f * counts[c]!.values[row]!;
      }
    }
  }

  /** Expanded sum of a column over the cells that match. */
  total(column: string, where: Where): number {
    const values = this.counts.get(column);
    if (this.keys.length === 0) return 0;
    if (values === undefined) throw new NotCarried(`column ${column}`);
    const test = matcher(this.dimensions, where);
    let sum = 0;
    this.keys.forEach((key, cell) => {
      let rest = key;
      for (let d = this.dimensions.length - 1; d >= 0; d--) {
        const { length } = this.dimensions[d]!.words;
        if (!(test[d]?.[rest % length] ?? true)) return;
        rest = Math.floor(rest / length);
      }
      sum += values[cell]!;
    });
    return sum;
  }
}

/** One actor of a part: the sum of a column over its rows that match, and what it stands for. */
export interface Actor {
  readonly id: string;
  readonly sum: number;
  readonly factor: number;
}

/** The actors of a part with a row that matches; `column` may be left out to count them all. */
export function actors(
  part: Part,
  factors: ReadonlyMap<string, number>,
  where: Where,
  column?: string,
): Actor[] {
  const found = new Map<string, Actor>();
  for (const columns of pages(part)) {
    const pseudonym = columns.find(({ name }) => name === 'actor');
    if (pseudonym?.kind !== 'binary16') throw new NotCarried('column actor');
    const counted = columns.filter(isCount).find(({ name }) => name === column);
    if (column !== undefined && !counted) throw new NotCarried(`column ${column}`);
    const texts = columns.filter(isText);
    const test = matcher(texts, where);
    const factor = factorOf(columns, factors);
    const { buffer, byteOffset, byteLength } = pseudonym.values;
    const bytes = Buffer.from(buffer, byteOffset, byteLength);
    for (let row = 0; row < byteLength / 16; row++) {
      if (!texts.every(({ codes }, d) => test[d]?.[codes[row]!] ?? true)) continue;
      const id = bytes.toString('latin1', 16 * row, 16 * row + 16);
      const sum = (found.get(id)?.sum ?? 0) + (counted?.values[row] ?? 0);
      found.set(id, { id, sum, factor: factor(row) });
    }
  }
  return [...found.values()];
}

const isText = (column: Columns[number]): column is TextColumn => column.kind === 'text';
const isCount = (column: Columns[number]): column is CountColumn => column.kind === 'int32';

/** Pages of the parts that the world still holds: one part is read for several questions. */
const read = new WeakMap<Part, readonly Columns[]>();

function pages(part: Part): readonly Columns[] {
  const held = read.get(part);
  if (held) return held;
  const found: Columns[] = [];
  for (let from = 0; from < part.rows; from += PAGE) {
    found.push(part.columns(from, Math.min(part.rows, from + PAGE)));
  }
  read.set(part, found);
  return found;
}

function factorOf(columns: Columns, factors: ReadonlyMap<string, number>): (row: number) => number {
  const stratum = columns.filter(isText).find(({ name }) => name === 'stratum');
  if (!stratum) return () => 1;
  const byCode = stratum.words.map((word) => factors.get(word) ?? Number.NaN);
  return (row) => byCode[stratum.codes[row]!]!;
}

/** For each dimension, which of its words match; undefined where all do. */
function matcher(
  dimensions: readonly { name: string; words: readonly string[] }[],
  where: Where,
): (boolean[] | undefined)[] {
  const wanted = new Map(Object.entries(where).map(([name, words]) => [name, [words].flat()]));
  const regions = wanted.get('region');
  if (regions) {
    wanted.delete('region');
    const inside = territories.filter(({ region }) => region !== null && regions.includes(region));
    wanted.set(
      'department',
      inside.map(({ id }) => id),
    );
  }
  for (const [name, words] of wanted) {
    const dimension = dimensions.find((one) => one.name === name);
    if (!dimension) throw new NotCarried(`dimension ${name}`);
    const known = words.filter((word) => dimension.words.includes(word));
    if (known.length === 0) throw new NotCarried(`${name} ${words.join(', ')}`);
  }
  return dimensions.map(({ name, words }) => {
    const accepted = wanted.get(name);
    return accepted && words.map((word) => accepted.includes(word));
  });
}
