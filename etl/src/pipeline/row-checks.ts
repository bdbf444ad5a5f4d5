import type { Batch } from './decode.js';
import type { PairName } from './stream.js';

/** Why a row was put aside, and which field is to blame. */
export interface Fault {
  row: number;
  reason: 'unknown_value' | 'out_of_range' | 'inconsistent' | 'period' | 'operation';
  field: string;
}

/** Called for each row that a check refuses. */
export type Blame = (row: number, reason: Fault['reason'], field: string) => void;

/** A text column whose distinct values are each allowed or not. */
export function checkText(
  batch: Batch,
  field: string,
  allowed: (value: string) => boolean,
  reason: Fault['reason'],
  blame: Blame,
): void {
  const { values, index } = textColumn(batch, field);
  const good = values.map(allowed);
  const distinct = good.length;
  const clean = !good.includes(false);
  for (let row = 0; row < index.length; row += 1) {
    const place = index[row] ?? -1;
    // A place outside the dictionary is no value at all.
    const outside = place < 0 || place >= distinct;
    if (outside || (!clean && !good[place])) blame(row, reason, field);
  }
}

/** Counts that lie between two bounds, both allowed. */
export function checkCounts(
  batch: Batch,
  field: string,
  { least, most }: { least: number; most: number },
  blame: Blame,
): void {
  const values = counts(batch, field);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    if (value < least || value > most) blame(row, 'out_of_range', field);
  }
}

/** Record keys, and sums of them, fill sixty-three bits. */
const recordKey = 'record_key';
/** 2^53 over 2^32: what is counted must stay exact wherever it is read. */
const exactUpper = 2 ** 21;

/** Whole numbers of 64 bits, by their upper halves: big integers are slow to make. */
export function checkWide(batch: Batch, field: string, blame: Blame): void {
  const column = batch.columns.get(field);
  if (column?.type !== 'int8') throw new TypeError(`${field} is not of 64 bits`);
  const { values } = column;
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const most = field === recordKey ? Infinity : exactUpper;
  for (let row = 0; row < values.length; row += 1) {
    const upper = halves[2 * row + 1] ?? 0;
    if (upper < 0 || upper >= most) blame(row, 'out_of_range', field);
  }
}

const unknown = 0;
const fits = 1;
const differs = 2;
/** Pairs that are remembered: no two dictionaries of codes make more. */
const mostPairs = 1 << 20;

/** Two columns whose values belong together by the registers, where both are given. */
export function checkPair(
  batch: Batch,
  pair: PairName,
  allowed: ReadonlySet<string>,
  blame: Blame,
): void {
  const [left = '', right = ''] = pair.split('|');
  if (!batch.columns.has(left) || !batch.columns.has(right)) return;
  const one = textColumn(batch, left);
  const other = textColumn(batch, right);
  const judge = (at: number, beside: number): number => {
    const a = one.values[at] ?? '';
    const b = other.values[beside] ?? '';
    return a === '' || b === '' || allowed.has(`${a}|${b}`) ? fits : differs;
  };
  const width = other.values.length;
  const verdicts = new Uint8Array(Math.min(one.values.length * width, mostPairs));
  for (let row = 0; row < one.index.length; row += 1) {
    const at = one.index[row] ?? -1;
    const beside = other.index[row] ?? -1;
    const place = at * width + beside;
    let verdict = verdicts[place] ?? unknown;
    if (verdict === unknown) {
      verdict = judge(at, beside);
      verdicts[place] = verdict;
    }
    if (verdict === differs) blame(row, 'inconsistent', right);
  }
}

/** A column that equals the sum of others. */
export function checkSum(batch: Batch, [total, ...parts]: readonly string[], blame: Blame): void {
  const left = Float64Array.from(counts(batch, total ?? ''));
  for (const part of parts) {
    const values = counts(batch, part);
    for (let row = 0; row < left.length; row += 1)
      left[row] = (left[row] ?? 0) - (values[row] ?? 0);
  }
  for (let row = 0; row < left.length; row += 1) {
    if (left[row] !== 0) blame(row, 'inconsistent', total ?? '');
  }
}

/** A column that does not exceed another. */
export function checkAtMost(
  batch: Batch,
  [smaller, larger]: readonly [string, string],
  blame: Blame,
): void {
  const values = counts(batch, smaller);
  const bound = counts(batch, larger);
  for (let row = 0; row < values.length; row += 1) {
    if ((values[row] ?? 0) > (bound[row] ?? 0)) blame(row, 'inconsistent', smaller);
  }
}

function textColumn(batch: Batch, name: string): { values: string[]; index: Int32Array } {
  const column = batch.columns.get(name);
  if (column?.type !== 'text' && column?.type !== 'date') throw new TypeError(`${name} is no text`);
  return column;
}

function counts(batch: Batch, name: string): Int32Array {
  const column = batch.columns.get(name);
  if (column?.type !== 'int4') throw new TypeError(`${name} is no count`);
  return column.values;
}
