import { byCategory, type Cell, seriesColumns } from '@vigie/contract';
import {
  AsyncByteQueue,
  Bool,
  type DataType,
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { type AnswerHead } from './answer-head.js';
import { rowsOf, type SeriesRow } from './series-row.js';

type Column = (typeof seriesColumns)[number];

/** Plain types that every reader knows: no dictionaries, no views, no compression. */
const types: Readonly<Record<Column, DataType>> = {
  measure: new Utf8(),
  period: new Utf8(),
  territory: new Utf8(),
  ...byCategory(() => new Utf8()),
  value: new Float64(),
  numerator: new Float64(),
  denominator: new Float64(),
  unit: new Utf8(),
  state: new Utf8(),
  provisional: new Bool(),
  errata: new Bool(),
  error_class: new Utf8(),
  edition: new Int32(),
  definition_version: new Int32(),
  reference: new Utf8(),
  simulated: new Bool(),
};

/**
 * The Arrow IPC file format: it ends with a footer, so a file that was cut is refused by its
 * reader. One batch per page; the schema's metadata say how many rows there are and how to cite
 * them.
 */
export async function* toArrow(
  head: AnswerHead,
  pages: AsyncIterable<Cell[]>,
): AsyncGenerator<Uint8Array> {
  const schema = schemaOf(head);
  const rowOf = rowsOf(head);
  const sink = new ChunkSink();
  const writer = new RecordBatchFileWriter();
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
  const fields = seriesColumns.map((column) => new Field(column, types[column], true));
  return new Schema(
    fields,
    new Map([
      ['rows', String(head.row_count)],
      ['edition', String(head.edition.id)],
      ['measure', head.measure.id],
      ['cuboid', head.cuboid],
      ['definition_version', String(head.measure.version)],
      ['simulated', String(head.edition.source.simulated)],
      ...(head.reference === null ? [] : [['reference', head.reference] as const]),
      ['citation_fr', head.citation.fr],
      ['citation_en', head.citation.en],
    ]),
  );
}

function batchOf(schema: Schema, rows: readonly SeriesRow[]): RecordBatch {
  const children = seriesColumns.map((column) => {
    const values = rows.map((row) => row[column]);
    // The builder would turn what is no number into a zero, without a word.
    if (values.some((value) => typeof value === 'number' && !Number.isFinite(value))) {
      throw new Error(`a value of ${column} is not finite`);
    }
    const [data] = vectorFromArray(values, types[column]).data;
    if (data === undefined) throw new Error(`no data for ${column}`);
    return data;
  });
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
