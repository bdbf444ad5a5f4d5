/** How a column travels: Arrow in the feed, PostgreSQL in the warehouse. */
export type ColumnType = 'text' | 'int4' | 'int8' | 'uuid' | 'date';

export interface ColumnDeclaration {
  name: string;
  type: ColumnType;
  /** Register whose values are allowed; an unknown one sends the row to quarantine. */
  register?: RegisterName;
}

export type RegisterName =
  | 'department'
  | 'sector'
  | 'sector_or_none'
  | 'generation'
  | 'age_band'
  | 'vendor'
  | 'release'
  | 'stratum'
  | 'submitter'
  | 'stream';

/** The values that each register allows today. */
export type RegisterValues = Readonly<Record<RegisterName, ReadonlySet<string>>>;

/** All that the pipeline needs to know of a stream: adding one is adding a declaration. */
export interface StreamDeclaration {
  name: string;
  schemaVersion: number;
  /** Submissions only: the streams whose submissions are asked for, those that are loaded. */
  of?: readonly string[];
  /** Columns after the common ones (row_id, revision, op, period). */
  columns: readonly ColumnDeclaration[];
  /** Where rows go: partitions by month, or one table with a key. */
  target:
    | { kind: 'partitioned'; distribution: string }
    | { kind: 'keyed'; table: string; key: readonly string[] };
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
