import fc from 'fast-check';
import type { ModelRow } from './model.cells.js';
import { plusDays, type Model } from './model.oracle.js';
import type { Real } from './model.real.js';

type Command = fc.AsyncCommand<Model, Real>;

/** What arrives next is emitted on the day after the last complete one. */
const tomorrow = (model: Model): string => plusDays(model.feedDay, 1);

/**
 * Whether something may be sent for a period: before the first load, nothing that comes after the
 * close, since the month may be read whole; then nothing for a month that was.
 */
const isOpen = (model: Model, period: string): boolean => {
  const month = period.slice(0, 7);
  const next = plusDays(`${month}-28`, 4).slice(0, 7);
  if (model.begin === undefined) return tomorrow(model) <= `${next}-20`;
  return month >= plusDays(`${model.begin.slice(0, 7)}-15`, -60).slice(0, 7);
};

function send(model: Model, real: Real, row: ModelRow): void {
  const day = tomorrow(model);
  model.emitted.push({ day, row });
  const before = model.latest.get(row.id);
  if (!before || row.revision > before.revision) model.latest.set(row.id, row);
  real.emit(day, row);
}

/** Rows that may be sent again: each comes at most once a day, as the feed agrees to. */
function known(model: Model): ModelRow[] {
  const today = new Set(
    model.emitted.filter(({ day }) => day === tomorrow(model)).map(({ row }) => row.id),
  );
  return [...model.latest.values()].filter(
    ({ id, period }) => !today.has(id) && isOpen(model, period),
  );
}

const departments = ['DEP-69', 'DEP-75', 'DEP-2A', 'DEP-974'];
const generations = ['pre', 'segur_v1', 'sentinelle', 'segur_v2'];

const counts = fc.record({ accepted: fc.nat(40), rejected: fc.nat(4), withheld: fc.nat(4) });
interface Counts {
  accepted: number;
  rejected: number;
  withheld: number;
}

/** One row that is sent for the first time. */
interface Fresh extends Counts {
  actor: number;
  daysBack: number;
  generation: number;
  tombstone: boolean;
}

class Deliver implements Command {
  constructor(readonly rows: readonly Fresh[]) {}
  check = (): boolean => true;
  run = async (model: Model, real: Real): Promise<void> => {
    for (const { actor, daysBack, generation, tombstone, ...some } of this.rows) {
      const period = plusDays(tomorrow(model), -daysBack);
      const month = period.slice(0, 7);
      if (month < model.historyFrom || !isOpen(model, period)) continue;
      send(model, real, {
        id: `row ${model.latest.size}`,
        // A deletion may come before what it deletes.
        revision: tombstone ? 2 : 1,
        deleted: tombstone,
        period,
        // The pseudonym is drawn anew each month.
        actor: `actor ${actor} ${month}`,
        key: BigInt(1 + actor) * 1_000_003n,
        department: departments[actor % departments.length] ?? '',
        factor: actor % 3 === 0 ? 5 : 1,
        generation: generations[generation] ?? '',
        ...some,
      });
    }
    return Promise.resolve();
  };
  toString = (): string => `deliver(${JSON.stringify(this.rows)})`;
}

/** Something that is sent again about a row that was sent before. */
class Resend implements Command {
  constructor(
    readonly how: 'duplicate' | 'correct' | 'delete' | 'reorder' | 'contradict',
    readonly pick: number,
    readonly day: number,
    readonly counts: Counts,
  ) {}
  check = (model: Model): boolean => known(model).length > 0;
  run = async (model: Model, real: Real): Promise<void> => {
    const rows = known(model);
    const row = rows[this.pick % rows.length];
    if (row) send(model, real, this.next(row, tomorrow(model)));
    return Promise.resolve();
  };
  private next(row: ModelRow, latest: string): ModelRow {
    const drawn = `${row.period.slice(0, 7)}-${String(1 + this.day).padStart(2, '0')}`;
    // Nothing is dated after the day on which it is sent.
    const period = drawn < latest ? drawn : row.period;
    switch (this.how) {
      case 'duplicate':
        return row;
      case 'correct':
        return { ...row, ...this.counts, period, deleted: false, revision: row.revision + 2 };
      case 'delete':
        return { ...row, deleted: true, revision: row.revision + 1 };
      // A revision that should have come before the one that did.
      case 'reorder':
        return { ...row, ...this.counts, deleted: false, revision: Math.max(1, row.revision - 1) };
      case 'contradict':
        return { ...row, accepted: row.accepted + 1 };
    }
  }
  toString = (): string => `${this.how}(${this.pick}, ${JSON.stringify(this.counts)})`;
}

class Pass implements Command {
  constructor(readonly days: number | 'to the close of a month') {}
  check = (model: Model): boolean => model.feedDay < '2026-10-05';
  run = async (model: Model, real: Real): Promise<void> => {
    if (this.days === 'to the close of a month') {
      do model.feedDay = tomorrow(model);
      while (!model.feedDay.endsWith('-20'));
    } else model.feedDay = plusDays(model.feedDay, this.days);
    real.advanceTo(model.feedDay);
    return Promise.resolve();
  };
  toString = (): string => `pass(${this.days})`;
}

/** Loads, aggregates and publishes up to the feed day, and looks at what stands. */
class Load implements Command {
  check = (): boolean => true;
  run = async (model: Model, real: Real): Promise<void> => {
    model.begin ??= real.beginAt(model.feedDay);
    await real.load();
    await real.verify(model);
  };
  toString = (): string => 'load';
}

/** A load in which a step fails; what it left behind is the next load's business. */
class Crash implements Command {
  constructor(
    readonly step: number,
    readonly kind: number,
  ) {}
  check = (): boolean => true;
  run = async (model: Model, real: Real): Promise<void> => {
    await real.crash(this.step, this.kind);
    // It may have come far enough to settle where the history ends.
    model.begin ??= await real.begun();
  };
  toString = (): string => `crash(step ${this.step}, ${this.kind})`;
}

const fresh: fc.Arbitrary<Fresh> = fc
  .tuple(
    fc.record({
      actor: fc.nat(6),
      daysBack: fc.oneof(fc.nat(40), fc.nat(100)),
      generation: fc.nat(3),
    }),
    fc.integer({ min: 0, max: 9 }),
    counts,
  )
  .map(([some, odd, of]) => ({ ...some, ...of, tombstone: odd === 0 }));

const resend = (how: Resend['how']) =>
  fc
    .tuple(fc.nat(50), fc.nat(27), counts)
    .map(([pick, day, some]) => new Resend(how, pick, day, some));

export const commands: fc.Arbitrary<Command>[] = [
  ...Array.from({ length: 4 }, () =>
    fc.array(fresh, { minLength: 1, maxLength: 7 }).map((rows) => new Deliver(rows)),
  ),
  resend('duplicate'),
  resend('correct'),
  resend('correct'),
  resend('delete'),
  resend('reorder'),
  resend('contradict'),
  fc.integer({ min: 1, max: 9 }).map((days) => new Pass(days)),
  fc.constant(new Pass('to the close of a month')),
  fc.constant(new Load()),
  fc
    .tuple(fc.integer({ min: 1, max: 250 }), fc.nat(3))
    .map(([step, kind]) => new Crash(step, kind)),
];

export const finalLoad = new Load();
