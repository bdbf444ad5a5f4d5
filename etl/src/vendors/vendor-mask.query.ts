import type pg from 'pg';
import type { Mask } from '../protect/index.js';
import { cellKey, type Masks, type TableCell } from './sector-table.js';

/** Masks of some periods, by `part|period`; those never published have none. */
export async function readMasks(
  client: pg.ClientBase,
  periods: readonly string[],
): Promise<Map<string, Masks>> {
  const { rows } = await client.query<{
    part: string;
    period: string;
    territory: string;
    sector: string;
    mask: Mask;
  }>('SELECT part, period, territory, sector, mask FROM mart.vendor_mask WHERE period = ANY($1)', [
    periods,
  ]);
  const masks = new Map<string, Map<string, Mask>>();
  for (const { part, period, territory, sector, mask } of rows) {
    const own = masks.get(`${part}|${period}`) ?? new Map<string, Mask>();
    masks.set(`${part}|${period}`, own.set(cellKey(territory, sector), mask));
  }
  return masks;
}

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

/** Keeps what is masked of some parts' sector tables in a period, in the place of what was. */
export async function writeMasks(
  client: pg.ClientBase,
  period: string,
  masks: ReadonlyMap<string, Masks>,
): Promise<void> {
  const rows = [...masks].flatMap(([part, own]) =>
    [...own].map(([key, mask]) => [part, ...key.split('|'), mask]),
  );
  await client.query('DELETE FROM mart.vendor_mask WHERE period = $1 AND part = ANY($2)', [
    period,
    [...masks.keys()],
  ]);
  await client.query(
    `INSERT INTO mart.vendor_mask (period, part, territory, sector, mask)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])`,
    [period, ...[0, 1, 2, 3].map((column) => rows.map((row) => row[column]))],
  );
}
