import { type Cell, seriesColumns } from '@vigie/contract';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { type AnswerHead } from './answer-head.js';
import { columnTypes } from './columns.js';
import { metadataOf } from './metadata.js';
import { rowsOf, type SeriesRow, valuesOf } from './series-row.js';

/** Rows of a group: enough that its statistics are worth reading, few enough to hold. */
const groupRows = 10_000;

const types = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  number: { type: 'DOUBLE' },
  integer: { type: 'INT32' },
  boolean: { type: 'BOOLEAN' },
} as const;

const schema = [
  { name: 'root', num_children: seriesColumns.length },
  ...seriesColumns.map((name) => ({
    name,
    repetition_type: 'OPTIONAL' as const,
    ...types[columnTypes[name]],
  })),
];

/**
 * Parquet: of its rows only one group is in memory. What its metadata say of a group (smallest and
 * largest value, nulls) is computed from these rows, which are published ones, in the order of their
 * keys. It ends with a footer, so a file that was cut is refused by its reader.
 */
export async function* toParquet(
  head: AnswerHead,
  pages: AsyncIterable<Cell[]>,
): AsyncGenerator<Uint8Array> {
  const rowOf = rowsOf(head);
  const sink = new ByteWriter();
  const kvMetadata = metadataOf(head).map(([key, value]) => ({ key, value }));
  const writer = new ParquetWriter({ writer: sink, schema, kvMetadata, createdBy: 'Vigie' });
  // Its first bytes leave at once: a group may take seconds.
  yield taken(sink);
  let group: SeriesRow[] = [];
  for await (const page of pages) {
    for (const cell of page) group.push(rowOf(cell));
    if (group.length < groupRows) continue;
    yield written(writer, group, sink);
    group = [];
  }
  if (group.length > 0) yield written(writer, group, sink);
  await writer.finish();
  yield taken(sink);
}

function written(writer: ParquetWriter, rows: readonly SeriesRow[], sink: ByteWriter): Uint8Array {
  const columnData = seriesColumns.map((name) => ({
    name,
    data: valuesOf(rows, name),
    offsetIndex: false,
  }));
  // Nothing is awaited: the bytes are in the sink when it comes back.
  void writer.write({ columnData, rowGroupSize: rows.length });
  return taken(sink);
}

/** The bytes written since; the sink goes on counting where it is in the file. */
function taken(sink: ByteWriter): Uint8Array {
  const bytes = sink.getBytes().slice();
  sink.index = 0;
  return bytes;
}
