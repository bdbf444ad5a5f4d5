import type pg from 'pg';
import type { Day, Month } from '../calendar/calendar.js';
import { nothing, unitReason } from '../protect/index.js';
import { CellMaker } from './cell-maker.js';
import { cellCategories, type CellPlan } from './cell-plan.js';
import { allRows } from './event-rows.js';
import type { Factors } from './factors.js';
import { cellKeys, type Replaced } from './mart-cells.query.js';
import { publishedWorth } from './published-worth.query.js';
import type { ExactRow } from './roll-up.js';
import { standingEvents } from './standing-events.query.js';

/** By cell, the largest contribution to a change of it that could not be published by itself. */
export type LateChanges = ReadonlyMap<string, number>;

/**
 * What changed in each cell since each earlier publication of its period, looked at as if it were a
 * cell: one that would be withheld must be blurred by its largest contribution (privacy.md A1.4). A
 * row that came or was deleted counts with what it holds; one that was corrected, with what it holds
 * now, since what it held before is not kept. Every publication counts, so that a cell that did not
 * change after the latest stays as blurred as it was. Of volumes of actors alone: the noise of other
 * cells does not depend on contributions.
 */
export async function lateChanges(
  client: pg.ClientBase,
  plan: CellPlan,
  work: { stream: string; month: Month; periods: readonly string[]; factors: Factors },
): Promise<LateChanges> {
  const largest = new Map<string, number>();
  const volumes = plan.cells.of === 'actor' ? volumesOf(plan) : undefined;
  if (!volumes) return largest;
  const published = await publishedWorth(client, work.stream, work.periods);
  const publications = Math.max(0, ...[...published.values()].map((days) => days.length));
  for (let n = 0; n < publications; n += 1) {
    const since = new Map<string, Day>();
    for (const [period, { [n]: day }] of published) if (day !== undefined) since.set(period, day);
    const maker = new CellMaker(volumes);
    for await (const rows of standingEvents(client, work.stream, work.month, volumes, { since })) {
      maker.add(rows, allRows(rows.rows));
    }
    for (const change of maker.cells(work.factors)) {
      if (!isTelling(change)) continue;
      const cell = nameOf(change);
      largest.set(cell, Math.max(change.x1, largest.get(cell) ?? 0));
    }
  }
  return largest;
}

/** What is known of late changes of cells that are made anew from an archive, which tells none. */
export async function knownLateChanges(
  client: pg.ClientBase,
  { parts, periods }: Replaced,
): Promise<LateChanges> {
  const { rows } = await client.query<{ name: string; late: number }>(
    `SELECT concat_ws('|', ${cellKeys.join(', ')}) AS name, late_x1 AS late FROM mart.cell
     WHERE part = ANY($1) AND period = ANY($2) AND late_x1 > 0`,
    [parts, periods],
  );
  return new Map(rows.map(({ name, late }) => [name, late]));
}

/** Cells with what is late in each of them. */
export function* withLateChanges(
  cells: Iterable<ExactRow>,
  late: LateChanges,
): Generator<ExactRow> {
  if (late.size === 0) yield* cells;
  else for (const cell of cells) yield { ...cell, lateX1: late.get(nameOf(cell)) ?? 0 };
}

/** The part of a plan that adds up volumes; undefined where there is none. */
function volumesOf(plan: CellPlan): CellPlan | undefined {
  const sets = plan.sets.flatMap((set) => {
    const cuboids = set.cuboids.flatMap((planned) => {
      const parts = planned.parts.filter(({ part }) => part.kind === 'volume');
      return parts.length === 0 ? [] : [{ ...planned, parts }];
    });
    return cuboids.length === 0 ? [] : [{ ...set, cuboids }];
  });
  const followed = sets.flatMap(({ cuboids }) =>
    cuboids.flatMap(({ parts }) => parts.flatMap((own) => own.followed)),
  );
  const trackers = new Map(followed.map(({ tracker }) => [tracker.id, tracker]));
  return sets.length === 0 ? undefined : { ...plan, sets, trackers: [...trackers.values()] };
}

const unitAt = cellCategories.indexOf('unit');

/** Whether a change would be withheld if it were a cell. */
function isTelling({ n, sum, x1, x2, categories }: ExactRow): boolean {
  const unit = categories[unitAt] === 'structure' ? 'structure' : 'person';
  return unitReason('volume', { [unit]: { ...nothing, n, sum, x1, x2 } }) !== 'ok';
}

const nameOf = ({ part, cuboid, period, territory, categories }: ExactRow): string =>
  [part, cuboid, period, territory, ...categories].join('|');
