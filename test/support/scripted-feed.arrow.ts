import { createHash } from 'node:crypto';
import {
  Dictionary,
  Field,
  FixedSizeBinary,
  Float64,
  Int16,
  Int32,
  Int64,
  makeData,
  makeVector,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  type Data,
} from 'apache-arrow';

/** How a scripted column travels; `float8` is what no stream agreed to. */
export interface ScriptedColumn {
  readonly name: string;
  readonly type: 'text' | 'date' | 'int4' | 'int8' | 'uuid' | 'float8';
}

/** One value: text may be given as the bytes themselves, so that bad ones can be sent. */
export type ScriptedValue = string | number | bigint | Uint8Array;
export type ScriptedRow = Readonly<Record<string, ScriptedValue>>;

/** A body with its digest, as the core seals it: one batch, text by dictionary, no nulls. */
export function seal(
  columns: readonly ScriptedColumn[],
  rows: readonly ScriptedRow[],
): { body: Uint8Array; rows: number; sha256: string } {
  const datas = columns.map((column, id) => toData(column, rows, id));
  const fields = columns.map((column, at) => new Field(column.name, datas[at]!.type, false));
  const schema = new Schema(fields);
  const writer = new RecordBatchStreamWriter();
  writer.reset(undefined, schema);
  if (rows.length > 0) {
    const type = new Struct(fields);
    const whole = makeData({ type, length: rows.length, nullCount: 0, children: datas });
    writer.write(new RecordBatch(schema, whole));
  }
  writer.finish();
  const body = writer.toUint8Array(true);
  return { body, rows: rows.length, sha256: createHash('sha256').update(body).digest('hex') };
}

function toData(column: ScriptedColumn, rows: readonly ScriptedRow[], id: number): Data {
  const { length } = rows;
  const values = rows.map((row) => {
    const value = row[column.name];
    if (value === undefined) throw new TypeError(`a row has no value of ${column.name}`);
    return value;
  });
  const plain = { length, nullCount: 0 };
  switch (column.type) {
    case 'int4':
      return makeData({ ...plain, type: new Int32(), data: Int32Array.from(values, Number) });
    case 'float8':
      return makeData({ ...plain, type: new Float64(), data: Float64Array.from(values, Number) });
    case 'int8':
      return makeData({
        ...plain,
        type: new Int64(),
        data: BigInt64Array.from(values, (value) => BigInt(value as number)),
      });
    case 'uuid':
      return makeData({
        ...plain,
        type: new FixedSizeBinary(16),
        data: Buffer.concat(values.map((value) => value as Uint8Array)),
      });
    case 'text':
    case 'date':
      return words(values, id);
  }
}

function words(values: readonly ScriptedValue[], id: number): Data {
  const places = new Map<string, number>();
  const encoded: Uint8Array[] = [];
  const codes = Int16Array.from(values, (value) => {
    const bytes = value instanceof Uint8Array ? value : Buffer.from(String(value));
    const key = Buffer.from(bytes).toString('latin1');
    let place = places.get(key);
    if (place === undefined) {
      place = encoded.push(bytes) - 1;
      places.set(key, place);
    }
    return place;
  });
  const offsets = new Int32Array(encoded.length + 1);
  encoded.forEach((bytes, at) => (offsets[at + 1] = offsets[at]! + bytes.length));
  const dictionary = makeData({
    type: new Utf8(),
    length: encoded.length,
    nullCount: 0,
    valueOffsets: offsets,
    data: Buffer.concat(encoded),
  });
  return makeData({
    type: new Dictionary(new Utf8(), new Int16(), id),
    length: values.length,
    nullCount: 0,
    data: codes,
    dictionary: makeVector(dictionary),
  });
}
