import type pg from 'pg';
import type { TableCell } from './sector-table.js';

/**
 * What vendors sold by region and sector in some months, by `part|month`: all that the rules need to
 * know of the months before.
 */
export async function readSold(
  client: pg.ClientBase,
  months: readonly string[],
  parts: readonly string[],
): Promise<Map<string, TableCell[]>> {
  const { rows } = await client.query<{
    name: string;
    territory: string;
    sector: string;
    vendors: string[];
    sums: number[];
  }>(
    `SELECT part || '|' || period AS name, territory, sector,
            array_agg(vendor) AS vendors, array_agg(sum) AS sums
     FROM (SELECT part, period, territory, sector, vendor, sum(sum)::float8 AS sum FROM mart.cell
           WHERE period = ANY($1) AND part = ANY($2) AND release = '' AND vendor <> ''
             AND cuboid IN ('month.nation.sector.vendor', 'month.region.sector.vendor')
           GROUP BY part, period, territory, sector, vendor) AS sold
     GROUP BY part, period, territory, sector`,
    [months, parts],
  );
  const cells = rows.map(({ name, territory, sector, vendors, sums }) => ({
    name,
    cell: {
      ...{ territory, sector, x1: 0, reason: 'ok' as const },
      sum: sums.reduce((all, own) => all + own, 0),
      vendors: vendors.map((vendor, at) => ({ vendor, sum: sums[at] ?? 0 })),
    },
  }));
  const tables = Map.groupBy(cells, ({ name }) => name);
  return new Map([...tables].map(([name, own]) => [name, own.map(({ cell }) => cell)]));
}
