import type pg from 'pg';
import type { Month } from '../calendar/calendar.js';
import type { Admitted } from '../pipeline/admit.js';
import { heldPages, heldRows, type HeldRow } from './held.query.js';
import { ReplayCounts, type StillBad } from './replay-counts.js';
import {
  holdErased,
  markPageReplayed,
  markReplayed,
  markStillBad,
  moveCounts,
} from './settle.query.js';

/** What is bad in a part that is read again, by today's registers. */
export class PartReading {
  /** Rows of pages that are bad as a whole. */
  keptRows = 0;
  private readonly counts = new ReplayCounts();

  add({ keptBecause, faults, conflicting }: Admitted, rows: number): void {
    if (keptBecause !== undefined) {
      this.keptRows += rows;
      return;
    }
    const conflict = { reason: 'revision_conflict', field: 'revision', rows: conflicting.length };
    this.counts.add({
      bad: conflict.rows > 0 ? [...faults.map(oneRow), conflict] : faults.map(oneRow),
    });
  }

  get faults(): readonly StillBad[] {
    return this.counts.stillBad;
  }
}

/** A fault says at which place its row is, which is no number of rows. */
const oneRow = ({ reason, field }: { reason: string; field: string }) => ({ reason, field });

/**
 * Settles what is held of a part that was read again whole. Its rows may have lost their content
 * with their month, so they are told by their reasons: as many stay held as are bad today.
 */
export async function settleByReading(
  client: pg.ClientBase,
  part: { stream: string; month: Month },
  reading: PartReading,
  counts: ReplayCounts,
): Promise<void> {
  const rows = await heldRows(client, part);
  const { bad, others } = stillBadOf(rows, reading.faults);
  const settled = rows.filter(({ id }) => !bad.has(id));
  await markReplayed(
    client,
    settled.map(({ id }) => id),
  );
  await markStillBad(
    client,
    [...bad].map(([id, { reason, field }]) => ({ id, reason, field })),
  );
  for (const [page, some] of Map.groupBy(settled, (row) => row.page)) {
    await moveCounts(client, page, { applied: some.length, duplicate: 0 });
  }
  counts.add({ applied: settled.length, bad: [...bad.values()].map(oneRow) });
  await settlePages(client, part, { keptRows: reading.keptRows, faults: others }, counts);
}

/** Which of the rows stay held, and the faults that no row held so far has. */
function stillBadOf(rows: readonly HeldRow[], faults: readonly StillBad[]) {
  const left = new Map(faults.map((fault) => [keyOf(fault), { ...fault }]));
  const bad = new Map<number, StillBad>();
  for (const row of rows) {
    const fault = left.get(keyOf(row));
    if (!fault || fault.rows === 0) continue;
    fault.rows -= 1;
    bad.set(row.id, fault);
  }
  const others = [...left.values()].flatMap((fault) =>
    Array.from({ length: fault.rows }, () => fault),
  );
  // A row that was mended may be bad for another reason, which only shows now.
  for (const { id } of rows) {
    if (bad.has(id)) continue;
    const fault = others.pop();
    if (fault) bad.set(id, fault);
  }
  return { bad, others };
}

const keyOf = ({ reason, field }: { reason: string; field: string | null }): string =>
  `${reason} ${field ?? ''}`;

/** Pages that were kept whole: what is bad in those that are good enough now is held by row. */
async function settlePages(
  client: pg.ClientBase,
  part: { stream: string; month: Month },
  left: { keptRows: number; faults: StillBad[] },
  counts: ReplayCounts,
): Promise<void> {
  let { keptRows } = left;
  for (const { page, rows, reason } of await heldPages(client, part)) {
    if (keptRows >= rows) {
      keptRows -= rows;
      counts.add({ bad: [{ reason, field: 'page', rows }] });
      continue;
    }
    const bad = left.faults.splice(0, rows).map(oneRow);
    await markPageReplayed(client, page);
    await holdErased(client, { page, ...part }, bad);
    await moveCounts(client, page, { applied: rows - bad.length, duplicate: 0 });
    counts.add({ applied: rows - bad.length, bad });
  }
}
