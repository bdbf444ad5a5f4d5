import { cuboids, measures, parts, type Cuboid, type Part } from '@vigie/seeds/catalogue';
import { eventStreams } from '@vigie/etl';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellDimensions, oracleCells, standingRows, type OracleCell } from '../support/oracle.js';
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

/** Cuboids that a part is computed by, as the measures made of it say. */
const cuboidsOf = (part: Part): Cuboid[] => {
  const wanted = measures
    .filter(({ numerator, denominator }) => [numerator, denominator].includes(part.id))
    .flatMap(({ kind, cuboids: published, own_cuboids: own = [] }) => [
      // A quantile over vendors is made of each vendor's cell.
      ...published.map((id) =>
        kind === 'quantile' ? [...id.split('.'), 'vendor'].sort().join('.') : id,
      ),
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
const keyColumns = cellDimensions.map((name) => (name === 'reason' ? 'motive' : name));

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

  it('publish what follows from the exact cells, and nothing else', async () => {
    const { owner } = warehouse;
    const { rows: leaks } = await owner.query(
      `SELECT * FROM published.cell WHERE reason <> 'ok'
         AND (value IS NOT NULL OR numerator IS NOT NULL OR denominator IS NOT NULL)`,
    );
    expect(leaks).toEqual([]);
    for (const measure of measures) {
      const { rows } = await owner.query<{ wrong: number }>(
        `SELECT count(*) FILTER (WHERE reason = 'ok' AND $4 AND (coalesce(m.n, 0) < $3
             OR round(coalesce(m.expanded, 0)) <> coalesce(c.numerator, c.value))) AS wrong
         FROM published.cell c LEFT JOIN mart.cell m
           ON m.part = $2 AND m.cuboid = c.cuboid AND m.period = c.period
          AND m.territory = c.territory AND m.vendor = '' AND m.release = ''
          AND ${keyColumns
            .filter((name) => !['vendor', 'release'].includes(name))
            .map((name) => `m.${name} = c.${name}`)
            .join(' AND ')}
         WHERE c.measure = $1 AND c.valid_to IS NULL`,
        [
          measure.id,
          measure.numerator,
          measure.disclosure_units.includes('none') ? 0 : 11,
          measure.kind !== 'quantile',
        ],
      );
      expect(rows[0]?.wrong, measure.id).toBe(0);
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
});
