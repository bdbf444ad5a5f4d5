import { createHash } from 'node:crypto';
import type { Batch, Column } from '../pipeline/decode.js';
import { commonColumns, type ColumnType, type StreamDeclaration } from '../pipeline/stream.js';
import type { HeldRow } from './held.query.js';

/**
 * Rows that were put aside, as a page of their own. A row put aside when it arrived has the columns
 * of the feed; one that contradicts what stands has those of the table.
 */
export function batchOf(stream: StreamDeclaration, rows: readonly HeldRow['row'][]): Batch {
  const given = rows.map(asInFeed);
  const columns = new Map<string, Column>(
    [...commonColumns, ...stream.columns].map(({ name, type }) => [
      name,
      columnOf(
        type,
        given.map((row) => String(row[name] ?? '')),
      ),
    ]),
  );
  return { rows: rows.length, columns, unknownColumns: [] };
}

function asInFeed(row: HeldRow['row']): HeldRow['row'] {
  const { deleted, ...rest } = row;
  const op = rest['op'] ?? (deleted === true ? 'delete' : 'upsert');
  // A table with a key of its own keeps no id: its content stands for it.
  const id = rest['row_id'] ?? createHash('sha256').update(JSON.stringify(row)).digest('hex');
  return { ...rest, op, row_id: id };
}

function columnOf(type: ColumnType, values: readonly string[]): Column {
  switch (type) {
    case 'text':
    case 'date': {
      const distinct = [...new Set(values)];
      const places = new Map(distinct.map((value, place) => [value, place]));
      const index = Int32Array.from(values, (value) => places.get(value) ?? 0);
      return { type, values: distinct, index };
    }
    case 'int4':
      return { type, values: Int32Array.from(values, Number) };
    case 'int8':
      return { type, values: BigInt64Array.from(values, (value) => BigInt(value || 0)) };
    case 'uuid':
      return { type, values: Buffer.concat(values.map(idBytes)) };
  }
}

const idBytes = (text: string): Buffer =>
  Buffer.concat([Buffer.from(text.replaceAll('-', ''), 'hex'), Buffer.alloc(16)]).subarray(0, 16);
