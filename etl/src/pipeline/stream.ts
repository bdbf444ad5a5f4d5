import type { Part } from '@vigie/seeds/catalogue';

/** How a column travels: Arrow in the feed, PostgreSQL in the warehouse. */
export type ColumnType = 'text' | 'int4' | 'int8' | 'uuid' | 'date';

export interface ColumnDeclaration {
  name: string;
  type: ColumnType;
  /** Register whose values are allowed; an unknown one sends the row to quarantine. */
  register?: RegisterName;
  /** The values that are allowed, where no register holds them. */
  values?: readonly string[];
  /** Whether an empty text is allowed beside the values of the register. */
  optional?: boolean;
}

/** Registers that rows are checked against: of the seeds, of the feed, and of its manifest. */
export const registerNames = [
  'department',
  'territory',
  'sector',
  'profession',
  'generation',
  'age_band',
  'irritant',
  'lever',
  'vendor',
  'release',
  'operator',
  'stratum',
  'submitter',
  'stream',
  'document_type',
  'patient_document_type',
  'insurance_document_type',
  'document_channel',
  'patient_channel',
  'os',
  'mailbox',
  'insi_mode',
  'software_event',
  'software_reason',
  'consultation_access',
  'consultation_mode',
  'legal_basis',
  'report_channel',
  'satisfaction_wave',
  'training_format',
  'campaign_kind',
  'incident_service',
  'programme',
  'strand',
  'window',
  'catalogue_step',
] as const;
export type RegisterName = (typeof registerNames)[number];

/**
 * Columns whose values belong together, as the registers say. A release may change hands, so its
 * vendor is not held against the register; its generation and its sector stay.
 */
export const pairNames = ['vendor|sector', 'release|sector', 'release|generation'] as const;
export type PairName = (typeof pairNames)[number];

/** The values that each register allows today, and the pairs of values, as `one|other`. */
export type RegisterValues = Readonly<Record<RegisterName | PairName, ReadonlySet<string>>>;

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
  /** Parts beside the catalogue's, and their cuboids: computed, though no measure publishes them. */
  parts?: readonly { readonly part: Part; readonly cuboids: readonly string[] }[];
}

/** What submissions say of a stream: who sends them, and what their total adds up. */
export interface StreamSubmissions {
  /** Each vendor for its own rows, or one national system for all of them. */
  by: 'vendor' | 'national';
  /** The column that a submission's total adds up. */
  total: string;
  /**
   * The submissions of a group are read together, with a cursor of their own; by default a stream's
   * alone. A stream that joins a group later is not heard of in the months that were read before.
   */
  group?: string;
}

/** All that the pipeline needs to know of a stream: adding one is adding a declaration. */
export interface StreamDeclaration {
  name: string;
  /** Stream of the feed that it is read from, where the name is another one. */
  feed?: string;
  schemaVersion: number;
  /** Submissions only: the streams whose submissions are asked for, those that are loaded. */
  of?: readonly string[];
  /**
   * When the first history loads it: all its months before anything else (`whole`); then, month by
   * month, what the first curves are made of (`first`); or once those stand (`after`, the default).
   */
  order?: 'whole' | 'first' | 'after';
  /** Columns after the common ones (row_id, revision, op, period). */
  columns: readonly ColumnDeclaration[];
  /** Columns of the feed that are known and not kept. */
  ignored?: readonly string[];
  /** The journal holds a row a month too, as for what is declared or counted once a month. */
  monthly?: boolean;
  /** What it tells of comes and goes, as campaigns do: a day without is no sudden drop. */
  sporadic?: boolean;
  /** Absent where nothing is submitted, as for the submissions themselves. */
  submitted?: StreamSubmissions;
  /** Where rows go: partitions by month, or one table with a key. */
  target:
    | { kind: 'partitioned'; distribution: string }
    | { kind: 'keyed'; table: string; key: readonly string[] };
  /** How cells are made of it; absent where none are. */
  cells?: StreamCells;
  /** Sums that must hold on every row: the first column equals the sum of the others. */
  sums?: readonly (readonly [total: string, ...parts: string[]])[];
  /**
   * The stream whose figures its own break down: columns named alike are the same there, and a column
   * of that stream is the sum of some of its own. What is withheld there is not to be told here.
   */
  breaksDown?: {
    readonly stream: string;
    readonly sums?: readonly (readonly [total: string, ...parts: string[]])[];
  };
  /** Pairs where the first column may not exceed the second. */
  atMost?: readonly (readonly [smaller: string, larger: string])[];
}

export const commonColumns: readonly ColumnDeclaration[] = [
  { name: 'row_id', type: 'uuid' },
  { name: 'revision', type: 'int4' },
  { name: 'op', type: 'text' },
  { name: 'period', type: 'text' },
];
