import type pg from 'pg';
import { keyColumns, keyText, type CellKey } from './frame.js';
import type { ExactCell } from './protect.js';

/** Exact cells of a period by vendor, the empty text where they do not cross it; none of a release. */
export async function readExactCells(
  client: pg.ClientBase,
  period: string,
): Promise<Map<string, Map<string, ExactCell>>> {
  const { rows } = await client.query<
    ExactCell & CellKey & { part: string; cuboid: string; vendor: string }
  >(
    `SELECT part, cuboid, territory, ${keyColumns.join(', ')}, vendor, n, sum, expanded
     FROM mart.cell WHERE period = $1 AND release = ''`,
    [period],
  );
  const cells = new Map<string, Map<string, ExactCell>>();
  for (const row of rows) {
    const key = exactKey(row.part, row.cuboid, row);
    const byVendor = cells.get(key) ?? new Map<string, ExactCell>();
    cells.set(key, byVendor.set(row.vendor, row));
  }
  return cells;
}

/** What one cell of a part is called in them. */
export const exactKey = (part: string, cuboid: string, key: CellKey): string =>
  `${part}|${cuboid}|${keyText(key)}`;
