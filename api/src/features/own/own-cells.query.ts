import { byCategory, type OwnCell } from '@vigie/contract';
import { categoryColumn, ownCell as cell } from '@vigie/warehouse/schema';
import { sql } from 'drizzle-orm';
import { type OwnCellsReading } from '../../access/own-cells.js';
import { askedCells } from '../series/asked-cells.js';
import { type OwnQuestion } from './own-question.js';

/** Rows of the vendor that the reading names, sorted by code point. */
export async function ownCells(db: OwnCellsReading, question: OwnQuestion): Promise<OwnCell[]> {
  const { measure, cuboid } = question;
  return db
    .select({
      period: cell.period,
      territory: cell.territory,
      ...byCategory((id) => sql<string | null>`nullif(${sql.identifier(categoryColumn(id))}, '')`),
      value: cell.value,
      numerator: cell.numerator,
      denominator: cell.denominator,
      state: cell.reason,
      provisional: cell.provisional,
      errata: cell.errata,
      release: sql<string | null>`nullif(${cell.release}, '')`,
      bin: cell.bin,
      bins: cell.bins,
    })
    .from(cell)
    .where(askedCells(cell, { ...question, measure: measure.id, cuboid: cuboid.id }))
    .orderBy(
      ...[cell.period, cell.territory, cell.sector, cell.generation, cell.release].map(
        (column) => sql`${column} collate "C"`,
      ),
    );
}
