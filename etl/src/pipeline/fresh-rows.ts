import type { Batch } from './decode.js';

/**
 * Tells the rows of a page that have most likely never come before, those of its latest day in their
 * first revision, from those that may repeat or correct what stands.
 */
export function freshRows(
  batch: Batch,
  rows: Int32Array,
): { fresh: Int32Array; others: Int32Array } {
  const period = batch.columns.get('period');
  const op = batch.columns.get('op');
  const revision = batch.columns.get('revision');
  if (period?.type !== 'text' || op?.type !== 'text' || revision?.type !== 'int4') {
    throw new TypeError('the page lacks period, op or revision');
  }
  let latest = '';
  for (const row of rows) {
    const value = period.values[period.index[row] ?? 0] ?? '';
    if (value > latest) latest = value;
  }
  const day = period.values.indexOf(latest);
  const upsert = op.values.indexOf('upsert');
  const isFresh = (row: number): boolean =>
    period.index[row] === day && op.index[row] === upsert && revision.values[row] === 1;
  return { fresh: rows.filter(isFresh), others: rows.filter((row) => !isFresh(row)) };
}
