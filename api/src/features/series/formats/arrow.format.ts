import { type Cell, seriesColumns } from '@vigie/contract';
import {
  AsyncByteQueue,
  Field,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  RecordBatchStreamWriter,
  type RecordBatchWriter,
  Schema,
  Struct,
} from 'apache-arrow';
import { type AnswerHead } from './answer-head.js';
import { columnData, types } from './arrow-column.js';
import { columnTypes } from './columns.js';
import { metadataOf } from './metadata.js';
import { rowsOf, type SeriesRow, valuesOf } from './series-row.js';

/**
 * The Arrow IPC file format: it ends with a footer, so a file that was cut is refused by its
 * reader.
 */
export const toArrow = (
  head: AnswerHead,
  pages: AsyncIterable<Cell[]>,
): AsyncGenerator<Uint8Array> => written(new RecordBatchFileWriter(), head, pages);

/**
 * The Arrow IPC stream format, read while it comes. A reader does not see where a stream was cut between
 * two batches: the metadata say how many rows there are, and a broken answer breaks its connection.
 */
export const toArrowStream = (
  head: AnswerHead,
  pages: AsyncIterable<Cell[]>,
): AsyncGenerator<Uint8Array> => written(new RecordBatchStreamWriter(), head, pages);

/** One batch per page; the schema's metadata say how many rows there are and how to cite them. */
async function* written(
  writer: RecordBatchWriter,
  head: AnswerHead,
  pages: AsyncIterable<Cell[]>,
): AsyncGenerator<Uint8Array> {
  const schema = schemaOf(head);
  const rowOf = rowsOf(head);
  const sink = new ChunkSink();
  writer.reset(sink, schema);
  for await (const page of pages) {
    // One batch in, its bytes out: the writer never runs ahead of who reads.
    if (page.length > 0) writer.write(batchOf(schema, page.map(rowOf)));
    yield sink.take();
  }
  writer.close();
  yield sink.take();
}

function schemaOf(head: AnswerHead): Schema {
  const fields = seriesColumns.map((column) => new Field(column, types[columnTypes[column]], true));
  return new Schema(fields, new Map(metadataOf(head)));
}

function batchOf(schema: Schema, rows: readonly SeriesRow[]): RecordBatch {
  const children = seriesColumns.map((column) =>
    columnData(valuesOf(rows, column), columnTypes[column]),
  );
  const type = new Struct(schema.fields);
  return new RecordBatch(schema, makeData({ type, length: rows.length, nullCount: 0, children }));
}

/** Collects what the writer writes until it is taken, in place of a queue that is only polled. */
class ChunkSink extends AsyncByteQueue {
  #chunks: Uint8Array[] = [];

  override write(chunk: Uint8Array): void {
    // The writer reuses some of its buffers.
    if (chunk.byteLength > 0) this.#chunks.push(chunk.slice());
  }

  take(): Uint8Array {
    const bytes = Buffer.concat(this.#chunks);
    this.#chunks = [];
    return bytes;
  }
}
