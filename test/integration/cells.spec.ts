import { cuboids, measures, parts, type Cuboid, type Part } from '@vigie/seeds/catalogue';
import { eventStreams } from '@vigie/etl';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { categoryColumn } from '../support/category-column.js';
import { cellSecret } from '../support/cell-key.js';
import { cellDimensions, oracleCells, standingRows, type OracleCell } from '../support/oracle.js';
import { checkPublished } from '../support/published-check.js';
import { shortWorld } from '../support/short-world.js';
import {
  loadAll,
  migratedWarehouse,
  runningCore,
  type TestWarehouse,
} from '../support/warehouse.js';

/**
 * A month of the archive in which every programme states its files; and one of the journal with a
 * survey, on the day on which it is first due, so that corrections are still to come.
 */
const archiveMonth = '2026-06';
const journalMonth = '2026-09';

const byVendor = (cuboid: string): string => [...cuboid.split('.'), 'vendor'].sort().join('.');
const isHeldAgainstVendors = ({ kind, stream }: Part, cuboid: string): boolean =>
  kind === 'volume' &&
  /^month\.(nation|region)\.sector$/.test(cuboid) &&
  (eventStreams.find(({ name }) => name === stream)?.columns ?? []).some(
    ({ name }) => name === 'vendor',
  );

/** Cuboids that a part is computed by, as the measures made of it say. */
const cuboidsOf = (part: Part): Cuboid[] => {
  const wanted = measures
    .filter(({ numerator, denominator }) => [numerator, denominator].includes(part.id))
    .flatMap(({ kind, cuboids: published, own_cuboids: own = [] }) => [
      // A quantile over vendors is made of each vendor's cell.
      ...published.map((id) => (kind === 'quantile' ? byVendor(id) : id)),
      // What a vendor could guess of another's volume is judged by each vendor's cell.
      ...published.filter((id) => isHeldAgainstVendors(part, id)).map(byVendor),
      ...own,
    ]);
  return cuboids.filter(({ id, grain }) => part.grains.includes(grain) && wanted.includes(id));
};

const pairsOf = (stream: string): { part: Part; cuboid: Cuboid }[] =>
  parts
    .filter((part) => part.stream === stream)
    .flatMap((part) => cuboidsOf(part).map((cuboid) => ({ part, cuboid })));
const aggregated = [...new Set(parts.map(({ stream }) => stream))];

/** Names of the columns of `mart.cell` that hold the dimensions of a cell. */
const keyColumns = cellDimensions.map(categoryColumn);

const hidden: readonly string[] = ['unit', 'vendor', 'release'];
const publishedColumns = keyColumns.filter((name) => !hidden.includes(name));

/** All cells of a stream's month in `mart`, by part and cuboid, then by their key. */
async function cellsInMart(
  owner: pg.Client,
  stream: string,
  month: string,
): Promise<ReadonlyMap<string, ReadonlyMap<string, OracleCell>>> {
  const { rows } = await owner.query<Record<string, string>>(
    `SELECT part || '/' || cuboid AS pair,
            concat_ws('|', period, territory, ${keyColumns.join(', ')}) AS key,
            n, sum, x1, x2, key_sum::text AS key_sum, expanded
     FROM mart.cell WHERE part = ANY($1) AND left(period, 7) = $2`,
    [parts.filter((part) => part.stream === stream).map(({ id }) => id), month],
  );
  const pairs = Map.groupBy(rows, (row) => row['pair'] ?? '');
  return new Map(
    [...pairs].map(([pair, own]) => [
      pair,
      new Map(
        own.map((row) => [
          row['key'] ?? '',
          {
            n: Number(row['n']),
            sum: Number(row['sum']),
            x1: Number(row['x1']),
            x2: Number(row['x2']),
            keySum: BigInt(row['key_sum'] ?? 0),
            expanded: Number(row['expanded']),
          },
        ]),
      ),
    ]),
  );
}

describe('aggregation and publishing of a small world', () => {
  let coreUrl: string;
  let warehouse: TestWarehouse;
  let factors: ReadonlyMap<string, number>;
  /** Parts and cuboids with cells in one of the months. */
  const seen = new Set<string>();

  beforeAll(async () => {
    const core = await runningCore(
      { scenario: shortWorld(archiveMonth, afterAll), clock: '2026-10-03' },
      afterAll,
    );
    coreUrl = core.url;
    warehouse = await migratedWarehouse(afterAll);
    await loadAll(warehouse, coreUrl, { others: true, replayNights: 0, pageRows: 20_000 });
    const manifest = (await (await fetch(`${coreUrl}/feeds`)).json()) as {
      strata: { id: string; factor: number }[];
    };
    factors = new Map(manifest.strata.map(({ id, factor }) => [id, factor]));
  });

  it.each([
    ['an archive month', archiveMonth, 'month'],
    ['an open month of the journal', journalMonth, 'day'],
  ] as const)('agree with a naive oracle in every cell of %s', async (_, month, grain) => {
    let compared = 0;
    for (const stream of aggregated) {
      const rows = await standingRows({ coreUrl, stream, grain, month });
      const inMart = await cellsInMart(warehouse.owner, stream, month);
      const pairs = pairsOf(stream).filter(
        ({ cuboid }) => grain === 'day' || cuboid.grain === 'month',
      );
      const names = pairs.map(({ part, cuboid }) => `${part.id}/${cuboid.id}`);
      expect([...inMart.keys()].filter((pair) => !names.includes(pair))).toEqual([]);
      for (const { part, cuboid } of pairs) {
        const pair = `${part.id}/${cuboid.id}`;
        const expected = oracleCells(rows, { part, cuboid, month, factors });
        const found = inMart.get(pair) ?? new Map<string, OracleCell>();
        expect([...found.keys()].sort(), pair).toEqual([...expected.keys()].sort());
        for (const [key, cell] of expected) {
          const { expanded, ...counts } = found.get(key) ?? { expanded: Number.NaN };
          const { expanded: expectedExpanded, ...expectedCounts } = cell;
          expect(counts, `${pair}, ${key}`).toEqual(expectedCounts);
          expect(expanded, `${pair}, ${key}`).toBeCloseTo(expectedExpanded, 4);
        }
        compared += expected.size;
        if (expected.size > 0) seen.add(pair);
      }
    }
    expect(compared).toBeGreaterThan(20_000);
  });

  it('have cells of every part and cuboid, but for what was over by then', () => {
    const unseen = aggregated
      .flatMap(pairsOf)
      .filter(({ part, cuboid }) => !seen.has(`${part.id}/${cuboid.id}`));
    // Profiles were opposed while they opened; the files of SUN-ES were settled in 2024.
    expect(new Set(unseen.map(({ part }) => part.id))).toEqual(
      new Set(parts.map(({ id }) => id).filter((id) => /^profiles\.opposed$|\.sun_es_/.test(id))),
    );
  });

  it('note which parts and cuboids were computed', async () => {
    const { rows } = await warehouse.owner.query<{ stream: string; covers: string[] }>(
      `SELECT stream, covers FROM mart.aggregated WHERE grain = 'month' AND period = ANY($1)`,
      [[archiveMonth, journalMonth]],
    );
    expect(rows).toHaveLength(2 * aggregated.length);
    for (const { stream, covers } of rows) {
      const wanted = pairsOf(stream).filter(({ cuboid }) => cuboid.grain === 'month');
      expect(covers.toSorted(), stream).toEqual(
        wanted.map(({ part, cuboid }) => `${part.id}/${cuboid.id}`).sort(),
      );
    }
  });

  it('leave the books of every closed month balanced with what was submitted', async () => {
    const { rows } = await warehouse.owner.query<{ stream: string; period: string }>(
      `SELECT stream, period FROM ops.quality
       WHERE name = 'reconciliation' AND submitter = '' AND outcome = 'pass' ORDER BY 1, 2`,
    );
    const closed = [archiveMonth, '2026-07', '2026-08'];
    expect(rows).toEqual(
      eventStreams
        .map(({ name }) => name)
        .sort()
        .flatMap((stream) => closed.map((period) => ({ stream, period }))),
    );
    const { rows: failed } = await warehouse.owner.query(
      `SELECT * FROM ops.quality WHERE outcome = 'fail'`,
    );
    expect(failed).toEqual([]);
  });

  it('publish nothing of few contributors, and what lies near the exact cell of the others', async () => {
    const { owner } = warehouse;
    const { rows: leaks } = await owner.query(
      `SELECT * FROM published.cell WHERE reason <> 'ok'
         AND (value IS NOT NULL OR numerator IS NOT NULL OR denominator IS NOT NULL)`,
    );
    expect(leaks).toEqual([]);
    for (const { id, numerator, kind, disclosure_units: units } of measures) {
      if (kind === 'quantile') continue;
      const hasPersons = units.some((unit) => unit === 'professional' || unit === 'patient');
      const { rows } = await owner.query<{ wrong: number; far: number }>(
        `SELECT count(*) FILTER (WHERE NOT $5 AND (
                  m.persons BETWEEN 1 AND 10 OR m.structures BETWEEN 1 AND 2
                  OR m.persons + m.structures = 0)) AS wrong,
                count(*) FILTER (WHERE abs(coalesce(c.numerator, c.value) - m.expanded) > m.reach) AS far
         FROM published.cell c JOIN LATERAL (
           SELECT coalesce(sum(n) FILTER (WHERE $3 AND NOT ($4 AND unit = 'structure')), 0) AS persons,
                  coalesce(sum(n) FILTER (WHERE NOT $3 OR $4 AND unit = 'structure'), 0) AS structures,
                  coalesce(sum(expanded), 0) AS expanded,
                  -- Fifteen of a count; of a volume, the largest quantile that is drawn.
                  coalesce(sum(expanded) / sum(sum), 1) * (1 + greatest(15, 4.74 * greatest(
                    3.17, least(0.25 * max(x1), 0.03 * sum(sum)), 0.35 * max(late_x1)))) AS reach
           FROM mart.cell e
           WHERE e.part = $2 AND e.cuboid = c.cuboid AND e.period = c.period
             AND e.territory = c.territory
             AND ${publishedColumns.map((name) => `e.${name} = c.${name}`).join(' AND ')}) AS m ON true
         WHERE c.measure = $1 AND c.valid_to IS NULL AND c.reason = 'ok'`,
        [id, numerator, hasPersons, units.includes('structure'), units.includes('none')],
      );
      expect(rows, id).toEqual([{ wrong: 0, far: 0 }]);
    }
    const { rows: counted } = await owner.query<{ reason: string; cells: number }>(
      'SELECT reason, count(*) AS cells FROM published.cell GROUP BY reason',
    );
    const cells = new Map(counted.map(({ reason, cells: count }) => [reason, count]));
    expect(cells.get('ok')).toBeGreaterThan(5_000);
    expect(cells.get('lt11')).toBeGreaterThan(100);
    // What only a vendor may see of its own is computed, and stays here.
    const { rows: own } = await owner.query(
      `SELECT DISTINCT cuboid FROM published.cell WHERE cuboid LIKE '%vendor%' OR cuboid LIKE '%release%'`,
    );
    expect(own).toEqual([]);
  });

  it('publish what an oracle protects of the exact cells', async () => {
    for (const month of [archiveMonth, '2026-07']) {
      const secret = Buffer.from(cellSecret, 'hex');
      const { compared, valued, wrong } = await checkPublished(warehouse.owner, month, secret);
      expect(wrong.slice(0, 10), month).toEqual([]);
      expect(valued, month).toBeGreaterThan(compared / 10);
    }
  });
});
