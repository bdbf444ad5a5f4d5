import { measures } from '@vigie/seeds/catalogue';
import { keyColumns } from '../cells/frame.js';
import { partsOf } from '../cells/made-of.js';
import type pg from 'pg';

/** Each measure beside each part that it is made of. Quantiles are means of vendors: left alone. */
const madeOf = measures
  .filter(({ kind }) => kind !== 'quantile')
  .flatMap((measure) => partsOf(measure).map((part) => ({ measure: measure.id, part: part.id })));
const own = ['cuboid', 'period', 'territory', ...keyColumns];

/** Open cells whose exact counterpart changed after it was final, and which do not say so yet. */
const changed = `published.cell c
  JOIN unnest($1::text[], $2::text[]) AS m(measure, part) ON m.measure = c.measure
  JOIN mart.erratum e ON e.part = m.part
   AND ${own.map((name) => `e.${name} = c.${name}`).join(' AND ')}
  WHERE c.valid_to IS NULL AND NOT c.errata AND c.publication = 3`;
const lists = [madeOf.map(({ measure }) => measure), madeOf.map(({ part }) => part)];

export async function hasErrata(client: pg.ClientBase): Promise<boolean> {
  const { rows: some } = await client.query<{ some: boolean }>(
    'SELECT EXISTS (SELECT FROM mart.erratum) AS some',
  );
  // Most nights there is none, and nothing to look through.
  if (!some[0]?.some) return false;
  const { rows } = await client.query<{ due: boolean }>(
    `SELECT EXISTS (SELECT FROM ${changed}) AS due`,
    lists,
  );
  return rows[0]?.due ?? false;
}

/** Flags what was published of them: the value stays, until an operator publishes a fourth time. */
export async function flagErrata(client: pg.ClientBase, vintage: number): Promise<number> {
  const columns = [
    'measure',
    ...own,
    'value',
    'numerator',
    'denominator',
    'reason',
    'provisional',
    'publication',
  ];
  const { rowCount } = await client.query(
    `WITH closed AS (
       UPDATE published.cell p SET valid_to = $3
       FROM (SELECT DISTINCT c.* FROM ${changed}) AS due
       WHERE p.measure = due.measure AND p.valid_to IS NULL
         AND ${own.map((name) => `p.${name} = due.${name}`).join(' AND ')}
       RETURNING ${columns.map((name) => `p.${name}`).join(', ')})
     INSERT INTO published.cell (${columns.join(', ')}, errata, valid_from)
     SELECT ${columns.join(', ')}, true, $3 FROM closed`,
    [...lists, vintage],
  );
  return rowCount ?? 0;
}
