/** How a column travels: Arrow in the feed, PostgreSQL in the warehouse. */
export type ColumnType = 'text' | 'int4' | 'int8' | 'uuid' | 'date';

export interface ColumnDeclaration {
  name: string;
  type: ColumnType;
  /** Register whose values are allowed; an unknown one sends the row to quarantine. */
  register?: RegisterName;
  /** Whether an empty text is allowed beside the register's values. */
  optional?: boolean;
}

export type RegisterName =
  | 'department'
  | 'territory'
  | 'sector'
  | 'generation'
  | 'age_band'
  | 'irritant'
  | 'channel'
  | 'lever'
  | 'vendor'
  | 'release'
  | 'stratum'
  | 'submitter'
  | 'stream';

/** The values that each register allows today. */
export type RegisterValues = Readonly<Record<RegisterName, ReadonlySet<string>>>;

/** What the aggregation must know of a stream: who contributes, and which categories it can group. */
export interface StreamCells {
  /**
   * Whose rows they are: an actor's; a department's, where the source counted persons itself; the
   * nation's; or cells that the source counted over its own cuboids.
   */
  of: 'actor' | 'department' | 'nation' | 'counted';
  /** Categories that stay the same for a contributor within a month. */
  fixed?: readonly string[];
  /** Categories that may change within a month, as when software is updated. */
  changing?: readonly string[];
}

/** All that the pipeline needs to know of a stream: adding one is adding a declaration. */
export interface StreamDeclaration {
  name: string;
  /** Stream of the feed that it is read from, where the name is another one. */
  feed?: string;
  schemaVersion: number;
  /** Submissions only: the streams whose submissions are asked for, those that are loaded. */
  of?: readonly string[];
  /** Columns after the common ones (row_id, revision, op, period). */
  columns: readonly ColumnDeclaration[];
  /** Columns of the feed that are known and not kept. */
  ignored?: readonly string[];
  /** The journal holds a row a month too, as for what is declared or counted once a month. */
  monthly?: boolean;
  /** Where rows go: partitions by month, or one table with a key. */
  target:
    | { kind: 'partitioned'; distribution: string }
    | { kind: 'keyed'; table: string; key: readonly string[] };
  /** How cells are made of it; absent where none are. */
  cells?: StreamCells;
  /** Sums that must hold on every row: the first column equals the sum of the others. */
  sums?: readonly (readonly [total: string, ...parts: string[]])[];
  /** Pairs where the first column may not exceed the second. */
  atMost?: readonly (readonly [smaller: string, larger: string])[];
}

export const commonColumns: readonly ColumnDeclaration[] = [
  { name: 'row_id', type: 'uuid' },
  { name: 'revision', type: 'int4' },
  { name: 'op', type: 'text' },
  { name: 'period', type: 'text' },
];
