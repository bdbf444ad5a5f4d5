import type pg from 'pg';
import type { CellRow } from '../cells/cell-row.js';
import { keyColumns } from '../cells/frame.js';
import type { Due } from './due.query.js';

const rowsPerStatement = 5_000;

/** Columns with their types, in the order of the parameters. */
const columns: readonly (readonly [name: string, type: string])[] = [
  ...['measure', 'cuboid', 'period', 'territory', ...keyColumns].map(
    (name) => [name, 'text'] as const,
  ),
  ['value', 'float8'],
  ['numerator', 'float8'],
  ['denominator', 'float8'],
  ['reason', 'text'],
  ['provisional', 'bool'],
  ['errata', 'bool'],
  ['publication', 'int2'],
  ['valid_from', 'int4'],
];
const insert = `INSERT INTO published.cell (${columns.map(([name]) => name).join(', ')})
  SELECT * FROM unnest(${columns.map(([, type], n) => `$${n + 1}::${type}[]`).join(', ')})`;

/** Appends published rows, a few thousand per statement. */
export async function insertCells(client: pg.ClientBase, rows: Iterable<CellRow>): Promise<void> {
  let chunk: CellRow[] = [];
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length < rowsPerStatement) continue;
    await insertChunk(client, chunk);
    chunk = [];
  }
  if (chunk.length > 0) await insertChunk(client, chunk);
}

async function insertChunk(client: pg.ClientBase, chunk: readonly CellRow[]): Promise<void> {
  const column = <T>(pick: (row: CellRow) => T): T[] => chunk.map(pick);
  await client.query(insert, [
    column((row) => row.measure),
    column((row) => row.cuboid),
    column((row) => row.period),
    column((row) => row.territory),
    ...keyColumns.map((name) => column((row) => row[name])),
    column((row) => row.value),
    column((row) => row.numerator),
    column((row) => row.denominator),
    column((row) => row.reason),
    column((row) => row.provisional),
    column((row) => row.errata),
    column((row) => row.publication),
    column((row) => row.validFrom),
  ]);
}

/** In which edition, and of which period, something is written. */
interface Written {
  readonly period: string;
  readonly vintage: number;
}

/** Closes what readers see of what is published anew: the next edition shows other rows in its place. */
export async function closeCells(
  client: pg.ClientBase,
  { period, vintage }: Written,
  due: readonly Due[],
): Promise<void> {
  await client.query(
    `UPDATE published.cell c SET valid_to = $1
     FROM unnest($3::text[], $4::text[]) AS d(measure, cuboid)
     WHERE c.valid_to IS NULL AND c.period = $2 AND c.measure = d.measure AND c.cuboid = d.cuboid`,
    [vintage, period, due.map((d) => d.measure.id), due.map((d) => d.cuboid.id)],
  );
}

/** Notes which publication each measure's cuboid has reached; of a fourth, who asked for it and why. */
export async function insertPublications(
  client: pg.ClientBase,
  { period, vintage }: Written,
  due: readonly Due[],
  asked?: { readonly askedBy: string; readonly because: string },
): Promise<void> {
  await client.query(
    `INSERT INTO published.publication
       (measure, cuboid, period, publication, vintage, asked_by, because)
     SELECT d.measure, d.cuboid, $2, d.publication, $1, $6, $7
     FROM unnest($3::text[], $4::text[], $5::int2[]) AS d(measure, cuboid, publication)`,
    [
      vintage,
      period,
      due.map((d) => d.measure.id),
      due.map((d) => d.cuboid.id),
      due.map((d) => d.publication),
      asked?.askedBy ?? null,
      asked?.because ?? null,
    ],
  );
}
