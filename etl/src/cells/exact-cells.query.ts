import type { Part } from '@vigie/seeds/catalogue';
import type pg from 'pg';
import { nothing, together, type ExactCell, type Portions, type Unit } from '../protect/index.js';
import { keyColumns, keyText, type CellPlace } from './frame.js';
import { unitsOf } from './units.js';

/** An exact cell of one unit, the empty text where its contributors are not told apart. */
export interface UnitCell extends ExactCell {
  readonly unit: '' | 'professional' | 'structure';
}

interface ExactRow extends UnitCell {
  readonly vendor: string;
}

/** Exact cells of one period, of every part and cuboid; none of a release. */
export class ExactCells {
  private readonly known = new Map<string, Portions>();

  constructor(private readonly rows: ReadonlyMap<string, readonly ExactRow[]>) {}

  /** What each disclosure unit that may contribute to a cell contributed to it. */
  portions(part: Part, cuboid: string, key: CellPlace): Portions {
    const name = exactKey(part, cuboid, key);
    let portions = this.known.get(name);
    if (!portions)
      this.known.set(name, (portions = portionsOf(part, key.sector, this.rows.get(name))));
    return portions;
  }

  /** A cell of each vendor that something comes from, where the cuboid crosses vendors. */
  byVendor(part: Part, cuboid: string, key: CellPlace): Map<string, ExactCell> {
    const rows = this.rows.get(exactKey(part, cuboid, key)) ?? [];
    const byVendor = Map.groupBy(rows, ({ vendor }) => vendor);
    return new Map(
      [...byVendor].map(([vendor, own]) => [vendor, together(Object.fromEntries(own.entries()))]),
    );
  }
}

/** Rows by the disclosure units that a part has in a sector. */
export function portionsOf(part: Part, sector: string, rows: readonly UnitCell[] = []): Portions {
  const units = unitsOf(part, sector);
  return Object.fromEntries(
    units.map((unit) => {
      const own = rows.filter((row) => unitOfRow(row, units) === unit);
      const cell = own.length === 1 ? own[0] : together(Object.fromEntries(own.entries()));
      return [unit, cell ?? nothing];
    }),
  );
}

/** What a row's unit counts as: where the part knows but one unit, as that one. */
function unitOfRow({ unit }: UnitCell, units: readonly Unit[]): Unit {
  const own = unit === 'structure' ? 'structure' : 'person';
  return unit !== '' && units.includes(own) ? own : (units[0] ?? 'person');
}

/** Reads the exact cells of a period, of some parts or of all. */
export async function readExactCells(
  client: pg.ClientBase,
  period: string,
  parts?: readonly Part[],
): Promise<ExactCells> {
  const { rows } = await client.query<
    Omit<ExactRow, 'keySum'> & CellPlace & { part: string; cuboid: string; keySum: string }
  >(
    `SELECT part, cuboid, territory, ${keyColumns.join(', ')}, vendor, unit, n, sum, x1, x2,
            key_sum::text AS "keySum", expanded, late_x1 AS "lateX1"
     FROM mart.cell
     WHERE period = $1 AND release = '' AND ($2::text[] IS NULL OR part = ANY($2))`,
    [period, parts?.map(({ id }) => id) ?? null],
  );
  const cells = new Map<string, ExactRow[]>();
  for (const row of rows) {
    const key = `${row.part}|${row.cuboid}|${keyText(row)}`;
    const own = cells.get(key);
    const { vendor, unit, n, sum, x1, x2, expanded, lateX1 } = row;
    const keySum = BigInt(row.keySum);
    const exact = { vendor, unit, n, sum, x1, x2, keySum, expanded, lateX1 };
    if (own) own.push(exact);
    else cells.set(key, [exact]);
  }
  return new ExactCells(cells);
}

/** What one cell of a part is called in them. */
const exactKey = ({ id }: Part, cuboid: string, key: CellPlace): string =>
  `${id}|${cuboid}|${keyText(key)}`;
