import type pg from 'pg';
import { keyColumns, keyText, type CellKey } from './frame.js';
import type { ExactCell } from './protect.js';

/** Exact cells of some periods by vendor, the empty text where they do not cross it. */
export async function readExactCells(
  client: pg.ClientBase,
  periods: readonly string[],
): Promise<Map<string, Map<string, ExactCell>>> {
  const { rows } = await client.query<
    ExactCell & CellKey & { part: string; cuboid: string; period: string; vendor: string }
  >(
    `SELECT part, cuboid, period, territory, ${keyColumns.join(', ')}, vendor, n, sum, expanded
     FROM mart.cell WHERE period = ANY($1)`,
    [periods],
  );
  const cells = new Map<string, Map<string, ExactCell>>();
  for (const row of rows) {
    const key = exactKey(row.part, row.cuboid, row.period, row);
    const byVendor = cells.get(key) ?? new Map<string, ExactCell>();
    cells.set(key, byVendor.set(row.vendor, row));
  }
  return cells;
}

/** What one cell of a part is called in them. */
export const exactKey = (part: string, cuboid: string, period: string, key: CellKey): string =>
  `${part}|${cuboid}|${period}|${keyText(key)}`;
