import { createHash } from 'node:crypto';
import { measures } from '@vigie/seeds/catalogue';
import { inTransaction } from '@vigie/warehouse';
import type pg from 'pg';
import type { Day } from '../calendar/calendar.js';
import { exactCuboidId } from '../mart/cells.sql.js';
import { firstStreams } from '../streams/index.js';
import { readCompleteness } from './completeness.js';
import { duePeriods, type Due } from './due.query.js';
import { exactKey, readExactCells } from './exact-cells.query.js';
import { frame } from './frame.js';
import { cuboidsOf, numeratorOf, partsOf } from './made-of.js';
import { protect, type Completeness, type ExactCell } from './protect.js';
import { insertCells, type CellRow } from './published-cells.query.js';
import { protectQuantile, type VendorParts } from './quantile.js';

/**
 * Publishes what is due on a feed day as one vintage: rows are written, those they replace are
 * closed and `current` moves, in one transaction.
 *
 * @returns the vintage, or undefined when nothing was due
 */
export async function publish(
  pool: pg.Pool,
  feedDay: Day,
  publishedAt: Date,
): Promise<number | undefined> {
  return inTransaction(pool, async (client) => {
    // One publisher at a time, and none that has been overtaken.
    await client.query('LOCK TABLE published.vintage IN SHARE ROW EXCLUSIVE MODE');
    const latest = await client.query<{ feed_day: Day | null }>(
      'SELECT max(feed_day) AS feed_day FROM published.vintage',
    );
    if ((latest.rows[0]?.feed_day ?? '') > feedDay) return undefined;
    const due = await duePeriods(client, feedDay);
    if (due.length === 0) return undefined;
    const vintage = await openVintage(client, feedDay, publishedAt);
    await closeReplaced(client, vintage, due);
    await insertCells(client, await protectedRows(client, feedDay, vintage, due));
    await recordDefinitions(client, vintage);
    await client.query(
      `UPDATE published.vintage v SET
         data_through_month = (SELECT max(period) FROM (
           SELECT period FROM published.cell
           WHERE valid_to IS NULL AND reason = 'ok' AND cuboid = 'month.nation'
             AND measure = ANY($2)
           GROUP BY period HAVING count(*) = cardinality($2)) AS whole),
         data_through_day = (SELECT max(period)::date FROM published.cell
                             WHERE valid_to IS NULL AND reason = 'ok' AND length(period) = 10)
       WHERE id = $1`,
      [vintage, leading],
    );
    await client.query(
      `INSERT INTO published.current ("only", vintage) VALUES (true, $1)
       ON CONFLICT ("only") DO UPDATE SET vintage = excluded.vintage`,
      [vintage],
    );
    return vintage;
  });
}

/** Measures of what is loaded first: how far the data go is told by them. */
const leading = measures
  .filter((measure) =>
    partsOf(measure).every(({ stream }) => firstStreams.some(({ name }) => name === stream)),
  )
  .filter(({ cuboids: ids }) => ids.includes('month.nation'))
  .map(({ id }) => id);

async function openVintage(client: pg.ClientBase, feedDay: Day, at: Date): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    'INSERT INTO published.vintage (feed_day, published_at) VALUES ($1, $2) RETURNING id',
    [feedDay, at.toISOString()],
  );
  const [row] = rows;
  if (!row) throw new Error('the vintage was not written');
  return row.id;
}

async function closeReplaced(client: pg.ClientBase, vintage: number, due: Due[]): Promise<void> {
  await client.query(
    `UPDATE published.cell c SET valid_to = $1
     FROM unnest($2::text[], $3::text[]) AS d(measure, period)
     WHERE c.valid_to IS NULL AND c.measure = d.measure AND c.period = d.period`,
    [vintage, due.map((d) => d.measure.id), due.map((d) => d.period)],
  );
}

async function protectedRows(
  client: pg.ClientBase,
  feedDay: Day,
  vintage: number,
  due: readonly Due[],
): Promise<CellRow[]> {
  const periods = [...new Set(due.map((d) => d.period))];
  const exact = await readExactCells(client, periods);
  const completeness = await readCompleteness(client, feedDay, periods);
  return due.flatMap((d) =>
    cuboidsOf(d.measure, d.grain).flatMap((cuboid) =>
      frame(cuboid, numeratorOf(d.measure)).map((key) => {
        const state = worst(
          partsOf(d.measure).map((part) => completeness(part.stream, key.sector, d.period)),
        );
        const { numerator, denominator } = d.measure;
        const id = exactCuboidId(d.measure, cuboid.id);
        const cells = (part: string | undefined): ReadonlyMap<string, ExactCell> =>
          exact.get(exactKey(part ?? '', id, d.period, key)) ?? new Map<string, ExactCell>();
        const own = { numerator: cells(numerator), denominator: cells(denominator) };
        const cell =
          d.measure.kind === 'quantile'
            ? protectQuantile(d.measure, vendorParts(own), key.sector, state)
            : protect(
                d.measure,
                { numerator: own.numerator.get(''), denominator: own.denominator.get('') },
                state,
              );
        return {
          measure: d.measure.id,
          cuboid: cuboid.id,
          period: d.period,
          ...key,
          ...cell,
          provisional: d.publication < 3 || state === 'partial',
          errata: false,
          publication: d.publication,
          validFrom: vintage,
        };
      }),
    ),
  );
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

/** Keeps each declaration that the vintage used, under the hash of its content. */
async function recordDefinitions(client: pg.ClientBase, vintage: number): Promise<void> {
  for (const measure of measures) {
    const body = JSON.stringify(measure);
    const hash = createHash('sha256').update(body).digest('hex');
    await client.query(
      `INSERT INTO published.definition (hash, measure, version, body) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [hash, measure.id, measure.version, body],
    );
    await client.query(
      'INSERT INTO published.vintage_definition (vintage, measure, hash) VALUES ($1, $2, $3)',
      [vintage, measure.id, hash],
    );
  }
}
