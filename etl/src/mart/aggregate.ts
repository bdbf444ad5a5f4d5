import type pg from 'pg';
import type { Day, Grain, Month } from '../calendar/calendar.js';
import type { StreamDeclaration } from '../pipeline/stream.js';
import { CellMaker } from './cell-maker.js';
import { cellPlan, coversOf, type CellPlan } from './cell-plan.js';
import { allRows } from './event-rows.js';
import type { Factors } from './factors.js';
import { lateChanges, withLateChanges } from './late-changes.js';
import { correctCells, replaceCells } from './mart-cells.query.js';
import { standingEvents } from './standing-events.query.js';

export interface Aggregation {
  stream: StreamDeclaration;
  grain: Grain;
  month: Month;
  /** The month itself, or days of it. */
  periods: readonly string[];
  /** What the cells are worth. */
  feedDay: Day;
  factors: Factors;
  /** Their month has closed and they were final: what changes is noted as an erratum. */
  corrects?: boolean;
}

/**
 * Computes anew every cell of the given periods from the events that stand, inside the caller's
 * transaction, and notes the feed day that they are worth.
 * @returns cells that differ from final ones, where it corrects them
 */
export async function aggregate(client: pg.ClientBase, work: Aggregation): Promise<number> {
  const { stream, grain, month, periods, factors } = work;
  if (periods.length === 0) return 0;
  const plan = cellPlan(stream, grain);
  // First, since it locks: whoever computes the same cells waits until these stand.
  await noteAggregated(client, work, plan ? coversOf(plan) : []);
  let differing = 0;
  if (plan) {
    // The default of four megabytes would send every grouping of a journal month to the disk.
    await client.query(`SET LOCAL work_mem = '96MB'`);
    const maker = new CellMaker(plan);
    const only = grain === 'day' ? { periods } : {};
    for await (const events of standingEvents(client, stream.name, month, plan, only)) {
      maker.add(events, allRows(events.rows));
    }
    const late = await lateChanges(client, plan, { stream: stream.name, month, periods, factors });
    const replaced = { parts: partsOfPlan(plan), periods };
    const cells = withLateChanges(maker.cells(factors), late);
    if (work.corrects) differing = await correctCells(client, replaced, cells, work.feedDay);
    else await replaceCells(client, replaced, cells);
  }
  return differing;
}

/** Notes what cells were computed and the feed day that they are worth. */
export async function noteAggregated(
  client: pg.ClientBase,
  work: Pick<Aggregation, 'stream' | 'grain' | 'periods' | 'feedDay'>,
  covers: readonly string[],
): Promise<void> {
  await client.query(
    `INSERT INTO mart.aggregated (stream, grain, period, feed_day, covers)
     SELECT $1, $2, period, $4, $5 FROM unnest($3::text[]) AS period
     ON CONFLICT (stream, grain, period)
     DO UPDATE SET feed_day = excluded.feed_day, covers = excluded.covers`,
    [work.stream.name, work.grain, work.periods, work.feedDay, covers],
  );
}

/** Parts that a plan computes. */
export const partsOfPlan = (plan: CellPlan): string[] => [
  ...new Set(
    plan.sets.flatMap((set) => set.cuboids.flatMap((cuboid) => cuboid.parts.map((p) => p.part.id))),
  ),
];
