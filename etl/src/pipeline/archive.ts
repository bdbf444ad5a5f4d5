import type pg from 'pg';
import type { Day, Month } from '../calendar/calendar.js';
import { BadPageError } from '../feed/feed-client.js';
import { lockPart, markDropped, moveCursor, recordPage } from '../ledger/ledger.js';
import { noteAggregated, partsOfPlan } from '../mart/aggregate.js';
import { CellMaker } from '../mart/cell-maker.js';
import { cellPlan, coversOf } from '../mart/cell-plan.js';
import { eventRowsOf } from '../mart/event-rows.js';
import type { Factors } from '../mart/factors.js';
import { knownLateChanges, withLateChanges } from '../mart/late-changes.js';
import { correctCells, replaceCells } from '../mart/mart-cells.query.js';
import { writeTallies } from '../mart/tally.query.js';
import { expireQuarantine } from '../quarantine/expire.js';
import { keepPage } from '../quarantine/keep-page.js';
import { admit } from './admit.js';
import { inActorOrder, withoutDeleted } from './actor-order.js';
import type { ExtractedPage } from './extract.js';
import { copyRows, quarantine } from './load.js';
import { pagesOf, timed, type PartRequest, type PipelineContext } from './pipeline.js';
import type { StreamDeclaration } from './stream.js';
import { TallyMaker } from './tally-maker.js';

export interface ArchiveRequest extends PartRequest {
  factors: Factors;
  /** Whether event rows are kept beside the cells: retention has not ended yet. */
  keepsEvents: boolean;
}

/**
 * Reads a month of the archive in one pass: its pages' lines in the ledger, its cells and, while they
 * may be kept, its events commit together. An actor's rows stand together in one page, so that each
 * counts once whatever the number of its rows.
 */
export async function loadArchive(context: PipelineContext, part: ArchiveRequest): Promise<void> {
  const { stream, month } = part;
  await context.transaction(async (client) => {
    const state = await lockPart(client, stream.name, month);
    if (!state || state.complete) return;
    const reading = new ArchiveReading(stream, month);
    let cursor = '';
    for await (const extracted of pagesOf(context, part, '')) {
      const counts = await timed(context, 'page', stream.name, () =>
        takePage(client, context, part, extracted, reading),
      );
      cursor = extracted.page.next;
      if (counts.received > 0) context.observer.page?.(counts, part);
    }
    await timed(context, 'aggregate', stream.name, () => reading.write(client, part));
    await moveCursor(
      client,
      { stream: stream.name, month },
      { cursor, through: null, complete: true },
    );
    if (part.keepsEvents) return;
    await expireQuarantine(client, stream.name, month);
    await markDropped(client, { stream: stream.name, month });
  });
}

async function takePage(
  client: pg.ClientBase,
  context: PipelineContext,
  part: ArchiveRequest,
  { cursor, page, batch }: ExtractedPage,
  reading: ArchiveReading,
) {
  const { stream, month } = part;
  const admitted = admit(batch, stream, part, context.registers);
  const { keptBecause, faults, conflicting, duplicate, rows } = admitted;
  const kept = keptBecause === undefined ? 0 : batch.rows;
  const counts = {
    received: batch.rows,
    applied: rows.length,
    duplicate,
    rejected: 0,
    quarantined: kept === 0 ? faults.length + conflicting.length : kept,
  };
  if (batch.rows === 0) return counts;
  const line = { stream: stream.name, month, grain: 'month', cursor, keptBecause } as const;
  const id = await recordPage(client, { ...line, next: page.next, sha256: page.sha256 }, counts);
  if (keptBecause !== undefined) {
    await keepPage(client, { id, body: page.body, schemaVersion: page.schemaVersion });
    context.observer.kept?.(stream.name, month, keptBecause);
    return counts;
  }
  await quarantine(client, { id, stream: stream.name, month }, batch, faults, conflicting);
  // The server copies while cells are added up here.
  const copied = part.keepsEvents ? copyRows(client, { stream, month }, batch, rows) : undefined;
  try {
    reading.add(batch, rows);
  } finally {
    await copied;
  }
  return counts;
}

/** What is made of an archive month while its pages go by. */
export class ArchiveReading {
  private readonly plan;
  private readonly maker: CellMaker | undefined;
  private readonly tally: TallyMaker | undefined;
  private last: Uint8Array | undefined;

  constructor(
    private readonly stream: StreamDeclaration,
    private readonly month: Month,
  ) {
    this.plan = cellPlan(stream, 'month');
    this.maker = this.plan && new CellMaker(this.plan);
    this.tally = stream.submitted && new TallyMaker(stream.submitted, month);
  }

  /** @throws BadPageError where an actor's rows are not together in one page */
  add(batch: ExtractedPage['batch'], admitted: Int32Array): void {
    const events = this.stream.cells ? eventRowsOf(batch) : undefined;
    const standing = withoutDeleted(batch, admitted);
    const rows = events?.actors ? inActorOrder(events.actors, standing) : standing;
    if (events?.actors) this.assertFollows(events.actors, rows);
    if (events) this.maker?.add(events, rows);
    this.tally?.add(batch, rows);
  }

  /** @param worth with `corrects`, final cells that differ are noted as errata of that feed day */
  async write(
    client: pg.ClientBase,
    worth: { feedDay: Day; factors: Factors; corrects?: Day },
  ): Promise<void> {
    const { feedDay, factors, corrects } = worth;
    const { stream, month, plan, maker } = this;
    const periods = [month];
    if (plan && maker) {
      const replaced = { parts: partsOfPlan(plan), periods };
      const known = await knownLateChanges(client, replaced);
      const cells = withLateChanges(maker.cells(factors), known);
      if (corrects === undefined) await replaceCells(client, replaced, cells);
      else await correctCells(client, replaced, cells, corrects);
    }
    if (this.tally) await writeTallies(client, stream.name, month, this.tally.tallies());
    const covers = plan ? coversOf(plan) : [];
    await noteAggregated(client, { stream, grain: 'month', periods, feedDay }, covers);
  }

  private assertFollows(actors: Uint8Array, rows: Int32Array): void {
    const [first] = rows;
    const last = rows.at(-1);
    if (first === undefined || last === undefined) return;
    const of = (row: number): Uint8Array => actors.slice(16 * row, 16 * row + 16);
    if (this.last && Buffer.compare(this.last, of(first)) >= 0) {
      throw new BadPageError('order', `an actor of ${this.stream.name} straddles two pages`);
    }
    this.last = of(last);
  }
}
