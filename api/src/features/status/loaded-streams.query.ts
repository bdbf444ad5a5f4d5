import { type LoadedStream } from '@vigie/contract';
import { lastDayOf } from '@vigie/contract/formulas';
import { and, asc, countDistinct, eq, ne, sum } from 'drizzle-orm';
import { type Scope } from '../../access/scope.js';
import { lag, quality, quarantine } from './ops-views.js';

/** How far each stream is loaded, and the latest month of which it is complete. */
export interface StreamProgress extends LoadedStream {
  lastCompleteMonth: string | null;
  /** Day of the feed that it has reached; null for what was only ever read by whole months. */
  through: string | null;
}

/** Every stream of which reading has begun, by name. */
export async function loadedStreams({ db }: Scope): Promise<StreamProgress[]> {
  const [months, rows, failed] = await Promise.all([
    db.select().from(lag).orderBy(asc(lag.stream), asc(lag.month)),
    db
      .select({ stream: quarantine.stream, rows: sum(quarantine.rows).mapWith(Number) })
      .from(quarantine)
      .where(eq(quarantine.state, 'held'))
      .groupBy(quarantine.stream),
    db
      .select({ stream: quality.stream, periods: countDistinct(quality.period) })
      .from(quality)
      .where(and(eq(quality.outcome, 'fail'), ne(quality.period, '')))
      .groupBy(quality.stream),
  ]);
  const quarantined = new Map(rows.map((row) => [row.stream, row.rows]));
  const heldBack = new Map(failed.map((row) => [row.stream, row.periods]));
  return [...Map.groupBy(months, ({ stream }) => stream)].flatMap(([stream, its]) => {
    const last = its.at(-1);
    if (last === undefined) return [];
    const days = its.map(({ through }) => through).filter((day) => day !== null);
    return {
      stream,
      last_month: last.month,
      last_day: last.through ?? (last.complete ? lastDayOf(last.month) : null),
      complete: last.complete,
      provisional_months: its.filter(({ complete }) => !complete).map(({ month }) => month),
      quarantined: quarantined.get(stream) ?? 0,
      held_back: heldBack.get(stream) ?? 0,
      lastCompleteMonth: its.findLast(({ complete }) => complete)?.month ?? null,
      through: days.sort().at(-1) ?? null,
    };
  });
}
