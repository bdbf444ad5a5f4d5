import {
  categoryIds,
  cuboids,
  measures,
  parts,
  type Cuboid,
  type Part,
} from '@vigie/seeds/catalogue';
import { territories } from '@vigie/seeds/reference';
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { oracleCells, standingRows, type FeedRow, type OracleCell } from '../support/oracle.js';
import { loadAll, migratedWarehouse, runningCore } from '../support/warehouse.js';

const regionOf = new Map(territories.map((territory) => [territory.id, territory.region]));
const text = (row: FeedRow, name: string): string => String(row[name] ?? '');

const territoryAt = (level: Cuboid['level']) => (row: FeedRow) =>
  ({
    nation: 'FR',
    region: regionOf.get(text(row, 'department')) ?? '',
    department: text(row, 'department'),
  })[level];

const dimensionsOf = (cuboid: Cuboid, month: string): ((row: FeedRow) => string)[] => [
  (row) => (cuboid.grain === 'month' ? month : text(row, 'period')),
  territoryAt(cuboid.level),
  ...[...categoryIds, 'vendor'].map(
    (name) => (row: FeedRow) => (cuboid.categories.includes(name) ? text(row, name) : ''),
  ),
];

/** What every cell of a part must be, whatever it is made of. */
function expectedCells(
  rows: readonly FeedRow[],
  part: Part,
  cuboid: Cuboid,
  month: string,
  factors: ReadonlyMap<string, number>,
): Map<string, OracleCell> {
  const dimensions = dimensionsOf(cuboid, month);
  if (part.kind === 'distinct') {
    const own = rows.filter(
      (row) => text(row, 'measure') === part.column && text(row, 'cuboid') === cuboid.id,
    );
    const placed = [() => month, (row: FeedRow) => text(row, 'territory'), ...dimensions.slice(2)];
    return oracleCells(own, { column: 'value', kind: 'persons', dimensions: placed, factors });
  }
  const kind = part.kind === 'events' ? 'persons' : part.kind;
  const columns = part.by?.columns ?? [part.column ?? ''];
  return new Map(
    columns.flatMap((column) => {
      const wide = rows.map((row) => ({ ...row, ...(part.by && { [part.by.dimension]: column }) }));
      return [...oracleCells(wide, { column, kind, dimensions, factors })];
    }),
  );
}

const cuboidsOf = (part: Part): Cuboid[] =>
  cuboids.filter(
    (cuboid) =>
      part.grains.includes(cuboid.grain) &&
      measures.some(
        (measure) =>
          measure.cuboids.some((id) =>
            measure.kind === 'quantile'
              ? [...id.split('.'), 'vendor'].sort().join('.') === cuboid.id
              : id === cuboid.id,
          ) && [measure.numerator, measure.denominator].includes(part.id),
      ),
  );

async function cellsInMart(owner: pg.Client, part: string, cuboid: string, month: string) {
  const { rows } = await owner.query<Record<string, string>>(
    `SELECT concat_ws('|', period, territory, sector, generation, age_band, irritant, channel, motive,
              lever, vendor) AS key,
            n, sum, x1, x2, key_sum::text AS key_sum, expanded
     FROM mart.cell WHERE part = $1 AND cuboid = $2 AND left(period, 7) = $3`,
    [part, cuboid, month],
  );
  return new Map<string, OracleCell>(
    rows.map((row) => [
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
  );
}

describe('aggregation and publishing of the tiny world', () => {
  it('agree with a naive oracle in every cell', async () => {
    const core = await runningCore();
    const warehouse = await migratedWarehouse();
    await loadAll(warehouse, core.url, { others: true });
    const { owner } = warehouse;
    const manifest = (await (await fetch(`${core.url}/feeds`)).json()) as {
      strata: { id: string; factor: number }[];
    };
    const factors = new Map(manifest.strata.map(({ id, factor }) => [id, factor]));
    let compared = 0;
    // An archive month, a journal month that has closed, and for days the journal alone.
    for (const [month, grain] of [
      ['2026-05', 'month'],
      ['2026-09', 'day'],
    ] as const) {
      for (const stream of new Set(parts.map((part) => part.stream))) {
        const rows = await standingRows({ coreUrl: core.url, stream, grain, month });
        for (const part of parts.filter((candidate) => candidate.stream === stream)) {
          for (const cuboid of cuboidsOf(part)) {
            if (cuboid.grain === 'day' && grain === 'month') continue;
            const expected = expectedCells(rows, part, cuboid, month, factors);
            const found = await cellsInMart(owner, part.id, cuboid.id, month);
            expect([...found.keys()].sort(), `${part.id} by ${cuboid.id}`).toEqual(
              [...expected.keys()].sort(),
            );
            for (const [key, cell] of expected) {
              const { expanded, ...counts } = found.get(key) ?? { expanded: Number.NaN };
              const { expanded: expectedExpanded, ...expectedCounts } = cell;
              expect(counts, `${part.id} by ${cuboid.id}, ${key}`).toEqual(expectedCounts);
              expect(expanded).toBeCloseTo(expectedExpanded, 4);
              compared += 1;
            }
          }
        }
      }
    }
    expect(compared).toBeGreaterThan(3_000);

    // What is published follows from the exact cells, and from nothing else.
    const { rows: leaks } = await owner.query(
      `SELECT * FROM published.cell WHERE reason <> 'ok'
         AND (value IS NOT NULL OR numerator IS NOT NULL OR denominator IS NOT NULL)`,
    );
    expect(leaks).toEqual([]);
    for (const measure of measures) {
      const { rows } = await owner.query<{ values: number; wrong: number; hidden: number }>(
        `SELECT count(*) FILTER (WHERE reason = 'ok') AS values,
           count(*) FILTER (WHERE reason = 'lt11') AS hidden,
           count(*) FILTER (WHERE reason = 'ok' AND $4 AND (coalesce(m.n, 0) < $3
             OR round(coalesce(m.expanded, 0)) <> coalesce(c.numerator, c.value))) AS wrong
         FROM published.cell c LEFT JOIN mart.cell m
           ON m.part = $2 AND m.cuboid = c.cuboid AND m.period = c.period
          AND m.territory = c.territory AND m.sector = c.sector
          AND m.generation = c.generation AND m.age_band = c.age_band
          AND m.irritant = c.irritant AND m.channel = c.channel AND m.motive = c.motive
          AND m.lever = c.lever
         WHERE c.measure = $1 AND c.valid_to IS NULL`,
        [
          measure.id,
          measure.numerator,
          measure.disclosure_units.includes('none') ? 0 : 11,
          measure.kind !== 'quantile',
        ],
      );
      expect(rows[0]?.wrong, measure.id).toBe(0);
      // So few report difficulties, deploy levers or sell software in the tiny world.
      const sparse = ['irritants', 'levers', 'market'].includes(measure.theme);
      if (!sparse) expect(rows[0]?.values, measure.id).toBeGreaterThan(20);
    }
    const { rows: hidden } = await owner.query<{ cells: number }>(
      `SELECT count(*) AS cells FROM published.cell WHERE reason = 'lt11'`,
    );
    expect(hidden[0]?.cells).toBeGreaterThan(100);
  });
});
