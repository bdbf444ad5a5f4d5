/**
 * What rows make up, in as few and as plain words as possible: a list, added up each time. It shares
 * no code and no SQL with the etl.
 */
export interface ModelRow {
  readonly id: string;
  readonly revision: number;
  readonly deleted: boolean;
  readonly period: string;
  readonly actor: string;
  readonly key: bigint;
  readonly department: string;
  readonly generation: string;
  readonly factor: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly withheld: number;
}

export interface ModelCell {
  n: number;
  sum: number;
  x1: number;
  x2: number;
  keys: string;
  expanded: number;
  /** Largest contribution to a change since an earlier publication, few as the actors are. */
  late: number;
}

/** The parts that are looked at, each a column summed up over actors. */
const amounts: Readonly<Record<string, (row: ModelRow) => number>> = {
  'documents.accepted': ({ accepted }) => accepted,
  'documents.produced': ({ accepted, rejected, withheld }) => accepted + rejected + withheld,
};
export const checkedParts = [...Object.keys(amounts), 'documents.feeders'];

export type Coordinates = (row: ModelRow) => string;

/** Cells by part and place, of rows that stand. */
export function cellsOf(
  rows: readonly ModelRow[],
  coordinates: Coordinates,
): Map<string, ModelCell> {
  const cells = new Map<string, ModelCell>();
  for (const [part, amount] of Object.entries(amounts)) {
    for (const [place, own] of Map.groupBy(rows, coordinates)) {
      const sums = [...Map.groupBy(own, ({ actor }) => actor).values()]
        .map((ofActor) => ({
          value: ofActor.reduce((sum, row) => sum + amount(row), 0),
          key: ofActor[0]?.key ?? 0n,
          factor: ofActor[0]?.factor ?? 0,
        }))
        .filter(({ value }) => value > 0);
      if (sums.length === 0) continue;
      const values = sums.map(({ value }) => value).sort((a, b) => b - a);
      const keys = (sums.reduce((sum, { key }) => sum + key, 0n) % 2n ** 63n).toString();
      const n = sums.length;
      cells.set(`${part}@${place}`, {
        n,
        sum: values.reduce((sum, value) => sum + value, 0),
        x1: values[0] ?? 0,
        x2: values[1] ?? 0,
        keys,
        expanded: sums.reduce((sum, { value, factor }) => sum + value * factor, 0),
        late: 0,
      });
      if (part === 'documents.accepted') {
        const expanded = sums.reduce((sum, { factor }) => sum + factor, 0);
        cells.set(`documents.feeders@${place}`, {
          n,
          sum: n,
          x1: 1,
          x2: Math.min(1, n - 1),
          keys,
          expanded,
          late: 0,
        });
      }
    }
  }
  return cells;
}

/** The same cells with what is late in them: `changes` are the rows taken since each publication. */
export function withLate(
  cells: ReadonlyMap<string, ModelCell>,
  changes: readonly (readonly ModelRow[])[],
  coordinates: Coordinates,
): Map<string, ModelCell> {
  const since = changes.map((rows) => cellsOf(rows, coordinates));
  const late = (key: string): number =>
    key.startsWith('documents.feeders')
      ? 0
      : Math.max(0, ...since.map((changed) => changed.get(key)?.x1 ?? 0));
  return new Map([...cells].map(([key, cell]) => [key, { ...cell, late: late(key) }]));
}

/** Whether final cells differ from those before them, but for what is late. */
export function differ(
  before: ReadonlyMap<string, ModelCell> | undefined,
  after: ReadonlyMap<string, ModelCell>,
): boolean {
  const of = (cells: ReadonlyMap<string, ModelCell> | undefined): string =>
    JSON.stringify(
      [...(cells ?? [])]
        .filter(([key]) => key.startsWith('documents.accepted'))
        .map(([key, cell]) => [key, { ...cell, late: 0 }])
        .sort(),
    );
  return of(before) !== of(after);
}
