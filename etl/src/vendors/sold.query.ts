import type pg from 'pg';
import type { TableCell } from './sector-table.js';

/**
 * What vendors sold by region and sector in a month, by part: all that the rules need to know of the
 * months before.
 */
export async function readSold(
  client: pg.ClientBase,
  month: string,
  parts: readonly string[],
): Promise<Map<string, TableCell[]>> {
  const { rows } = await client.query<{
    part: string;
    territory: string;
    sector: string;
    vendors: string[];
    sums: number[];
  }>(
    `SELECT part, territory, sector, array_agg(vendor) AS vendors, array_agg(sum) AS sums
     FROM (SELECT part, territory, sector, vendor, sum(sum)::float8 AS sum FROM mart.cell
           WHERE period = $1 AND part = ANY($2) AND release = '' AND vendor <> ''
             AND cuboid IN ('month.nation.sector.vendor', 'month.region.sector.vendor')
           GROUP BY part, territory, sector, vendor) AS sold
     GROUP BY part, territory, sector`,
    [month, parts],
  );
  const tables = new Map<string, TableCell[]>();
  for (const { part, territory, sector, vendors, sums } of rows) {
    const sold = vendors.map((vendor, at) => ({ vendor, sum: sums[at] ?? 0 }));
    const sum = sums.reduce((all, own) => all + own, 0);
    const cell = { territory, sector, sum, x1: 0, reason: 'ok' as const, vendors: sold };
    const own = tables.get(part);
    if (own) own.push(cell);
    else tables.set(part, [cell]);
  }
  return tables;
}
