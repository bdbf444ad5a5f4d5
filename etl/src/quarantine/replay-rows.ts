import type pg from 'pg';
import type { Day, Grain } from '../calendar/calendar.js';
import { BadPageError } from '../feed/feed-client.js';
import { admit } from '../pipeline/admit.js';
import { decode, type Batch } from '../pipeline/decode.js';
import { mergeRows, quarantine, type Destination } from '../pipeline/load.js';
import { rowValues } from '../pipeline/row-values.js';
import type { RegisterValues, StreamDeclaration } from '../pipeline/stream.js';
import { batchOf } from './batch-of.js';
import { heldBody, type HeldPage, type HeldRow } from './held.query.js';
import { markPageReplayed, markReplayed, markStillBad, moveCounts } from './settle.query.js';
import type { ReplayCounts } from './replay-counts.js';

/** What rows are judged by and merged into, in the caller's transaction. */
export interface ReplayTarget extends Destination {
  client: pg.ClientBase;
  grain: Grain;
  feedDay: Day;
  registers: RegisterValues;
}

/**
 * Judges anew the rows of one page that were put aside one by one, and merges those that hold now:
 * what stands in a higher revision is not undone by them.
 */
export async function replayRows(
  target: ReplayTarget,
  page: number,
  held: readonly HeldRow[],
  counts: ReplayCounts,
): Promise<void> {
  const { client, stream, registers } = target;
  const batch = batchOf(
    stream,
    held.map(({ row }) => row),
  );
  // A share of bad rows says nothing here: all of them were.
  const admitted = admit(batch, stream, target, registers, false);
  const merged = await mergeRows(client, target, batch, admitted);
  const bad = new Map<number, { reason: string; field: string }>(
    admitted.faults.map(({ row, reason, field }) => [row, { reason, field }]),
  );
  for (const row of conflictingPlaces(stream, batch, admitted.rows, merged.conflicting)) {
    bad.set(row, { reason: 'revision_conflict', field: 'revision' });
  }
  const { applied, duplicate } = merged;
  await markReplayed(
    client,
    held.filter((_, row) => !bad.has(row)).map(({ id }) => id),
  );
  await markStillBad(
    client,
    [...bad].flatMap(([row, why]) => held.slice(row, row + 1).map(({ id }) => ({ id, ...why }))),
  );
  await moveCounts(client, page, { applied, duplicate });
  counts.add({ applied, duplicate, bad: bad.values() });
}

/** Judges anew a page that was kept whole; its bad rows are put aside one by one from now on. */
export async function replayPage(
  target: ReplayTarget,
  held: HeldPage,
  counts: ReplayCounts,
): Promise<void> {
  const { client, stream, month, registers } = target;
  const batch = await decoded(target, held);
  const admitted = batch && admit(batch, stream, target, registers);
  if (!admitted || admitted.keptBecause !== undefined) {
    const bad = admitted?.faults ?? [];
    counts.add({ bad: [...bad, ...alike(held.rows - bad.length, held.reason)] });
    return;
  }
  const { applied, duplicate, conflicting } = await mergeRows(client, target, batch, admitted);
  const own = { id: held.page, stream: stream.name, month };
  await quarantine(client, own, batch, admitted.faults, conflicting);
  await markPageReplayed(client, held.page);
  await moveCounts(client, held.page, { applied, duplicate });
  const conflicts = conflicting.map(() => ({ reason: 'revision_conflict', field: 'revision' }));
  counts.add({ applied, duplicate, bad: [...admitted.faults, ...conflicts] });
}

async function decoded(
  { client, stream }: ReplayTarget,
  held: HeldPage,
): Promise<Batch | undefined> {
  const body = await heldBody(client, held.page);
  try {
    return decode({ ...held, body, more: false }, stream);
  } catch (error) {
    // The declaration has moved on since: the page stays what it was.
    if (error instanceof BadPageError) return undefined;
    throw error;
  }
}

const alike = (count: number, reason: string): { reason: string; field: string }[] =>
  Array.from({ length: Math.max(0, count) }, () => ({ reason, field: 'page' }));

/** Places of the rows that contradict what stands, or another row of the same revision. */
function conflictingPlaces(
  stream: StreamDeclaration,
  batch: Batch,
  admitted: Int32Array,
  conflicting: readonly Record<string, unknown>[],
): number[] {
  if (conflicting.length === 0) return [];
  const key = stream.target.kind === 'keyed' ? stream.target.key : ['row_id'];
  const identityOf = (row: Record<string, unknown>): string =>
    key.map((name) => String(row[name]).replaceAll('-', '')).join('|');
  const merged = new Set(admitted);
  // Of rows that came together, those that did not win are told by their content.
  const contents = new Set(conflicting.map((row) => JSON.stringify(row)));
  const standing = new Set(conflicting.filter((row) => 'deleted' in row).map(identityOf));
  return Array.from({ length: batch.rows }, (_, row) => row).filter((row) => {
    const values = rowValues(batch, row);
    return merged.has(row)
      ? standing.has(identityOf(values))
      : contents.has(JSON.stringify(values));
  });
}
