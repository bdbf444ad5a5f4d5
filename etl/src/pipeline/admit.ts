import { tooManyFaults } from '../quarantine/keep-page.js';
import type { Batch } from './decode.js';
import type { RegisterValues, StreamDeclaration } from './stream.js';
import { rowValues, validate, type Fault, type PartBounds } from './validate.js';

/** A row as it is put aside. */
export type HeldRow = Record<string, unknown>;

/** What a page holds once it is judged. */
export interface Admitted {
  /** Why the page is kept whole and none of its rows applied. */
  keptBecause: string | undefined;
  faults: readonly Fault[];
  /** Places of the good rows, each row_id once in its highest revision. */
  rows: Int32Array;
  /** Rows of one revision with another content. */
  conflicting: readonly HeldRow[];
  /** Rows that came more than once in the page. */
  duplicate: number;
}

/**
 * Judges the rows of a page: which are bad, and which of the good ones count.
 * @param keepsWhole whether a page with too many bad rows is kept whole; not where all were bad
 */
export function admit(
  batch: Batch,
  stream: StreamDeclaration,
  part: PartBounds,
  registers: RegisterValues,
  keepsWhole = true,
): Admitted {
  const faults = validate(batch, stream, part, registers);
  const keptBecause = keepsWhole ? tooManyFaults(faults, batch.rows) : undefined;
  if (keptBecause !== undefined) {
    return { keptBecause, faults, rows: new Int32Array(), conflicting: [], duplicate: 0 };
  }
  const good = goodRows(batch, faults);
  const { rows, conflicting } = onceEach(batch, good);
  const duplicate = good.length - rows.length - conflicting.length;
  return { keptBecause, faults, rows, conflicting, duplicate };
}

function goodRows(batch: Batch, faults: readonly Fault[]): Int32Array {
  const bad = new Set(faults.map((fault) => fault.row));
  const rows = new Int32Array(batch.rows - bad.size);
  let at = 0;
  for (let row = 0; row < batch.rows; row += 1) {
    if (!bad.has(row)) {
      rows[at] = row;
      at += 1;
    }
  }
  return rows;
}

/** Each row_id of a page once: its highest revision, or the first of several that are alike. */
function onceEach(batch: Batch, rows: Int32Array): { rows: Int32Array; conflicting: HeldRow[] } {
  const ids = batch.columns.get('row_id');
  const revisions = batch.columns.get('revision');
  if (ids?.type !== 'uuid' || revisions?.type !== 'int4') throw new TypeError('no row_id');
  const bytes = Buffer.from(ids.values.buffer, ids.values.byteOffset, ids.values.byteLength);
  const isSame = (one: number, other: number): boolean =>
    bytes.compare(bytes, 16 * other, 16 * other + 16, 16 * one, 16 * one + 16) === 0;
  // By six bytes of the id, which nearly always tell rows apart; else by the next free place.
  const held = new Map<number, number>();
  const conflicting: HeldRow[] = [];
  for (const row of rows) {
    let id = bytes.readUIntBE(16 * row, 6);
    let before = held.get(id);
    while (before !== undefined && !isSame(before, row)) before = held.get((id += 1));
    const newer = (revisions.values[row] ?? 0) - (revisions.values[before ?? row] ?? 0);
    if (before === undefined || newer > 0) held.set(id, row);
    else if (newer === 0) {
      const [one, other] = [rowValues(batch, before), rowValues(batch, row)];
      if (JSON.stringify(one) !== JSON.stringify(other)) conflicting.push(other);
    }
  }
  return { rows: Int32Array.from(held.values()), conflicting };
}
