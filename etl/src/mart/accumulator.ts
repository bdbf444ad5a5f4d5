import type { CellPlan, CellSet } from './cell-plan.js';
import type { EventRows, TextColumn } from './event-rows.js';
import { PartialCells, type Codes, type Sums } from './partial-cells.js';
import { sourceId, sourcesOf, type Source } from './tracker.js';

/**
 * Adds up events into partial cells, in one pass. A contributor's rows must stand together, so that
 * it is one contributor of a cell however many rows it has there, and so must those of a period.
 */
export class Accumulator {
  /** Partial cells of each set of the plan. */
  readonly partials: readonly PartialCells[];
  private readonly sources: readonly Source[];
  private readonly measures: readonly Measured[];

  constructor(private readonly plan: CellPlan) {
    this.partials = plan.sets.map(
      ({ dimensions }) => new PartialCells(dimensions.length, plan.trackers.length),
    );
    this.sources = sourcesOf(plan.trackers);
    const places = new Map(this.sources.map((source, place) => [sourceId(source), place]));
    const placeOf = (source: Source): number => places.get(sourceId(source)) ?? 0;
    this.measures = plan.trackers.map(({ source, atLeast, above }) => ({
      source: placeOf(source),
      ...(atLeast !== undefined && { atLeast }),
      ...(above && { of: placeOf(above.of), hundredths: above.hundredths }),
    }));
  }

  /**
   * @param rows places of the rows to add, those of each contributor and period together
   */
  add(events: EventRows, rows: Int32Array): void {
    if (rows.length === 0) return;
    const numbers = this.sources.map((source) => events.numbers(source));
    const keys = halves(events.recordKeys);
    const cells = this.plan.sets.flatMap((set, n) => {
      const partial = this.partials[n];
      return partial ? [{ sums: partial.sums, of: cellsOf(events, rows, set, partial) }] : [];
    });
    if (this.plan.cells.of === 'actor') this.addActors(events, rows, cells, numbers, keys);
    else for (const set of cells) this.addPersons(set, rows, numbers, keys);
  }

  private addActors(
    events: EventRows,
    rows: Int32Array,
    cells: readonly SetCells[],
    numbers: readonly ArrayLike<number>[],
    keys: Uint32Array,
  ): void {
    const totals = new Float64Array(numbers.length);
    const own = new Float64Array(this.measures.length);
    const judge = (): void => {
      for (let n = 0; n < own.length; n += 1) own[n] = amountOf(this.measures[n], totals);
    };
    let from = 0;
    for (const to of runEnds(events, rows)) {
      const alone = to - from === 1;
      if (alone) {
        read(numbers, rows[from] ?? 0, totals);
        judge();
      }
      for (const set of cells) {
        for (let at = from; at < to; at += 1) {
          const cell = set.of[at] ?? -1;
          if (cell < 0) continue;
          const row = rows[at] ?? 0;
          if (!alone) {
            read(numbers, row, totals);
            // The contributor's other rows of this cell are added to it, and are done.
            for (let other = at + 1; other < to; other += 1) {
              if (set.of[other] !== cell) continue;
              set.of[other] = -1;
              addTo(totals, numbers, rows[other] ?? 0);
            }
            judge();
          }
          set.sums.add(cell, own, keys[2 * row] ?? 0, keys[2 * row + 1] ?? 0);
        }
      }
      from = to;
    }
  }

  private addPersons(
    { sums, of: cells }: SetCells,
    rows: Int32Array,
    numbers: readonly ArrayLike<number>[],
    keys: Uint32Array,
  ): void {
    this.measures.forEach(({ source }, n) => {
      const column = numbers[source];
      for (let at = 0; at < rows.length; at += 1) {
        const row = rows[at] ?? 0;
        const value = column?.[row] ?? Number.NaN;
        if (Number.isNaN(value)) continue;
        sums.addPersons(cells[at] ?? 0, n, value, keys[2 * row] ?? 0, keys[2 * row + 1] ?? 0);
      }
    });
  }
}

/** The cells of one set, and that of each row. */
interface SetCells {
  readonly sums: Sums;
  readonly of: Int32Array;
}

function read(numbers: readonly ArrayLike<number>[], row: number, totals: Float64Array): void {
  for (let n = 0; n < numbers.length; n += 1) totals[n] = numbers[n]?.[row] ?? 0;
}

function addTo(totals: Float64Array, numbers: readonly ArrayLike<number>[], row: number): void {
  for (let n = 0; n < numbers.length; n += 1) {
    totals[n] = plus(totals[n] ?? 0, numbers[n]?.[row] ?? 0);
  }
}

/** A tracker whose sources are places in a list. */
interface Measured {
  readonly source: number;
  readonly atLeast?: number;
  readonly of?: number;
  readonly hundredths?: number;
}

/** What a tracker makes of a contributor's totals; NaN or 0 where it is no contributor. */
function amountOf(measured: Measured | undefined, totals: Float64Array): number {
  if (!measured) return 0;
  const { source, atLeast, of, hundredths = 0 } = measured;
  const total = totals[source] ?? 0;
  if (of !== undefined) return 100 * total > hundredths * (totals[of] ?? 0) ? 1 : 0;
  if (atLeast !== undefined) return total >= atLeast ? 1 : 0;
  return total;
}

/** Adds what is a source's; NaN says that a row is none of its. */
function plus(one: number, other: number): number {
  if (Number.isNaN(one)) return other;
  return Number.isNaN(other) ? one : one + other;
}

/** Record keys as halves of 32 bits: the low one of a row, then its high one. */
const halves = (keys: BigInt64Array): Uint32Array =>
  new Uint32Array(keys.buffer, keys.byteOffset, 2 * keys.length);

/** The partial cell of each row. */
function cellsOf(
  events: EventRows,
  rows: Int32Array,
  set: CellSet,
  partial: PartialCells,
): Int32Array {
  const columns = ['period', 'stratum', ...set.dimensions].map((name) => events.text(name));
  const codes = [partial.period, partial.stratum, ...partial.dimensions];
  const places = columns.map((column, n) => placesOf(column, codes[n]));
  const combination = new Int32Array(columns.length);
  const cells = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    for (let n = 0; n < columns.length; n += 1) {
      combination[n] = places[n]?.[columns[n]?.index[row] ?? 0] ?? 0;
    }
    cells[at] = partial.cell(combination);
  }
  return cells;
}

/** The code of each of a page's values, once per value. */
const placesOf = ({ values }: TextColumn, codes: Codes | undefined): number[] =>
  values.map((value) => codes?.of(value) ?? 0);

/** Where each actor's rows end; rows of several periods are of several cells. */
function runEnds({ actors }: EventRows, rows: Int32Array): number[] {
  if (!actors) throw new TypeError('the rows have no actor');
  const ends: number[] = [];
  for (let at = 1; at < rows.length; at += 1) {
    if (!sameActor(actors, rows[at - 1] ?? 0, rows[at] ?? 0)) ends.push(at);
  }
  return [...ends, rows.length];
}

export function sameActor(actors: Uint8Array, one: number, other: number): boolean {
  for (let byte = 0; byte < 16; byte += 1) {
    if (actors[16 * one + byte] !== actors[16 * other + byte]) return false;
  }
  return true;
}
