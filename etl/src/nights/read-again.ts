import type pg from 'pg';
import type { Day, Grain, Month } from '../calendar/calendar.js';
import { BadPageError } from '../feed/feed-client.js';
import { pageDigests } from '../ledger/page-digests.query.js';
import { admit } from '../pipeline/admit.js';
import { ArchiveReading } from '../pipeline/archive.js';
import { pagesOf } from '../pipeline/pipeline.js';
import type { StreamDeclaration } from '../pipeline/stream.js';
import { ReplayCounts } from '../quarantine/replay-counts.js';
import { PartReading, settleByReading } from '../quarantine/settle-by-reading.js';
import type { NightsContext } from './nights-context.js';

export interface ReadAgain {
  stream: StreamDeclaration;
  month: Month;
  /** How the month was read when it came. */
  grain: Grain;
  /** What its cells are worth. */
  feedDay: Day;
  /** The feed day reached: final cells that differ, since rows are taken now, are errata of it. */
  today?: Day;
}

/**
 * Reads a month of the archive once more, with today's registers and declarations, in the caller's
 * transaction: its cells are replaced, and rows held of it that are good now are settled. Its pages
 * must be what they were.
 */
export async function readAgain(
  context: NightsContext,
  client: pg.ClientBase,
  { stream, month, grain, feedDay, today = feedDay }: ReadAgain,
): Promise<ReplayCounts> {
  const known =
    grain === 'month' ? await pageDigests(client, stream.name, month) : new Map<string, string>();
  const reading = new ArchiveReading(stream, month);
  const found = new PartReading();
  const part = { stream, month, grain: 'month', feedDay } as const;
  for await (const { cursor, page, batch } of pagesOf(context, part, '')) {
    const before = known.get(`${cursor} ${page.next}`);
    if (before !== undefined && before !== page.sha256) {
      throw new BadPageError(
        'changed_page',
        `${stream.name} ${month}: the page after “${cursor}” is another one than was loaded`,
      );
    }
    const admitted = admit(batch, stream, part, context.registers);
    found.add(admitted, batch.rows);
    if (admitted.keptBecause === undefined) reading.add(batch, admitted.rows);
  }
  const counts = new ReplayCounts();
  // A journal's quarantine is not of these rows: the archive has others, under other ids.
  if (grain === 'month')
    await settleByReading(client, { stream: stream.name, month }, found, counts);
  const { factors } = context.source;
  await reading.write(client, { feedDay, factors, ...(counts.applied > 0 && { corrects: today }) });
  return counts;
}
