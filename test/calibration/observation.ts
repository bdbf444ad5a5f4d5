import { formatMonth, parseDay, parseMonth, STREAM_NAMES, type World } from '@vigie/core';
import { actors, Cells, NotCarried, type Actor, type Where } from './cells.js';

/** A month and how much of it has passed: 1 at its end. */
export interface Moment {
  readonly month: number;
  readonly elapsed: number;
}

/** A part that will be read. */
interface Noted {
  readonly stream: string;
  readonly month: number;
  readonly read: () => unknown;
}

/** Days of a month given by its number. */
export const daysIn = (month: number): number =>
  parseDay(`${formatMonth(month + 1)}-01`) - parseDay(`${formatMonth(month)}-01`);

/** The moment of `2023-04` (its end) or of the evening of `2023-04-05`. */
export function momentOf(period: string): Moment {
  const month = parseMonth(period);
  const day = period.length > 7 ? Number(period.slice(8)) : daysIn(month);
  return { month, elapsed: day / daysIn(month) };
}

/**
 * What an outside reader of the feed can know: sums, stocks and head-counts of the archive, each
 * row weighted by the factor of its stratum. Parts are read once and kept as cells.
 */
export class Observation {
  private readonly factors: ReadonlyMap<string, number>;
  private readonly cells = new Map<string, Cells>();
  private readonly heads = new Map<string, Actor[]>();
  /** Stands while questions are noted instead of answered. */
  private noted: Map<string, Noted> | undefined;

  constructor(private readonly world: World) {
    this.factors = new Map(world.strata.map(({ id, factor }) => [id, factor]));
  }

  /**
   * Reads what some questions will ask for, month by month, so that the core draws each month once.
   * @param ask asks the questions; its answers mean nothing
   */
  prepare(ask: () => void): void {
    const noted = new Map<string, Noted>();
    this.noted = noted;
    try {
      ask();
    } finally {
      this.noted = undefined;
    }
    const inOrder = [...noted.values()].sort(
      (a, b) =>
        a.month - b.month || STREAM_NAMES.indexOf(a.stream) - STREAM_NAMES.indexOf(b.stream),
    );
    for (const { read } of inOrder) {
      try {
        read();
      } catch (error) {
        if (!(error instanceof NotCarried)) throw error;
      }
    }
  }

  /** Sum of a column in a month. */
  total(stream: string, column: string, month: number, where: Where = {}): number {
    return this.table(stream, month).total(column, where);
  }

  /** Sum over the months `from` to `to`, both included. */
  during(stream: string, column: string, from: number, to: number, where: Where = {}): number {
    let sum = 0;
    for (let month = from; month <= to; month++) sum += this.total(stream, column, month, where);
    return sum;
  }

  /** Sum since the month `from`, the last month in proportion to the days that have passed. */
  since(stream: string, column: string, from: string, until: Moment, where: Where = {}): number {
    const whole = this.during(stream, column, parseMonth(from), until.month - 1, where);
    return whole + until.elapsed * this.total(stream, column, until.month, where);
  }

  /** A month-end stock, on a straight line between two month ends. */
  stock(stream: string, column: string, at: Moment, where: Where = {}): number {
    const end = this.total(stream, column, at.month, where);
    if (at.elapsed === 1) return end;
    const before = this.total(stream, column, at.month - 1, where);
    return before + (end - before) * at.elapsed;
  }

  /** Actors of a month whose sum of a column reaches `least`; all that have a row without one. */
  count(stream: string, month: number, where: Where, column?: string, least = 1): number {
    return this.actors(stream, month, where, column)
      .filter(({ sum }) => column === undefined || sum >= least)
      .reduce((all, { factor }) => all + factor, 0);
  }

  /** Each actor of a month with the sum of a column; the pseudonyms hold for that month alone. */
  actors(stream: string, month: number, where: Where, column?: string): readonly Actor[] {
    const key = JSON.stringify([stream, month, where, column]);
    const held = this.heads.get(key);
    if (held) return held;
    if (this.noted) {
      this.noted.set(key, { stream, month, read: () => this.actors(stream, month, where, column) });
      return [];
    }
    const found = actors(this.part(stream, month), this.factors, where, column);
    this.heads.set(key, found);
    return found;
  }

  private table(stream: string, month: number): Pick<Cells, 'total'> {
    const key = `${stream}/${month}`;
    const held = this.cells.get(key);
    if (held) return held;
    if (this.noted) {
      this.noted.set(key, { stream, month, read: () => this.table(stream, month) });
      return { total: () => 1 };
    }
    const cells = new Cells(this.part(stream, month), this.factors);
    this.cells.set(key, cells);
    return cells;
  }

  /** A part; some streams know the months before the history that they publish. */
  private part(stream: string, month: number): ReturnType<World['part']> {
    if (!STREAM_NAMES.includes(stream)) throw new NotCarried(`stream ${stream}`);
    try {
      return this.world.part(stream, 'month', month);
    } catch (error) {
      if (month >= parseMonth(this.world.historyFrom)) throw error;
      throw new NotCarried(`${stream} of ${formatMonth(month)}`);
    }
  }
}
