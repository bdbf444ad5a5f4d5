import { addMonths, daysOf, type Grain, type Month } from '../calendar/calendar.js';
import type { Batch, Column } from './decode.js';
import type { RegisterValues, StreamDeclaration } from './stream.js';

/** Control characters, NUL first of all, which PostgreSQL's text refuses. */
const control = /\p{Cc}/u;

/** Why a row was put aside, and which field is to blame. */
export interface Fault {
  row: number;
  reason: 'unknown_value' | 'out_of_range' | 'inconsistent' | 'period' | 'operation';
  field: string;
}

/**
 * Checks every row of a page: enumerations against the registers, ranges, periods and sums.
 * Text is checked once per distinct value, so a clean page costs next to nothing.
 *
 * @returns one fault per bad row, the first one found, by row
 */
export function validate(
  batch: Batch,
  stream: StreamDeclaration,
  part: { month: Month; grain: Grain },
  registers: RegisterValues,
): Fault[] {
  const faults = new Map<number, Fault>();
  const blame = (row: number, reason: Fault['reason'], field: string): void => {
    if (!faults.has(row)) faults.set(row, { row, reason, field });
  };
  const text = (field: string, reason: Fault['reason'], allowed: (value: string) => boolean) => {
    const column = textColumn(batch, field);
    const bad = column.values.map((value) => !allowed(value));
    if (!bad.includes(true)) return;
    column.index.forEach((place, row) => {
      if (bad[place]) blame(row, reason, field);
    });
  };

  const periods = new Set<string>(part.grain === 'month' ? [part.month] : daysOf(part.month));
  if (stream.target.kind === 'keyed') periods.add(part.month);
  if (stream.monthly) periods.add(part.month);
  text('op', 'operation', (value) => value === 'upsert' || value === 'delete');
  text('period', 'period', (value) => periods.has(value));
  numbers(batch, 'revision').forEach((value, row) => {
    if (value < 1) blame(row, 'out_of_range', 'revision');
  });
  for (const column of stream.columns) {
    if (column.register) {
      const values = registers[column.register];
      text(
        column.name,
        'unknown_value',
        (value) => values.has(value) || (value === '' && column.optional === true),
      );
    } else if (column.type === 'text') {
      text(column.name, 'out_of_range', (value) => value.length <= 64 && !control.test(value));
    } else if (column.type === 'date') {
      const latest = `${addMonths(part.month, 3)}-01`;
      text(column.name, 'out_of_range', (v) => isDay(v) && v >= `${part.month}-01` && v < latest);
    } else if (column.type === 'int4' || column.type === 'int8') {
      numbers(batch, column.name).forEach((value, row) => {
        if (value < 0) blame(row, 'out_of_range', column.name);
      });
    }
  }
  for (const [total, ...parts] of stream.sums ?? []) {
    const sum = parts.map((name) => numbers(batch, name));
    numbers(batch, total).forEach((value, row) => {
      const added = sum.reduce((all, values) => all + Number(values[row]), 0);
      if (Number(value) !== added) blame(row, 'inconsistent', total);
    });
  }
  for (const [smaller, larger] of stream.atMost ?? []) {
    const bound = numbers(batch, larger);
    numbers(batch, smaller).forEach((value, row) => {
      if (Number(value) > Number(bound[row])) blame(row, 'inconsistent', smaller);
    });
  }
  return [...faults.values()].sort((a, b) => a.row - b.row);
}

/** The values of one row by column name, as JSON holds them. */
export function rowValues(batch: Batch, row: number): Record<string, string | number> {
  return Object.fromEntries(
    [...batch.columns].map(([name, column]) => [name, valueAt(column, row)]),
  );
}

function valueAt(column: Column, row: number): string | number {
  switch (column.type) {
    case 'text':
    case 'date':
      return column.values[column.index[row] ?? 0] ?? '';
    case 'int4':
      return column.values[row] ?? 0;
    case 'int8':
      return String(column.values[row] ?? 0n);
    case 'uuid':
      return Buffer.from(column.values.subarray(row * 16, row * 16 + 16)).toString('hex');
  }
}

function isDay(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function textColumn(batch: Batch, name: string): { values: string[]; index: Int32Array } {
  const column = batch.columns.get(name);
  if (column?.type !== 'text' && column?.type !== 'date') throw new TypeError(`${name} is no text`);
  return column;
}

function numbers(batch: Batch, name: string): Int32Array | BigInt64Array {
  const column = batch.columns.get(name);
  if (column?.type !== 'int4' && column?.type !== 'int8')
    throw new TypeError(`${name} is no count`);
  return column.values;
}
