import { Accumulator } from './accumulator.js';
import type { CellPlan } from './cell-plan.js';
import { CountedCells } from './counted.js';
import type { EventRows } from './event-rows.js';
import type { Factors } from './factors.js';
import { rollUp, type ExactRow } from './roll-up.js';

/** Collects the events of some periods of a stream, then gives their cells. */
export class CellMaker {
  private readonly accumulator: Accumulator;
  private readonly counted: CountedCells | undefined;

  constructor(private readonly plan: CellPlan) {
    this.accumulator = new Accumulator(plan);
    this.counted = plan.cells.of === 'counted' ? new CountedCells(plan) : undefined;
  }

  /** @param rows places of the rows to add, an actor's rows together */
  add(events: EventRows, rows: Int32Array): void {
    if (this.counted) this.counted.add(events, rows);
    else this.accumulator.add(events, rows);
  }

  cells(factors: Factors): Iterable<ExactRow> {
    return this.counted?.cells() ?? rollUp(this.plan, this.accumulator, factors);
  }
}
