import type pg from 'pg';
import type { Day, Month } from '../calendar/calendar.js';
import type { StreamDeclaration } from '../pipeline/stream.js';
import type { Transaction } from '../schedule/transaction.js';

export const checkNames = [
  'counts',
  'reconciliation',
  'quarantined',
  'referential',
  'freshness',
  'completeness',
  'silence',
  'drop',
] as const;

/** Attacks that whatever is published must withstand (privacy.md A1.9), tried while it is written. */
export const attackNames = [
  'P01',
  'P01b',
  'P03',
  'P04',
  'P07',
  'P08',
  'P13',
  'P14',
  'P15',
  'P23',
] as const;
export type CheckName = (typeof checkNames)[number] | (typeof attackNames)[number];

/** `fail` keeps a period from being published, `warn` is shown and told. */
export type Outcome = 'pass' | 'warn' | 'fail';

/** How one check came out. Its subject is a stream, and where it is about one a period, a sender. */
export interface Finding {
  name: CheckName;
  stream: string;
  /** A month, a day, or an empty text. */
  period: string;
  /** A submitter, or an empty text. */
  submitter: string;
  outcome: Outcome;
  observed?: number;
  expected?: number;
  /** Counts and names only, never a value of a row. */
  detail?: string;
}

/** A stream's month. */
export interface PartId {
  stream: string;
  month: Month;
}

/** What a check looked at: a subject in there that it says nothing about has passed. */
export type Scope = { streams: readonly string[] } | { parts: readonly PartId[] };

export interface Checked {
  name: CheckName;
  scope: Scope;
  findings: readonly Finding[];
  /** What was found stays so: it is not over when it is found no more. */
  lasting?: boolean;
}

export interface QualitySummary {
  feedDay: Day;
  /** Findings that are new or have changed, those that are over included. */
  changed: readonly Finding[];
  /** How many subjects stand at each outcome that is not a pass. */
  standing: { warn: number; fail: number };
}

export interface QualityContext {
  pool: pg.Pool;
  transaction: Transaction;
  /** Those that are loaded, submissions included. */
  streams: readonly StreamDeclaration[];
}
