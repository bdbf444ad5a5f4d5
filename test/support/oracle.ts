import type { Cuboid, Part } from '@vigie/seeds/catalogue';
import { categoryIds, measures } from '@vigie/seeds/catalogue';
import { sectors, territories } from '@vigie/seeds/reference';
import { tableFromIPC } from 'apache-arrow';

/**
 * A naive second opinion on every cell: reads the feed by itself and adds up objects in memory.
 * It shares no code and no SQL with the etl.
 */
export type FeedRow = Readonly<Record<string, string | number | bigint>>;

export interface OracleCell {
  n: number;
  sum: number;
  x1: number;
  x2: number;
  keySum: bigint;
  expanded: number;
}

interface Question {
  coreUrl: string;
  stream: string;
  grain: 'day' | 'month';
  month: string;
  through?: string;
}

/** Rows of one part as they stand: highest revision of each, deleted ones left out. */
export async function standingRows(question: Question): Promise<FeedRow[]> {
  const latest = new Map<string, FeedRow>();
  let after = '';
  for (;;) {
    const query = new URLSearchParams({ grain: question.grain, month: question.month });
    query.set('limit', '20000');
    if (after !== '') query.set('after', after);
    if (question.through !== undefined) query.set('through', question.through);
    const response = await fetch(
      `${question.coreUrl}/feeds/${question.stream}?${query.toString()}`,
    );
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    for (const row of rowsOf(new Uint8Array(await response.arrayBuffer()))) {
      const id = String(row['row_id']);
      const held = latest.get(id);
      if (!held || Number(row['revision']) > Number(held['revision'])) latest.set(id, row);
    }
    after = response.headers.get('vigie-next') ?? '';
    if (response.headers.get('vigie-more') !== 'true') break;
  }
  return [...latest.values()].filter((row) => row['op'] === 'upsert');
}

function rowsOf(body: Uint8Array): FeedRow[] {
  const table = tableFromIPC(body);
  const rows = Array.from({ length: table.numRows }, (): Record<string, string | number> => ({}));
  for (const name of table.schema.names.map(String)) {
    const column: Iterable<unknown> | null = table.getChild(name);
    let at = 0;
    for (const value of column ?? []) {
      const row = rows[at++];
      if (!row) break;
      row[name] =
        value instanceof Uint8Array ? Buffer.from(value).toString('hex') : (value as string);
    }
  }
  return rows;
}

const text = (row: FeedRow, name: string): string => String(row[name] ?? '');
const regionOf = new Map(territories.map((territory) => [territory.id, territory.region]));

/** The territory of a row at a level; a row of no department concerns the nation. */
const territoryAt = (row: FeedRow, level: Cuboid['level']): string =>
  level === 'nation'
    ? 'FR'
    : level === 'region'
      ? (regionOf.get(text(row, 'department')) ?? '')
      : text(row, 'department');

/** What tells a cell's rows apart besides its period and territory, in the order of its key. */
export const cellDimensions: readonly string[] = [...categoryIds, 'unit', 'vendor', 'release'];

/**
 * Every cell of a part over a cuboid, by its period, territory and dimensions joined by `|`.
 * @param rows what stands of the part's stream in the month
 */
export function oracleCells(
  rows: readonly FeedRow[],
  question: { part: Part; cuboid: Cuboid; month: string; factors: ReadonlyMap<string, number> },
): Map<string, OracleCell> {
  const { part, cuboid, month } = question;
  const own = rows
    .filter((row) => belongs(row, part, cuboid))
    .map((row) => (hasDepartments(part) ? ofSharedKey(row, rows) : row));
  const wide = part.by !== undefined && cuboid.categories.includes(part.by.dimension);
  // A row with a column for each value is so many rows, where the cuboid tells the values apart.
  const values = wide ? (part.by?.columns ?? []) : [''];
  const cells = new Map<string, OracleCell>();
  for (const value of values) {
    const groups = Map.groupBy(own, (row) =>
      [
        cuboid.grain === 'month' ? month : text(row, 'period'),
        part.kind === 'distinct' ? text(row, 'territory') : territoryAt(row, cuboid.level),
        ...cellDimensions.map((name) => dimensionOf(row, name, { part, cuboid, value })),
      ].join('|'),
    );
    for (const [key, group] of groups) {
      const cell = cellOf(group, (row) => amountOf(row, part, value), question);
      if (cell.sum > 0) cells.set(key, cell);
    }
  }
  return cells;
}

/** Whether the source counts a part's persons by department too, and that is asked for. */
const hasDepartments = ({ id, kind }: Part): boolean =>
  kind === 'distinct' &&
  measures.some(
    ({ numerator, denominator, cuboids }) =>
      [numerator, denominator].includes(id) && cuboids.includes('department.month'),
  );

/** A region of one department has the record key of the department's row, if that says as many. */
function ofSharedKey(row: FeedRow, rows: readonly FeedRow[]): FeedRow {
  const within = territories.filter(({ region }) => region === row['territory']);
  const twin = rows.find(
    (other) =>
      within.length === 1 &&
      other['territory'] === within[0]?.id &&
      ['measure', 'sector', 'value'].every((name) => text(other, name) === text(row, name)),
  );
  return { ...row, record_key: (twin ?? row)['record_key'] ?? 0 };
}

/** Whether a row is one of those that a part is made of. */
function belongs(row: FeedRow, part: Part, cuboid: Cuboid): boolean {
  if (part.kind === 'distinct') {
    return text(row, 'measure') === part.column && text(row, 'cuboid') === cuboid.id;
  }
  return Object.entries(part.where ?? {}).every(([name, kept]) => kept.includes(text(row, name)));
}

function dimensionOf(
  row: FeedRow,
  name: string,
  { part, cuboid, value }: { part: Part; cuboid: Cuboid; value: string },
): string {
  if (name === 'unit') return unitOf(row);
  if (!cuboid.categories.includes(name)) return '';
  if (part.by?.dimension === name) return value;
  const from: Readonly<Record<string, string | undefined>> = part.from ?? {};
  return text(row, from[name] ?? name);
}

/** Whether the actor of a row is protected as a professional or as a structure. */
const unitOf = (row: FeedRow): string =>
  row['actor'] === undefined
    ? ''
    : (sectors.find(({ id }) => id === row['sector'])?.disclosure_unit ?? '');

/** What a row adds to a part: to one value of it, where it has several. */
function amountOf(row: FeedRow, part: Part, value: string): number {
  const count = (name: string): number => Number(row[name]);
  const total = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + count(name), 0);
  if (part.kind === 'distinct') return count('value');
  if (part.by) return value === '' ? total(part.by.columns) : count(value);
  return count(part.column ?? '') + total(part.plus ?? []) - total(part.minus ?? []);
}

function cellOf(
  group: readonly FeedRow[],
  amount: (row: FeedRow) => number,
  { part, factors }: { part: Part; factors: ReadonlyMap<string, number> },
): OracleCell {
  const factor = (row: FeedRow): number => factors.get(text(row, 'stratum')) ?? Number.NaN;
  const key = (row: FeedRow): bigint => BigInt(row['record_key'] ?? 0);
  const sum = group.reduce((all, row) => all + amount(row), 0);
  if (part.kind !== 'volume' && part.kind !== 'actors') {
    return {
      n: sum,
      sum,
      x1: 1,
      x2: Math.min(1, sum - 1),
      keySum: group.reduce((all, row) => all + key(row), 0n) % 2n ** 63n,
      expanded: group.reduce((all, row) => all + amount(row) * factor(row), 0),
    };
  }
  const contributors = [...Map.groupBy(group, (row) => text(row, 'actor')).values()].flatMap(
    (own) => {
      const [first] = own;
      const value = own.reduce((all, row) => all + amount(row), 0);
      const counts = first !== undefined && contributes(own, value, part);
      return counts ? [{ value, factor: factor(first), key: key(first) }] : [];
    },
  );
  const shown = contributors.map((own) => (part.kind === 'volume' ? own.value : 1));
  const [x1 = 0, x2 = 0] = shown.toSorted((a, b) => b - a);
  return {
    n: contributors.length,
    sum: shown.reduce((all, value) => all + value, 0),
    x1,
    x2,
    keySum: contributors.reduce((all, own) => all + own.key, 0n) % 2n ** 63n,
    expanded: contributors.reduce((all, own, at) => all + (shown[at] ?? 0) * own.factor, 0),
  };
}

/** Whether an actor counts in a cell, by all its rows there. */
function contributes(own: readonly FeedRow[], value: number, part: Part): boolean {
  const { above } = part;
  if (above) {
    const of = own.reduce((all, row) => all + Number(row[above.of]), 0);
    return 100 * value > Math.round(100 * above.share) * of;
  }
  return part.kind === 'actors' ? value >= (part.at_least ?? 1) : value > 0;
}
