import type pg from 'pg';
import type { Day, Month } from '../calendar/calendar.js';
import { partitionName } from '../ledger/partition.query.js';
import { inActorOrder } from './actor-order.js';
import type { Admitted, HeldRow } from './admit.js';
import { encodeBinaryCopy, type CopyColumn } from './binary-copy.js';
import { copyIn } from './copy-in.js';
import type { Batch } from './decode.js';
import { freshRows } from './fresh-rows.js';
import type { StreamDeclaration } from './stream.js';
import { rowValues, type Fault } from './validate.js';

export interface LoadedRows {
  applied: number;
  duplicate: number;
  /** Rows of a revision already held, with another content: put aside. */
  conflicting: readonly HeldRow[];
}

/** Where rows go. */
export interface Destination {
  stream: StreamDeclaration;
  month: Month;
  /** Feed day that they count as taken on; an archive's came before all that was published. */
  takenOn?: Day;
}

/**
 * Merges the admitted rows of a page into what stands, inside the caller's transaction: the highest
 * revision of each row wins; an equal one counts as a duplicate, or as a conflict if its content
 * differs.
 */
export async function mergeRows(
  client: pg.ClientBase,
  into: Destination,
  batch: Batch,
  { rows, conflicting: within, duplicate }: Admitted,
): Promise<LoadedRows> {
  const { names, columns } = warehouseColumns(into, batch);
  const { target, key } = mergeTarget(into);
  const isNew = await copyFresh(client, into, batch, rows);
  const staged = isNew?.others ?? rows;
  const copied = rows.length - staged.length;
  if (staged.length === 0) return { applied: copied, duplicate, conflicting: within };
  await client.query(
    `DROP TABLE IF EXISTS pg_temp.stage; CREATE TEMP TABLE stage (LIKE ${target}) ON COMMIT DROP`,
  );
  await copy(client, 'stage', names, columns, staged);
  const { applied, against } = await merge(client, target, key, names);
  return {
    applied: copied + applied,
    duplicate: duplicate + staged.length - applied - against.length,
    conflicting: [...within, ...against],
  };
}

/** Fewer rows than this are not worth a try. */
const worthATry = 500;
const uniqueViolation = '23505';

/**
 * Copies the rows that have most likely never come before straight into their partition, which costs
 * a third of a merge; its key tells when one of them had.
 * @returns the rows that are left; undefined where nothing was copied
 */
async function copyFresh(
  client: pg.ClientBase,
  into: Destination,
  batch: Batch,
  rows: Int32Array,
): Promise<{ others: Int32Array } | undefined> {
  if (into.stream.target.kind !== 'partitioned') return undefined;
  const { fresh, others } = freshRows(batch, rows);
  if (fresh.length < worthATry) return undefined;
  const actors = batch.columns.get('actor');
  // In the order of the key, so that they go in side by side.
  const ordered = actors?.type === 'uuid' ? inActorOrder(actors.values, fresh) : fresh;
  await client.query('SAVEPOINT fresh');
  try {
    await copyRows(client, into, batch, ordered);
    await client.query('RELEASE SAVEPOINT fresh');
    return { others };
  } catch (error) {
    if ((error as { code?: string }).code !== uniqueViolation) throw error;
    await client.query('ROLLBACK TO SAVEPOINT fresh');
    return undefined;
  }
}

/** Copies rows that come once, as those of an archive page, straight into their partition. */
export async function copyRows(
  client: pg.ClientBase,
  into: Destination,
  batch: Batch,
  rows: Int32Array,
): Promise<void> {
  const { names, columns } = warehouseColumns(into, batch);
  await copy(client, partitionName(into.stream.name, into.month), names, columns, rows);
}

/**
 * Merges the staged rows into their target; `against` are those that it holds in the same revision
 * with another content. Few are left over, so each of them is looked up by its key.
 */
async function merge(
  client: pg.ClientBase,
  target: string,
  key: readonly string[],
  names: readonly string[],
): Promise<{ applied: number; against: HeldRow[] }> {
  const keys = key.join(', ');
  const all = names.map(quoted).join(', ');
  const others = names.filter((name) => !key.includes(name)).map(quoted);
  const same = (one: string, other: string): string =>
    key.map((name) => `${one}.${name} = ${other}.${name}`).join(' AND ');
  const { rows } = await client.query<{ applied: number; against: HeldRow[] | null }>(
    `WITH merged AS (
       INSERT INTO ${target} AS t (${all}) SELECT ${all} FROM stage ORDER BY ${keys}
       ON CONFLICT (${keys}) DO UPDATE SET ${others.map((n) => `${n} = excluded.${n}`).join(', ')}
       WHERE excluded.revision > t.revision
       RETURNING ${key.map((name) => `t.${name}`).join(', ')}
     ), left_over AS MATERIALIZED (
       SELECT * FROM stage s WHERE NOT EXISTS (SELECT FROM merged m WHERE ${same('m', 's')})
     )
     SELECT (SELECT count(*) FROM merged) AS applied,
       (SELECT jsonb_agg(to_jsonb(l) - 'taken_on') FROM left_over l CROSS JOIN LATERAL (
          SELECT t.revision, to_jsonb(t) - 'taken_on' AS held FROM ${target} t
          WHERE ${same('t', 'l')} LIMIT 1) AS h
        WHERE h.revision = l.revision AND h.held <> to_jsonb(l) - 'taken_on') AS against`,
  );
  const [merged] = rows;
  return { applied: merged?.applied ?? 0, against: merged?.against ?? [] };
}

/** Keeps the rows that were not applied, each with its reason, for a later replay. */
export async function quarantine(
  client: pg.ClientBase,
  page: { id: number; stream: string; month: Month },
  batch: Batch,
  faults: readonly Fault[],
  conflicting: readonly HeldRow[],
): Promise<void> {
  const held = [
    ...faults.map(({ reason, field, row }) => ({ reason, field, row: rowValues(batch, row) })),
    ...conflicting.map((row) => ({ reason: 'revision_conflict', field: 'revision', row })),
  ];
  if (held.length === 0) return;
  await client.query(
    `INSERT INTO ingest.quarantine (page, stream, month, reason, field, row)
     SELECT $1, $2, $3, h.* FROM jsonb_to_recordset($4) AS h(reason text, field text, row jsonb)`,
    [page.id, page.stream, page.month, JSON.stringify(held)],
  );
}

function mergeTarget({ stream, month }: Destination): { target: string; key: string[] } {
  return stream.target.kind === 'keyed'
    ? { target: stream.target.table, key: [...stream.target.key] }
    : {
        target: partitionName(stream.name, month),
        key: [stream.target.distribution, 'row_id'],
      };
}

/** Some counts have the names of keywords. */
const quoted = (name: string): string => `"${name}"`;

/** The columns of the warehouse's row, in the order they are written. */
function warehouseColumns({ stream, month, takenOn }: Destination, batch: Batch) {
  const named: [string, CopyColumn][] = [];
  const take = (name: string): void => {
    const column = batch.columns.get(name);
    if (!column) throw new TypeError(`the page has no column ${name}`);
    named.push([name, column]);
  };
  if (stream.target.kind === 'partitioned') {
    named.push(['month', { type: 'constant', value: month }]);
    take('row_id');
    if (takenOn) named.push(['taken_on', { type: 'constant', value: takenOn, of: 'date' }]);
  }
  take('period');
  take('revision');
  const op = batch.columns.get('op');
  if (op?.type !== 'text') throw new TypeError('the page has no column op');
  named.push(['deleted', { type: 'equals', column: op, value: 'delete' }]);
  for (const column of stream.columns) take(column.name);
  return { names: named.map(([name]) => name), columns: named.map(([, column]) => column) };
}

async function copy(
  client: pg.ClientBase,
  table: string,
  names: readonly string[],
  columns: readonly CopyColumn[],
  rows: Int32Array,
): Promise<void> {
  const statement = `COPY ${table} (${names.map(quoted).join(', ')}) FROM STDIN (FORMAT binary)`;
  await copyIn(client, statement, encodeBinaryCopy(columns, rows));
}
