import type { Batch } from './decode.js';

/** Rows in the order of their actors' sixteen bytes; those of a page usually stand so already. */
export function inActorOrder(actors: Uint8Array, rows: Int32Array): Int32Array {
  const bytes = Buffer.from(actors.buffer, actors.byteOffset, actors.byteLength);
  const order = (one: number, other: number): number =>
    bytes.compare(bytes, 16 * other, 16 * other + 16, 16 * one, 16 * one + 16);
  for (let at = 1; at < rows.length; at += 1) {
    if (order(rows[at - 1] ?? 0, rows[at] ?? 0) > 0) {
      return Int32Array.from(rows).sort((one, other) => order(one, other) || one - other);
    }
  }
  return rows;
}

/** The rows that stand: an archive holds no deletion, but what holds one is not counted. */
export function withoutDeleted(batch: Batch, rows: Int32Array): Int32Array {
  const op = batch.columns.get('op');
  if (op?.type !== 'text') throw new TypeError('the page has no column op');
  const deleted = op.values.indexOf('delete');
  return deleted < 0 ? rows : rows.filter((row) => op.index[row] !== deleted);
}
