import {
  byCategory,
  type CategoryId,
  categoryIds,
  cellFigureShape,
  type Change,
} from '@vigie/contract';
import { categoryColumn } from '@vigie/warehouse/schema';
import { and, inArray, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Scope } from '../../access/scope.js';
import { mayReadCuboid } from '../measures/declaration.js';
import { type Question } from '../series/question.js';

/** Two editions to compare. */
export interface Comparison {
  /** What is asked, in the edition of arrival. */
  question: Question;
  /** Edition of departure, or the one that stood before it where it was withdrawn. */
  from: number;
  /** The edition of departure where it was withdrawn. */
  withdrawn: number | null;
}

/** A cell that differs, and the editions in which its sides were computed. */
export type ChangedCell = Omit<Change, 'cause'> & {
  withdrawn: boolean;
  computedBefore: number | null;
  computedAfter: number | null;
};

export type Place = Pick<Change, 'period' | 'territory' | CategoryId>;

/** One page of what differs, in the order of a series, beginning after `last`. */
export async function changedCells(
  scope: Scope,
  comparison: Comparison,
  last: Place | null,
  limit: number,
): Promise<ChangedCell[]> {
  const rows = await scope.db.execute(
    sql`${differences(scope, comparison, last?.period)}
      ${last === null ? sql`` : sql`AND ${follows(last)}`}
      ORDER BY period, ${position} LIMIT ${limit}`,
  );
  return z
    .array(rowShape)
    .parse([...rows])
    .map(fromRow);
}

/** How many cells differ. */
export async function changedCellCount(scope: Scope, comparison: Comparison): Promise<number> {
  const [row] = await scope.db.execute<{ cells: number }>(
    sql`SELECT count(*)::int AS cells FROM (${differences(scope, comparison)}) AS changed`,
  );
  return row?.cells ?? 0;
}

const columns = ['territory', ...categoryIds.map(categoryColumn)];
const names = sql.raw(['period', ...columns].join(', '));
/** The order does not depend on the collation of the database. */
const position = sql.raw(columns.map((name) => `${name} COLLATE "C"`).join(', '));
/** What an edition says of a cell, less whether it may still change. */
const said = ['value', 'numerator', 'denominator', 'reason', 'errata'];
const saidBy = (side: string): SQL => sql.raw(said.map((name) => `${side}.${name}`).join(', '));

/** Cells whose sides differ, or that a withdrawn edition had published. */
function differences(scope: Scope, { question, from, withdrawn }: Comparison, first?: string): SQL {
  const kept = keptBy(scope, question, first);
  return sql`
    WITH before AS (${sideOf(from, kept)}), after AS (${sideOf(question.edition, kept)}),
      gone AS (SELECT ${names}, true AS here FROM published.cell c
               WHERE ${kept} AND c.valid_from = ${withdrawn}::int)
    SELECT ${names}, coalesce(gone.here, false) AS withdrawn,
      to_jsonb(before) AS before, to_jsonb(after) AS after
    FROM before FULL JOIN after USING (${names}) FULL JOIN gone USING (${names})
    WHERE (gone.here OR (${saidBy('before')}) IS DISTINCT FROM (${saidBy('after')}))`;
}

/** The cells of an edition; a flag set on one later does not make it computed anew. */
const sideOf = (edition: number, kept: SQL): SQL => sql`
  SELECT ${names}, c.value, c.numerator, c.denominator, c.reason, c.provisional, c.errata,
    coalesce(p.vintage, c.valid_from) AS computed
  FROM published.cell c
  LEFT JOIN published.publication p USING (measure, cuboid, period, publication)
  WHERE ${kept} AND c.valid_from <= ${edition} AND (c.valid_to IS NULL OR c.valid_to > ${edition})`;

function keptBy({ role }: Scope, question: Question, first?: string): SQL {
  const { declaration, cuboid, period, territories, filters } = question;
  // The question was checked when it was understood; a query does not take that on trust.
  if (!mayReadCuboid(role, cuboid.id)) throw new Error(`${role} may not read ${cuboid.id}`);
  const all = and(
    sql`measure = ${declaration.id} AND cuboid = ${cuboid.id}`,
    first === undefined ? undefined : sql`period >= ${first}`,
    period.from === null ? undefined : sql`period >= ${period.from}`,
    period.to === null ? undefined : sql`period <= ${period.to}`,
    territories === null ? undefined : inArray(sql`c.territory`, [...territories]),
    ...categoryIds.map((id) => {
      const values = filters[id];
      return values && inArray(sql.raw(`c.${categoryColumn(id)}`), [...values]);
    }),
  );
  if (all === undefined) throw new Error('a question keeps a measure and a cuboid at least');
  return all;
}

function follows(last: Place): SQL {
  const values = [last.territory, ...categoryIds.map((id) => last[id] ?? '')];
  const there = sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );
  return sql`(period > ${last.period} OR (${position}) > (${there}))`;
}

const sideShape = cellFigureShape
  .omit({ state: true })
  .extend({ reason: z.string(), computed: z.int() })
  .nullable();

const rowShape = z
  .object({
    period: z.string(),
    territory: z.string(),
    withdrawn: z.boolean(),
    before: sideShape,
    after: sideShape,
  })
  .catchall(z.string());
type Row = z.infer<typeof rowShape>;

function fromRow(row: Row): ChangedCell {
  const { period, territory, withdrawn, before, after } = row;
  return {
    period,
    territory,
    ...byCategory((id) => (row[categoryColumn(id)] as string) || null),
    // What a withdrawn edition said is told no more, nor what it had replaced.
    before: withdrawn ? null : told(before),
    after: told(after),
    withdrawn,
    computedBefore: before?.computed ?? null,
    computedAfter: after?.computed ?? null,
  };
}

function told(side: z.infer<typeof sideShape>): Change['before'] {
  if (side === null) return null;
  const { reason, computed: _, ...figure } = side;
  return { ...figure, state: reason };
}
