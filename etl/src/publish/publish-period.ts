import type { Cuboid, Measure } from '@vigie/seeds/catalogue';
import type pg from 'pg';
import type { Day } from '../calendar/calendar.js';
import { gates, type Finding } from '../gates/index.js';
import { exactCuboidId } from '../mart/cell-plan.js';
import { notePublished } from '../mart/published-worth.query.js';
import { nothing, protectMeasure, type CellKey, type Completeness } from '../protect/index.js';
import type { CompletenessOf } from './completeness.js';
import type { Due } from './due.query.js';
import type { EditionMemory } from './edition-memory.js';
import { readExactCells, type ExactCells } from '../cells/exact-cells.query.js';
import { frame, type CellPlace } from '../cells/frame.js';
import { partsOf } from '../cells/made-of.js';
import { PartCells } from './part-cells.js';
import { isMarket, protectMarket } from './market.js';
import { maskPeriod } from './mask-period.js';
import { isMasked } from './months-needed.js';
import { ownCells, writeOwnRows } from './own-cells.query.js';
import { closeCells, insertCells, insertPublications } from './published-cells.query.js';
import type { CellRow } from '../cells/cell-row.js';
import { standingRows } from './standing.query.js';
import { protectQuantile, type VendorParts } from './quantile.js';

/** Where something is published: for which feed day, in which edition, of which period. */
export interface Where {
  readonly feedDay: Day;
  readonly vintage: number;
  readonly period: string;
  readonly memory: EditionMemory;
}

/** Who publishes a measure's period a fourth time, and why. */
export interface Erratum {
  readonly measure: string;
  readonly period: string;
  readonly askedBy: string;
  readonly because: string;
}

/**
 * Writes what is due of one period: rows of before are closed, those of today appended, unless an
 * attack on them would succeed.
 *
 * @returns what an attacker would learn; where there is anything, nothing was written
 */
export async function publishPeriod(
  client: pg.ClientBase,
  cellKey: CellKey,
  { feedDay, vintage, period, memory }: Where,
  due: readonly Due[],
  erratum?: Erratum,
): Promise<Finding[]> {
  const exact = await readExactCells(client, period);
  const completeness = await memory.completeness(period);
  const standing = await standingRows(client, period);
  const { masks, tables } = await maskPeriod(client, {
    feedDay,
    period,
    exact,
    standing,
    streams: streamsOf(due.filter(({ measure }) => isMasked(measure))),
    months: memory.withheld,
  });
  const cells = new PartCells(exact, masks, cellKey);
  const rows = [...protectedRows(vintage, due, exact, cells, completeness)];
  const own = await ownCells(client, { period, cellKey, completeness }, due);
  const isDue = new Set(due.map(({ measure, cuboid }) => `${measure.id}|${cuboid.id}`));
  const staying = standing.filter(({ measure, cuboid }) => !isDue.has(`${measure}|${cuboid}`));
  const findings = await gates({
    period,
    rows,
    standing: staying,
    isErratum: erratum !== undefined,
    portions: (part, cuboid, key) => exact.portions(part, cuboid, key),
    tables,
    own,
  });
  if (findings.length > 0) return findings;
  // A first history replaces nothing.
  if (staying.length < standing.length) await closeCells(client, { period, vintage }, due);
  await insertCells(client, rows);
  await writeOwnRows(client, { month: period, vintage }, own.rows);
  await notePublished(client, period, [...streamsOf(due)]);
  await insertPublications(client, { period, vintage }, due, erratum);
  return [];
}

function* protectedRows(
  vintage: number,
  due: readonly Due[],
  exact: ExactCells,
  cells: PartCells,
  completeness: CompletenessOf,
): Generator<CellRow> {
  for (const { measure, cuboid, period, publication } of due) {
    const [numerator, denominator] = partsOf(measure);
    if (!numerator) continue;
    const streams = [numerator, denominator ?? numerator].map(({ stream }) => stream);
    for (const key of frame(cuboid, numerator)) {
      const state = worst(streams.map((stream) => completeness(stream, key.sector, period)));
      const told =
        measure.kind === 'quantile'
          ? protectQuantile(measure, vendorParts(exact, measure, cuboid, key), key.sector, state)
          : protectMeasure(
              measure,
              cells.of(numerator, cuboid, key),
              denominator && cells.of(denominator, cuboid, key),
              state,
            );
      const cell = isMarket(measure) ? protectMarket(told, measure, cuboid, key, exact) : told;
      yield {
        measure: measure.id,
        cuboid: cuboid.id,
        period,
        ...key,
        ...cell,
        provisional: publication < 3 || state === 'partial',
        // What is published a fourth time stays flagged: it is not what it was.
        errata: publication > 3,
        publication,
        validFrom: vintage,
      };
    }
  }
}

const streamsOf = (due: readonly Due[]): Set<string> =>
  new Set(due.flatMap(({ measure }) => partsOf(measure).map(({ stream }) => stream)));

const order: readonly Completeness[] = ['not_expected', 'not_received', 'partial', 'complete'];
const worst = (states: readonly Completeness[]): Completeness =>
  order.find((state) => states.includes(state)) ?? 'complete';

/** What was sent and produced by each vendor that produced anything. */
function vendorParts(
  exact: ExactCells,
  measure: Measure,
  cuboid: Cuboid,
  key: CellPlace,
): VendorParts[] {
  const id = exactCuboidId(measure, cuboid.id);
  const [numerators, denominators] = partsOf(measure).map((part) => exact.byVendor(part, id, key));
  return [...(denominators ?? [])].map(([vendor, denominator]) => ({
    numerator: numerators?.get(vendor) ?? nothing,
    denominator,
  }));
}
