import { tableFromIPC } from 'apache-arrow';

/**
 * A naive second opinion on every cell: reads the feed by itself and adds up objects in memory.
 * It shares no code and no SQL with the etl.
 */
export type FeedRow = Record<string, string | number | bigint>;

export interface OracleCell {
  n: number;
  sum: number;
  x1: number;
  x2: number;
  keySum: bigint;
  expanded: number;
}

interface Contribution {
  value: number;
  expanded: number;
  row: FeedRow;
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
    const table = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
    for (const entry of table) {
      const row: FeedRow = {};
      for (const name of table.schema.names) {
        const value: unknown = (entry as Record<string, unknown>)[String(name)];
        row[String(name)] =
          value instanceof Uint8Array ? Buffer.from(value).toString('hex') : (value as string);
      }
      const id = String(row['row_id']);
      const held = latest.get(id);
      if (!held || Number(row['revision']) > Number(held['revision'])) latest.set(id, row);
    }
    after = response.headers.get('vigie-next') ?? '';
    if (response.headers.get('vigie-more') !== 'true') break;
  }
  return [...latest.values()].filter((row) => row['op'] === 'upsert');
}

/**
 * Cells of one column by the given dimensions, in three kinds: `volume` (sum over actors),
 * `actors` (actors above zero), `persons` (the column counts persons, or what no one stands behind).
 */
export function oracleCells(
  rows: readonly FeedRow[],
  options: {
    column: string;
    kind: 'volume' | 'actors' | 'persons';
    dimensions: readonly ((row: FeedRow) => string)[];
    factors: ReadonlyMap<string, number>;
  },
): Map<string, OracleCell> {
  const groups = new Map<string, Map<string, Contribution>>();
  for (const [index, row] of rows.entries()) {
    const key = options.dimensions.map((dimension) => dimension(row)).join('|');
    const contributor = options.kind === 'persons' ? `row ${index}` : String(row['actor']);
    const group = groups.get(key) ?? new Map<string, Contribution>();
    groups.set(key, group);
    const value = Number(row[options.column]);
    const factor = options.factors.get(String(row['stratum'])) ?? Number.NaN;
    const held = group.get(contributor) ?? { value: 0, expanded: 0, row };
    group.set(contributor, {
      value: held.value + value,
      expanded: held.expanded + value * factor,
      row,
    });
  }
  const cells = new Map<string, OracleCell>();
  for (const [key, group] of groups) {
    const contributors = [...group.values()].filter(({ value }) => value > 0);
    const keySum = contributors.reduce((sum, { row }) => sum + BigInt(row['record_key'] ?? 0), 0n);
    const values = contributors.map(({ value }) => value).sort((a, b) => b - a);
    const sum = values.reduce((all, value) => all + value, 0);
    const factorOf = (row: FeedRow) => options.factors.get(String(row['stratum'])) ?? Number.NaN;
    if (contributors.length === 0) continue;
    cells.set(
      key,
      {
        volume: {
          n: contributors.length,
          sum,
          x1: values[0] ?? 0,
          x2: values[1] ?? 0,
          keySum: keySum % 2n ** 63n,
          expanded: contributors.reduce((all, { expanded }) => all + expanded, 0),
        },
        actors: {
          n: contributors.length,
          sum: contributors.length,
          x1: 1,
          x2: Math.min(1, contributors.length - 1),
          keySum: keySum % 2n ** 63n,
          expanded: contributors.reduce((all, { row }) => all + factorOf(row), 0),
        },
        persons: {
          n: sum,
          sum,
          x1: 1,
          x2: Math.min(1, sum - 1),
          keySum:
            [...group.values()].reduce((all, { row }) => all + BigInt(row['record_key'] ?? 0), 0n) %
            2n ** 63n,
          expanded: contributors.reduce((all, { expanded }) => all + expanded, 0),
        },
      }[options.kind],
    );
  }
  return cells;
}
