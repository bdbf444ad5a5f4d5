import type pg from 'pg';
import { lockPart, moveCursor, recordPage, type PageCounts } from '../ledger/ledger.js';
import { LostEventsError } from '../ledger/lost-events.error.js';
import { openPartition, partitionStands } from '../ledger/partition.query.js';
import { keepPage } from '../quarantine/keep-page.js';
import { admit } from './admit.js';
import type { ExtractedPage } from './extract.js';
import { mergeRows, quarantine } from './load.js';
import { pagesOf, timed, type PartRequest, type PipelineContext } from './pipeline.js';

export interface JournalRequest extends PartRequest {
  /** Nothing more will be taken for this month after the feed day. */
  ends: boolean;
  /** The events of this month are destroyed: what still comes is rejected. */
  destroyed: boolean;
  /** What must follow, in the same transaction, once rows of a closed month have been taken. */
  afterLate?: (client: pg.ClientBase) => Promise<void>;
}

/** Reason of rows that come once the events of their month are destroyed. */
const destroyedReason = 'period_destroyed';

/**
 * Loads what a part has beyond its cursor. The rows of a page, its line in the ledger and the
 * cursor after it are written in one transaction, so that whatever happens in between, a page is
 * there whole or not at all, and is loaded once.
 *
 * @returns rows that changed what stands
 */
export async function loadJournal(context: PipelineContext, part: JournalRequest): Promise<number> {
  const { pool } = context;
  const { stream, month, feedDay } = part;
  let applied = 0;
  for (;;) {
    const start = await lockPart(pool, stream.name, month);
    if (!start || start.complete || (start.through ?? '') >= feedDay) return applied;
    if (stream.target.kind === 'partitioned' && !part.destroyed) {
      // Once rows were loaded, an empty partition in place of theirs would be published as low figures.
      if (start.cursor === '') await openPartition(pool, stream.name, month, { keyed: true });
      else if (!(await partitionStands(pool, stream.name, month))) {
        throw new LostEventsError(stream.name, month);
      }
    }
    let moved = false;
    for await (const extracted of pagesOf(context, part, start.cursor)) {
      const counts = await timed(context, 'page', stream.name, () =>
        applyPage(context, part, extracted),
      );
      // Another loader moved the cursor meanwhile: read it again, and go on.
      moved = counts === undefined;
      if (!counts) break;
      applied += counts.applied;
      if (counts.received > 0) context.observer.page?.(counts, part);
    }
    if (!moved) return applied;
  }
}

async function applyPage(
  context: PipelineContext,
  part: JournalRequest,
  { cursor, page, batch }: ExtractedPage,
): Promise<PageCounts | undefined> {
  const { stream, month, grain } = part;
  const admitted = admit(batch, stream, part, context.registers);
  const { keptBecause, faults } = admitted;
  const counts = await context.transaction(
    async (client) => {
      // Rows and cursor are lost or kept together, so a crash may cost a page that is read again.
      await client.query('SET LOCAL synchronous_commit = off');
      const state = await lockPart(client, stream.name, month);
      if (!state || state.cursor !== cursor || state.complete) return undefined;
      const own = { stream: stream.name, month };
      const line = { ...own, grain, cursor, next: page.next, sha256: page.sha256 };
      const none = { applied: 0, duplicate: 0, rejected: 0, quarantined: 0 };
      let counted: PageCounts = { ...none, received: batch.rows };
      if (batch.rows > 0 && part.destroyed) {
        counted = { ...counted, rejected: batch.rows };
        await recordPage(client, { ...line, rejectedBecause: destroyedReason }, counted);
      } else if (batch.rows > 0 && keptBecause !== undefined) {
        counted = { ...counted, quarantined: batch.rows };
        const id = await recordPage(client, { ...line, keptBecause }, counted);
        await keepPage(client, { id, body: page.body, schemaVersion: page.schemaVersion });
      } else if (batch.rows > 0) {
        const loaded = await mergeRows(
          client,
          { stream, month, takenOn: part.feedDay },
          batch,
          admitted,
        );
        const { applied, duplicate, conflicting } = loaded;
        const quarantined = faults.length + conflicting.length;
        counted = { ...counted, applied, duplicate, quarantined };
        const id = await recordPage(client, line, counted);
        await quarantine(client, { id, ...own }, batch, faults, conflicting);
        if (applied > 0) await part.afterLate?.(client);
      }
      await moveCursor(client, own, {
        cursor: page.next,
        through: page.more ? null : part.feedDay,
        complete: !page.more && part.ends,
      });
      return counted;
    },
    { repeatable: true },
  );
  if (counts && keptBecause !== undefined && !part.destroyed) {
    context.observer.kept?.(stream.name, month, keptBecause);
  }
  return counts;
}
