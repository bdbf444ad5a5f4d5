import {
  Dictionary,
  Field,
  FixedSizeBinary,
  Int16,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  vectorFromArray,
  type Data,
} from 'apache-arrow';
import type { Column } from '../tally/columns.js';

/**
 * Arrow IPC stream of one record batch, or of the schema alone where there is no row. Text columns
 * are dictionary-encoded with the column's place as dictionary id, so that the bytes depend on the
 * rows only.
 */
export function encode(columns: readonly Column[]): Uint8Array {
  const datas = columns.map(toData);
  const fields = columns.map((column, i) => new Field(column.name, datas[i]!.type, false));
  const schema = new Schema(fields);
  const writer = new RecordBatchStreamWriter();
  writer.reset(undefined, schema);
  const length = datas[0]?.length ?? 0;
  if (length > 0) {
    const struct = new Struct(fields);
    writer.write(
      new RecordBatch(schema, makeData({ type: struct, length, nullCount: 0, children: datas })),
    );
  }
  writer.finish();
  return writer.toUint8Array(true);
}

function toData(column: Column, id: number): Data {
  switch (column.kind) {
    case 'binary16':
      return makeData({
        type: new FixedSizeBinary(16),
        length: column.values.length / 16,
        nullCount: 0,
        data: column.values,
      });
    case 'int64':
      return makeData({
        type: new Int64(),
        length: column.values.length,
        nullCount: 0,
        data: column.values,
      });
    case 'int32':
      return makeData({
        type: new Int32(),
        length: column.values.length,
        nullCount: 0,
        data: column.values,
      });
    case 'text':
      return makeData({
        type: new Dictionary(new Utf8(), new Int16(), id),
        length: column.codes.length,
        nullCount: 0,
        data: column.codes,
        dictionary: vectorFromArray([...column.words], new Utf8()),
      });
  }
}
