import { byCategory, type CategoryId, categoryIds, type Cell, cellShape } from '@vigie/contract';
import { publishedCell as cell } from '@vigie/warehouse/schema';
import { and, count, gt, gte, inArray, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Scope } from '../../access/scope.js';
import { mayReadCuboid } from '../measures/declaration.js';
import { askedCells } from './asked-cells.js';
import { type Question } from './question.js';

/**
 * One page of the answer, in code-point order of period, territory and categories as the catalogue
 * lists them, beginning after `last`. Pages are short queries on their own, so that a slow reader holds
 * no connection; all of them see the one edition of the question.
 */
export async function publishedCells(
  scope: Scope,
  question: Question,
  last: Cell | null,
  limit: number,
): Promise<Cell[]> {
  const query = scope.db
    .select({
      period: cell.period,
      territory: cell.territory,
      ...byCategory((id) => sql`nullif(${columns[id]}, '')`.as(id)),
      value: cell.value,
      numerator: cell.numerator,
      denominator: cell.denominator,
      state: sql`${cell.reason}`.as('state'),
      provisional: cell.provisional,
      errata: cell.errata,
    })
    .from(cell)
    .where(and(asked(scope, question), last === null ? undefined : follows(last)))
    .orderBy(cell.period, ...position)
    .limit(limit);
  // As the driver gives them: to be mapped once more, field by field, costs more than the query.
  return pageShape.parse(await scope.db.execute(query.getSQL()));
}

const pageShape = z.array(cellShape);

/** How many cells the whole answer has. */
export async function publishedCellCount(scope: Scope, question: Question): Promise<number> {
  const [row] = await scope.db.select({ cells: count() }).from(cell).where(asked(scope, question));
  return row?.cells ?? 0;
}

/** Column of each category. What a cell does not cross is an empty text there, null in an answer. */
const columns = {
  sector: cell.sector,
  generation: cell.generation,
  age_band: cell.ageBand,
  irritant: cell.irritant,
  channel: cell.channel,
  // The column `reason` is the state of the cell.
  reason: cell.motive,
  lever: cell.lever,
  profession: cell.profession,
  document_type: cell.documentType,
  detail: cell.detail,
} as const satisfies Record<CategoryId, unknown>;

/**
 * The order does not depend on the collation of the database. The period needs none: within a
 * cuboid all periods have one form, so any collation orders them alike, and left alone it reads
 * the index from the period of the last row on.
 */
const position = [cell.territory, ...categoryIds.map((id) => columns[id])].map(
  (column) => sql`${column} collate "C"`,
);

function follows(last: Cell): SQL | undefined {
  const values = [last.territory, ...categoryIds.map((id) => last[id] ?? '')];
  const here = sql.join(position, sql`, `);
  const there = sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );
  return and(
    gte(cell.period, last.period),
    or(gt(cell.period, last.period), sql`(${here}) > (${there})`),
  );
}

function asked({ role }: Scope, question: Question): SQL | undefined {
  const { declaration, cuboid, filters } = question;
  // The question was checked when it was understood; a query does not take that on trust.
  if (!mayReadCuboid(role, cuboid.id)) throw new Error(`${role} may not read ${cuboid.id}`);
  return and(
    askedCells(cell, { ...question, measure: declaration.id, cuboid: cuboid.id }),
    ...categoryIds.map((id) => filters[id] && inArray(columns[id], [...filters[id]])),
  );
}
