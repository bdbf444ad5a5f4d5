import type pg from 'pg';
import type { Day } from '../calendar/calendar.js';
import { exactCuboidId } from '../mart/cell-plan.js';
import { gatedPeriods } from '../quality/gated-periods.query.js';
import type { Transaction } from '../schedule/transaction.js';
import { readCompleteness } from './completeness.js';
import { duePeriods, type Due } from './due.query.js';
import { exactKey, readExactCells } from './exact-cells.query.js';
import { frame } from './frame.js';
import { correctable } from './correctable.query.js';
import { writeEdition } from './edition.query.js';
import { flagErrata, hasErrata } from './errata.query.js';
import { numeratorOf, partsOf } from './made-of.js';
import { protect, type Completeness, type ExactCell } from './protect.js';
import { insertCells, type CellRow } from './published-cells.query.js';
import { protectQuantile, type VendorParts } from './quantile.js';

/**
 * Publishes what is due on a feed day as one vintage: rows are written, those they replace are
 * closed, errata flagged and `current` moves, in one transaction.
 *
 * @returns the vintage, or undefined when nothing was due
 */
export async function publish(
  transaction: Transaction,
  feedDay: Day,
  publishedAt: Date,
): Promise<number | undefined> {
  return transaction(async (client) => {
    // One publisher at a time, and none that has been overtaken.
    await client.query('LOCK TABLE published.vintage IN SHARE ROW EXCLUSIVE MODE');
    const latest = await client.query<{ feed_day: Day | null }>(
      'SELECT max(feed_day) AS feed_day FROM published.vintage',
    );
    if ((latest.rows[0]?.feed_day ?? '') > feedDay) return undefined;
    const due = await duePeriods(client, feedDay, await gatedPeriods(client));
    const errata = await hasErrata(client);
    if (due.size === 0 && !errata) return undefined;
    return writeEdition(client, feedDay, publishedAt, async (vintage) => {
      // Period by period, so that a first edition of years fits in memory like any other.
      for (const [period, own] of due) await publishPeriod(client, feedDay, vintage, period, own);
      if (errata) await flagErrata(client, vintage);
    });
  });
}

/** Who publishes a measure's period a fourth time, and why. */
export interface Erratum {
  readonly measure: string;
  readonly period: string;
  readonly askedBy: string;
  readonly because: string;
}

/**
 * Publishes anew, once, what changed after its period was final: the values that stand today, still
 * flagged, in an edition of the day that was reached.
 *
 * @throws OperatorError where nothing is flagged, or where it was published a fourth time already
 */
export async function publishErratum(
  transaction: Transaction,
  erratum: Erratum,
  feedDay: Day,
  publishedAt: Date,
): Promise<number> {
  return transaction(async (client) => {
    await client.query('LOCK TABLE published.vintage IN SHARE ROW EXCLUSIVE MODE');
    const { measure, period } = erratum;
    const due = await correctable(client, measure, period);
    return writeEdition(client, feedDay, publishedAt, (vintage) =>
      publishPeriod(client, feedDay, vintage, period, due, erratum),
    );
  });
}

async function publishPeriod(
  client: pg.ClientBase,
  feedDay: Day,
  vintage: number,
  period: string,
  due: readonly Due[],
  erratum?: Erratum,
): Promise<void> {
  const exact = await readExactCells(client, period);
  const completeness = await readCompleteness(client, feedDay, [period]);
  const columns = [due.map((d) => d.measure.id), due.map((d) => d.cuboid.id)];
  await client.query(
    `UPDATE published.cell c SET valid_to = $1
     FROM unnest($3::text[], $4::text[]) AS d(measure, cuboid)
     WHERE c.valid_to IS NULL AND c.period = $2 AND c.measure = d.measure AND c.cuboid = d.cuboid`,
    [vintage, period, ...columns],
  );
  const rows = protectedRows(vintage, due, exact, completeness);
  await insertCells(client, rows);
  await client.query(
    `INSERT INTO published.publication
       (measure, cuboid, period, publication, vintage, asked_by, because)
     SELECT d.measure, d.cuboid, $2, d.publication, $1, $6, $7
     FROM unnest($3::text[], $4::text[], $5::int2[]) AS d(measure, cuboid, publication)`,
    [
      vintage,
      period,
      ...columns,
      due.map((d) => d.publication),
      erratum?.askedBy ?? null,
      erratum?.because ?? null,
    ],
  );
}

function* protectedRows(
  vintage: number,
  due: readonly Due[],
  exact: ReadonlyMap<string, ReadonlyMap<string, ExactCell>>,
  completeness: (stream: string, sector: string, period: string) => Completeness,
): Generator<CellRow> {
  for (const { measure, cuboid, period, publication } of due) {
    const { numerator, denominator } = measure;
    const id = exactCuboidId(measure, cuboid.id);
    const streams = partsOf(measure).map(({ stream }) => stream);
    for (const key of frame(cuboid, numeratorOf(measure))) {
      const state = worst(streams.map((stream) => completeness(stream, key.sector, period)));
      const cells = (part: string | undefined): ReadonlyMap<string, ExactCell> =>
        exact.get(exactKey(part ?? '', id, key)) ?? new Map<string, ExactCell>();
      const own = { numerator: cells(numerator), denominator: cells(denominator) };
      const cell =
        measure.kind === 'quantile'
          ? protectQuantile(measure, vendorParts(own), key.sector, state)
          : protect(
              measure,
              { numerator: own.numerator.get(''), denominator: own.denominator.get('') },
              state,
            );
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

/** What was sent and produced by each vendor that produced anything. */
const vendorParts = (own: {
  numerator: ReadonlyMap<string, ExactCell>;
  denominator: ReadonlyMap<string, ExactCell>;
}): VendorParts[] =>
  [...own.denominator].map(([vendor, denominator]) => ({
    numerator: own.numerator.get(vendor) ?? { n: 0, sum: 0, expanded: 0 },
    denominator,
  }));

const order: readonly Completeness[] = ['not_expected', 'not_received', 'partial', 'complete'];
const worst = (states: readonly Completeness[]): Completeness =>
  order.find((state) => states.includes(state)) ?? 'complete';
