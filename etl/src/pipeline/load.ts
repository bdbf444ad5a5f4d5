import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Grain, Month } from '../calendar/calendar.js';
import { encodeBinaryCopy, type CopyColumn } from './binary-copy.js';
import type { Batch } from './decode.js';
import type { StreamDeclaration } from './stream.js';
import { rowValues, type Fault } from './validate.js';

export interface LoadedRows {
  applied: number;
  duplicate: number;
  /** Rows of a revision already held, with another content: put aside. */
  conflicting: StagedRow[];
}

type StagedRow = Record<string, unknown>;

/** Name of the partition that a stream's month lives in. */
export const partitionName = (stream: string, month: Month): string =>
  `ingest.${stream}_${month.replace('-', '_')}`;

/**
 * Writes the good rows of a page, inside the caller's transaction.
 *
 * The highest revision of each row wins; an equal one counts as a duplicate, or as a conflict if
 * its content differs. An archive page comes once (the ledger sees to that), so its rows are
 * copied straight in; a journal brings redeliveries and corrections, so its rows are staged and
 * merged.
 */
export async function load(
  client: pg.ClientBase,
  stream: StreamDeclaration,
  part: { month: Month; grain: Grain },
  batch: Batch,
  faults: readonly Fault[],
): Promise<LoadedRows> {
  const { names, columns } = warehouseColumns(stream, part.month, batch);
  const good = goodRows(batch, faults);
  const { rows, conflicting: within } = onceEach(batch, good);
  if (stream.target.kind === 'partitioned' && part.grain === 'month') {
    await copy(client, partitionName(stream.name, part.month), names, columns, rows);
    const duplicate = good.length - rows.length - within.length;
    return { applied: rows.length, duplicate, conflicting: within };
  }
  const { target, key } = mergeTarget(stream, part.month);
  await client.query(`CREATE TEMP TABLE stage (LIKE ${target}) ON COMMIT DROP`);
  await copy(client, 'stage', names, columns, rows);
  const { applied, left } = await merge(client, target, key, names);
  const against = left.length === 0 ? [] : await conflicts(client, target, key, left);
  await client.query('DROP TABLE stage');
  const conflicting = [...within, ...against];
  return { applied, duplicate: good.length - conflicting.length - applied, conflicting };
}

/** Merges the staged rows into their target; `left` are those that it did not take. */
async function merge(
  client: pg.ClientBase,
  target: string,
  key: readonly string[],
  names: readonly string[],
): Promise<{ applied: number; left: StagedRow[] }> {
  const keys = key.join(', ');
  const all = names.map(quoted).join(', ');
  const others = names.filter((name) => !key.includes(name)).map(quoted);
  const { rows } = await client.query<{ row: StagedRow | null; applied: number }>(
    `WITH merged AS (
       INSERT INTO ${target} AS t (${all}) SELECT ${all} FROM stage
       ON CONFLICT (${keys}) DO UPDATE SET ${others.map((n) => `${n} = excluded.${n}`).join(', ')}
       WHERE excluded.revision > t.revision
       RETURNING ${key.map((name) => `t.${name}`).join(', ')}
     )
     SELECT NULL AS row, count(*) AS applied FROM merged
     UNION ALL
     SELECT to_jsonb(s), 0 FROM stage s WHERE NOT EXISTS (
       SELECT FROM merged m WHERE ${key.map((n) => `m.${n} = s.${n}`).join(' AND ')})`,
  );
  return {
    applied: rows.find(({ row }) => row === null)?.applied ?? 0,
    left: rows.flatMap(({ row }) => (row === null ? [] : [row])),
  };
}

/** Of the rows left over, those whose revision the target holds with another content. */
async function conflicts(
  client: pg.ClientBase,
  target: string,
  key: readonly string[],
  left: readonly StagedRow[],
): Promise<StagedRow[]> {
  const { rows } = await client.query<{ row: StagedRow }>(
    `SELECT l.row FROM jsonb_array_elements($1::jsonb) AS l(row)
     CROSS JOIN LATERAL jsonb_populate_record(NULL::${target}, l.row) AS s
     JOIN ${target} t ON ${key.map((name) => `t.${name} = s.${name}`).join(' AND ')}
     WHERE t.revision = s.revision AND to_jsonb(t) <> l.row`,
    [JSON.stringify(left)],
  );
  return rows.map(({ row }) => row);
}

/** Keeps the rows that were not applied, each with its reason, for a later replay. */
export async function quarantine(
  client: pg.ClientBase,
  page: { id: number; stream: string; month: Month },
  batch: Batch,
  faults: readonly Fault[],
  conflicting: LoadedRows['conflicting'],
): Promise<void> {
  const put = (reason: string, field: string | null, row: unknown) =>
    client.query(
      `INSERT INTO ingest.quarantine (page, stream, month, reason, field, row)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [page.id, page.stream, page.month, reason, field, JSON.stringify(row)],
    );
  for (const fault of faults) await put(fault.reason, fault.field, rowValues(batch, fault.row));
  for (const row of conflicting) await put('revision_conflict', 'revision', row);
}

function mergeTarget(stream: StreamDeclaration, month: Month): { target: string; key: string[] } {
  return stream.target.kind === 'keyed'
    ? { target: stream.target.table, key: [...stream.target.key] }
    : {
        target: partitionName(stream.name, month),
        key: ['row_id', stream.target.distribution],
      };
}

/** Some counts have the names of keywords. */
const quoted = (name: string): string => `"${name}"`;

/** The columns of the warehouse's row, in the order they are written. */
function warehouseColumns(stream: StreamDeclaration, month: Month, batch: Batch) {
  const named: [string, CopyColumn][] = [];
  const take = (name: string): void => {
    const column = batch.columns.get(name);
    if (!column) throw new TypeError(`the page has no column ${name}`);
    named.push([name, column]);
  };
  if (stream.target.kind === 'partitioned') {
    named.push(['month', { type: 'constant', value: month }]);
    take('row_id');
  }
  take('period');
  take('revision');
  const op = batch.columns.get('op');
  if (op?.type !== 'text') throw new TypeError('the page has no column op');
  named.push(['deleted', { type: 'equals', column: op, value: 'delete' }]);
  for (const column of stream.columns) take(column.name);
  return { names: named.map(([name]) => name), columns: named.map(([, column]) => column) };
}

function goodRows(batch: Batch, faults: readonly Fault[]): Int32Array {
  const bad = new Set(faults.map((fault) => fault.row));
  const rows = new Int32Array(batch.rows - bad.size);
  let at = 0;
  for (let row = 0; row < batch.rows; row += 1) {
    if (!bad.has(row)) {
      rows[at] = row;
      at += 1;
    }
  }
  return rows;
}

/** Each row_id of a page once: its highest revision, or the first of several that are alike. */
function onceEach(batch: Batch, rows: Int32Array): { rows: Int32Array; conflicting: StagedRow[] } {
  const ids = batch.columns.get('row_id');
  const revisions = batch.columns.get('revision');
  if (ids?.type !== 'uuid' || revisions?.type !== 'int4') throw new TypeError('no row_id');
  const bytes = Buffer.from(ids.values.buffer, ids.values.byteOffset, ids.values.byteLength);
  const held = new Map<string, number>();
  const conflicting: StagedRow[] = [];
  for (const row of rows) {
    const id = bytes.toString('latin1', row * 16, row * 16 + 16);
    const before = held.get(id);
    const newer = (revisions.values[row] ?? 0) - (revisions.values[before ?? row] ?? 0);
    if (before === undefined || newer > 0) held.set(id, row);
    else if (newer === 0) {
      const [one, other] = [rowValues(batch, before), rowValues(batch, row)];
      if (JSON.stringify(one) !== JSON.stringify(other)) conflicting.push(other);
    }
  }
  return { rows: Int32Array.from(held.values()), conflicting };
}

async function copy(
  client: pg.ClientBase,
  table: string,
  names: readonly string[],
  columns: readonly CopyColumn[],
  rows: Int32Array,
): Promise<void> {
  const sink = client.query(
    copyFrom(`COPY ${table} (${names.map(quoted).join(', ')}) FROM STDIN (FORMAT binary)`),
  );
  await pipeline(Readable.from(encodeBinaryCopy(columns, rows)), sink);
}
