import { addMonths, daysOf, type Day, type Grain, type Month } from '../calendar/calendar.js';
import type { Batch } from './decode.js';
import {
  checkAtMost,
  checkCounts,
  checkPair,
  checkSum,
  checkText,
  checkWide,
  type Blame,
  type Fault,
} from './row-checks.js';
import { pairNames, type ColumnDeclaration } from './stream.js';
import type { RegisterValues, StreamDeclaration } from './stream.js';

export type { Fault } from './row-checks.js';
export { rowValues } from './row-values.js';

/** What a page's rows must agree with: their part, and the last day that can have been emitted. */
export interface PartBounds {
  month: Month;
  grain: Grain;
  feedDay?: Day;
}

/**
 * Checks every row of a page: operations and periods, enumerations against the registers, ranges,
 * dates, values that belong together, sums. Text is checked once per distinct value and counts in
 * plain loops, so a clean page costs next to nothing.
 *
 * @returns one fault per bad row, the first one found, by row
 */
export function validate(
  batch: Batch,
  stream: StreamDeclaration,
  part: PartBounds,
  registers: RegisterValues,
): Fault[] {
  const faults = new Map<number, Fault>();
  const blame: Blame = (row, reason, field) => {
    if (!faults.has(row)) faults.set(row, { row, reason, field });
  };
  const periods = periodsOf(stream, part);
  checkText(batch, 'op', (value) => value === 'upsert' || value === 'delete', 'operation', blame);
  checkText(batch, 'period', (value) => periods.has(value), 'period', blame);
  checkCounts(batch, 'revision', { least: 1, most: highestRevision }, blame);
  for (const column of stream.columns) checkColumn(batch, column, part, registers, blame);
  for (const pair of pairNames) checkPair(batch, pair, registers[pair], blame);
  for (const sum of stream.sums ?? []) checkSum(batch, sum, blame);
  for (const pair of stream.atMost ?? []) checkAtMost(batch, pair, blame);
  return [...faults.values()].sort((a, b) => a.row - b.row);
}

/** A row is corrected a few times, never thousands of times: beyond, nothing could correct it. */
const highestRevision = 9_999;
/** France has fewer inhabitants: a larger count is a mistake of its source. */
const largestCount = 100_000_000;
/** Of codes and names of releases. */
const longestText = 64;
/**
 * What no code holds: control characters, NUL first of all, which PostgreSQL refuses; invisible
 * ones, which would make two codes look alike; line separators; what a decoder puts in place of
 * bytes that are no UTF-8.
 */
const unreadable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\ufffd]/u;

function periodsOf(stream: StreamDeclaration, { month, grain, feedDay }: PartBounds): Set<string> {
  if (grain === 'month') return new Set([month]);
  // What has not come yet cannot have happened; a date needs no tolerance of minutes.
  const days = daysOf(month).filter((day) => feedDay === undefined || day <= feedDay);
  return new Set(stream.target.kind === 'keyed' || stream.monthly ? [...days, month] : days);
}

function checkColumn(
  batch: Batch,
  { name, type, register, values, optional = false }: ColumnDeclaration,
  part: PartBounds,
  registers: RegisterValues,
  blame: Blame,
): void {
  const enumerated = register ? registers[register] : values && new Set(values);
  if (enumerated) {
    const known = (value: string): boolean => enumerated.has(value) || (optional && value === '');
    checkText(batch, name, known, 'unknown_value', blame);
  } else if (type === 'text') checkText(batch, name, isCode, 'out_of_range', blame);
  else if (type === 'date') checkText(batch, name, dateOf(part), 'out_of_range', blame);
  else if (type === 'int4') checkCounts(batch, name, { least: 0, most: largestCount }, blame);
  else if (type === 'int8') checkWide(batch, name, blame);
}

/** Arrow can hold a hole where text was announced. */
const isCode = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= longestText && !unreadable.test(value);

/** Days that exist, from the part's first to the last that it can speak of. */
function dateOf({ month, grain, feedDay }: PartBounds): (value: string) => boolean {
  const first = `${month}-01`;
  const end = `${addMonths(month, 3)}-01`;
  const last = grain === 'day' && feedDay !== undefined ? feedDay : end;
  return (value) => isDay(value) && value >= first && value < end && value <= last;
}

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
