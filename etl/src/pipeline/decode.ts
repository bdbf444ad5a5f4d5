import { tableFromIPC, Type, type DataType, type Table, type Vector } from 'apache-arrow';
import { BadPageError, type FeedPage } from '../feed/feed-client.js';
import { assertAnonymous } from '../identity/assert-anonymous.js';
import { redact } from '../identity/redact.js';
import { commonColumns, type ColumnDeclaration, type StreamDeclaration } from './stream.js';

/** A column of one page. Text is kept once per distinct value: `values[index[row]]`. */
export type Column =
  | { type: 'text' | 'date'; values: string[]; index: Int32Array }
  | { type: 'int4'; values: Int32Array }
  | { type: 'int8'; values: BigInt64Array }
  | { type: 'uuid'; values: Uint8Array };

/** The rows of one page, by column, as the stream declares them. */
export interface Batch {
  rows: number;
  columns: ReadonlyMap<string, Column>;
  /** Columns of the feed that the declaration does not know: read over, and worth a warning. */
  unknownColumns: string[];
}

/**
 * Reads a page's Arrow stream and holds it against the declaration.
 * @throws BadPageError for another schema, a missing column or a wrong count of rows
 * @throws IdentityFoundError where any column, known or not, holds an identity
 */
export function decode(page: FeedPage, stream: StreamDeclaration): Batch {
  if (page.schemaVersion !== stream.schemaVersion) {
    throw new BadPageError(
      'schema_version',
      `schema version ${page.schemaVersion} of ${stream.name}, expected ${stream.schemaVersion}`,
    );
  }
  const table = readTable(page.body);
  if (table.numRows !== page.rows) {
    throw new BadPageError('count', `${table.numRows} rows in the body, ${page.rows} announced`);
  }
  const declared = [...commonColumns, ...stream.columns];
  const columns = readColumns(table, declared, stream.name);
  assertAnonymous(stream.name, table, columns);
  const known = new Set([...declared.map((column) => column.name), ...(stream.ignored ?? [])]);
  return {
    rows: table.numRows,
    columns,
    unknownColumns: table.schema.names.map(String).filter((name) => !known.has(name)),
  };
}

function readColumns(
  table: Table,
  declared: readonly ColumnDeclaration[],
  stream: string,
): ReadonlyMap<string, Column> {
  const columns = new Map<string, Column>();
  try {
    for (const column of declared) {
      const vector = table.getChild(column.name);
      if (!vector) throw new BadPageError('schema', `the column ${column.name} is missing`);
      columns.set(column.name, read(vector, column));
    }
  } catch (error) {
    // An identity in place of a pseudonym is more than another schema.
    assertAnonymous(stream, table, columns);
    throw error;
  }
  return columns;
}

function readTable(body: Uint8Array): Table {
  try {
    return tableFromIPC(body);
  } catch (error) {
    throw new BadPageError(
      'arrow',
      `the body is not an Arrow stream: ${redact((error as Error).message)}`,
    );
  }
}

function read(vector: Vector, { name, type }: ColumnDeclaration): Column {
  if (vector.nullCount > 0) throw new BadPageError('schema', `the column ${name} holds nulls`);
  const { type: arrowType } = vector as Vector<DataType>;
  const id = arrowType.typeId;
  const wrong = () =>
    new BadPageError('schema', `the column ${name} is of Arrow type ${Type[id]}, expected ${type}`);
  switch (type) {
    case 'text':
    case 'date':
      if (id !== Type.Utf8 && id !== Type.Dictionary) throw wrong();
      return { type, ...readText(vector, id) };
    case 'int4': {
      const values = vector.toArray() as unknown;
      if (!(values instanceof Int32Array)) throw wrong();
      return { type, values };
    }
    case 'int8': {
      const values = vector.toArray() as unknown;
      if (!(values instanceof BigInt64Array)) throw wrong();
      return { type, values };
    }
    case 'uuid': {
      const width = (arrowType as { byteWidth?: number }).byteWidth;
      if (id !== Type.FixedSizeBinary || width !== 16) throw wrong();
      return { type, values: bytesOf(vector) };
    }
  }
}

function bytesOf(vector: Vector): Uint8Array {
  const chunks = vector.data.map((data) =>
    (data.values as Uint8Array).subarray(0, data.length * 16),
  );
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks);
}

/** A dictionary can hold what its column may not: a text that no check takes for one. */
const orHole = (value: string | null): string => value ?? '\ufffd';

function readText(vector: Vector, id: Type): { values: string[]; index: Int32Array } {
  const index = new Int32Array(vector.length);
  const [data] = vector.data;
  if (id === Type.Dictionary && vector.data.length === 1 && data?.dictionary) {
    // Arrow pads its buffers: what lies beyond the rows is no row.
    index.set((data.values as Int32Array).subarray(0, vector.length));
    return { values: Array.from(data.dictionary as Iterable<string | null>, orHole), index };
  }
  const values: string[] = [];
  const places = new Map<string, number>();
  for (let row = 0; row < vector.length; row += 1) {
    const value = vector.get(row) as string;
    let place = places.get(value);
    if (place === undefined) {
      place = values.push(value) - 1;
      places.set(value, place);
    }
    index[row] = place;
  }
  return { values, index };
}
