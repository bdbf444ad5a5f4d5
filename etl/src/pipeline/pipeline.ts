import { inTransaction } from '@vigie/warehouse';
import type pg from 'pg';
import type { Day, Grain, Month } from '../calendar/calendar.js';
import { BadPageError, type FeedClient } from '../feed/feed-client.js';
import {
  claimGrain,
  lockPart,
  moveCursor,
  recordPage,
  recordRefusal,
  type PageCounts,
} from '../ledger/ledger.js';
import { extract, type ExtractedPage } from './extract.js';
import { load, quarantine } from './load.js';
import type { RegisterValues, StreamDeclaration } from './stream.js';
import { validate } from './validate.js';

export interface PartRequest {
  stream: StreamDeclaration;
  month: Month;
  grain: Grain;
  /** Journal: read what was emitted up to this day. */
  through: Day;
  /** Nothing more will come for this month after `through`. */
  closed: boolean;
}

export interface PipelineContext {
  pool: pg.Pool;
  feed: FeedClient;
  registers: RegisterValues;
  pageRows: number;
  signal: AbortSignal;
  onPage?: (counts: PageCounts, part: PartRequest) => void;
  onUnknownColumns?: (stream: string, columns: readonly string[]) => void;
}

/** A page with a larger share of bad rows than this is refused whole. */
const bearableShare = 0.3;

/**
 * Loads what a part has beyond its cursor. The rows of a page, its line in the ledger and the
 * cursor after it are written in one transaction, so that whatever happens in between, a page is
 * there whole or not at all, and is loaded once.
 */
export async function loadPart(context: PipelineContext, part: PartRequest): Promise<void> {
  const { pool, feed, signal } = context;
  const { stream, month } = part;
  const grain = await claimGrain(pool, stream.name, month, part.grain);
  for (;;) {
    const start = await lockPart(pool, stream.name, month);
    if (!start || start.complete || (start.through ?? '') >= part.through) return;
    if (stream.target.kind === 'partitioned') {
      await pool.query('SELECT ingest.open_partition($1, $2, $3)', [
        stream.name,
        month,
        grain === 'day',
      ]);
    }
    const pages = extract(
      feed,
      stream,
      {
        stream: stream.feed ?? stream.name,
        grain,
        month,
        after: start.cursor,
        limit: context.pageRows,
        ...(grain === 'day' && { through: part.through }),
        ...(stream.of && { of: stream.of }),
      },
      {
        signal,
        refused: (cursor, reason) =>
          recordRefusal(pool, { stream: stream.name, month, grain, cursor }, reason),
      },
    );
    if (await loadPages(context, { ...part, grain }, pages)) return;
  }
}

/** @returns false when another loader moved the cursor meanwhile: read it again, and go on. */
async function loadPages(
  context: PipelineContext,
  part: PartRequest,
  pages: AsyncIterable<ExtractedPage>,
): Promise<boolean> {
  for await (const extracted of pages) {
    if (extracted.batch.unknownColumns.length > 0) {
      context.onUnknownColumns?.(part.stream.name, extracted.batch.unknownColumns);
    }
    const counts = await applyPage(context, part, extracted);
    if (!counts) return false;
    if (counts.received > 0) context.onPage?.(counts, part);
  }
  return true;
}

async function applyPage(
  context: PipelineContext,
  part: PartRequest,
  { cursor, page, batch }: ExtractedPage,
): Promise<PageCounts | undefined> {
  const { stream, month, grain } = part;
  const faults = validate(batch, stream, part, context.registers);
  if (faults.length > bearableShare * batch.rows) {
    const first = faults[0];
    const reason = `bad_rows: ${faults.length} of ${batch.rows} rows, the first by ${first?.field ?? ''} (${first?.reason ?? ''})`;
    await recordRefusal(context.pool, { stream: stream.name, month, grain, cursor }, reason);
    throw new BadPageError('bad_rows', `${stream.name} ${month}: ${reason}`);
  }
  return inTransaction(context.pool, async (client) => {
    // Rows and cursor are lost or kept together, so a crash may cost a page that is read again.
    await client.query('SET LOCAL synchronous_commit = off');
    const state = await lockPart(client, stream.name, month);
    if (!state || state.cursor !== cursor || state.complete) return undefined;
    let counts = { received: 0, applied: 0, duplicate: 0, rejected: 0, quarantined: 0 };
    if (batch.rows > 0) {
      const loaded = await load(client, stream, part, batch, faults);
      counts = {
        received: batch.rows,
        applied: loaded.applied,
        duplicate: loaded.duplicate,
        rejected: 0,
        quarantined: faults.length + loaded.conflicting.length,
      };
      const id = await recordPage(
        client,
        { stream: stream.name, month, grain, cursor, next: page.next, sha256: page.sha256 },
        counts,
      );
      await quarantine(
        client,
        { id, stream: stream.name, month },
        batch,
        faults,
        loaded.conflicting,
      );
    }
    await moveCursor(
      client,
      { stream: stream.name, month },
      {
        cursor: page.next,
        through: page.more || grain === 'month' ? null : part.through,
        complete: !page.more && part.closed,
      },
    );
    return counts;
  });
}
