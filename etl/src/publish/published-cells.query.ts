import type pg from 'pg';
import type { CellKey } from './frame.js';
import type { ProtectedCell } from './protect.js';

/** One row of `published.cell`, before it is written. */
export interface CellRow extends CellKey, ProtectedCell {
  measure: string;
  cuboid: string;
  period: string;
  provisional: boolean;
  errata: boolean;
  publication: number;
  validFrom: number;
}

const rowsPerStatement = 5_000;

/** Appends published rows, a few thousand per statement. */
export async function insertCells(client: pg.ClientBase, rows: readonly CellRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const chunk = rows.slice(start, start + rowsPerStatement);
    const column = <T>(pick: (row: CellRow) => T): T[] => chunk.map(pick);
    await client.query(
      `INSERT INTO published.cell (measure, cuboid, period, territory, sector, generation, age_band,
         value, numerator, denominator, reason, provisional, errata, publication, valid_from)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
         $7::text[], $8::float8[], $9::float8[], $10::float8[], $11::text[], $12::bool[],
         $13::bool[], $14::int2[], $15::int4[])`,
      [
        column((row) => row.measure),
        column((row) => row.cuboid),
        column((row) => row.period),
        column((row) => row.territory),
        column((row) => row.sector),
        column((row) => row.generation),
        column((row) => row.age_band),
        column((row) => row.value),
        column((row) => row.numerator),
        column((row) => row.denominator),
        column((row) => row.reason),
        column((row) => row.provisional),
        column((row) => row.errata),
        column((row) => row.publication),
        column((row) => row.validFrom),
      ],
    );
  }
}
