import type { Column } from './decode.js';

/** A value that is the same on every row of a COPY. */
export interface Constant {
  type: 'constant';
  value: string;
  /** What it is: a text where nothing is said. */
  of?: 'date';
}
/** A boolean read off a text column: true where it equals `value`. */
export interface Equals {
  type: 'equals';
  column: Extract<Column, { type: 'text' | 'date' }>;
  value: string;
}
export type CopyColumn = Column | Constant | Equals;

const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const chunkBytes = 1 << 20;
/** PostgreSQL counts days from 2000-01-01. */
const epochDay = Date.UTC(2000, 0, 1);

/**
 * Encodes rows in PostgreSQL's binary COPY format, in buffers of about one megabyte.
 * @param rows indices of the rows to write, or their number to write them all
 */
export function* encodeBinaryCopy(
  columns: readonly CopyColumn[],
  rows: Int32Array | number,
): Generator<Buffer> {
  const writers = columns.map(fieldWriter);
  const count = typeof rows === 'number' ? rows : rows.length;
  // A row is two bytes for its number of fields, then each field with its four bytes of length.
  const widest = 2 + writers.reduce((sum, writer) => sum + writer.widest, 0);
  let buffer = Buffer.allocUnsafe(chunkBytes);
  let at = signature.copy(buffer);
  for (let i = 0; i < count; i += 1) {
    if (at + widest > buffer.length) {
      yield buffer.subarray(0, at);
      buffer = Buffer.allocUnsafe(Math.max(chunkBytes, widest));
      at = 0;
    }
    const row = typeof rows === 'number' ? i : (rows[i] ?? 0);
    buffer.writeInt16BE(columns.length, at);
    at += 2;
    for (const writer of writers) at = writer.write(buffer, at, row);
  }
  if (at + 2 > buffer.length) {
    yield buffer.subarray(0, at);
    buffer = Buffer.allocUnsafe(2);
    at = 0;
  }
  buffer.writeInt16BE(-1, at);
  yield buffer.subarray(0, at + 2);
}

interface FieldWriter {
  /** Largest number of bytes of one field, its length included. */
  widest: number;
  write(buffer: Buffer, at: number, row: number): number;
}

function fieldWriter(column: CopyColumn): FieldWriter {
  switch (column.type) {
    case 'constant':
      return prepared(
        [column.of === 'date' ? dateField(column.value) : textField(column.value)],
        () => 0,
      );
    case 'equals': {
      const { index, values } = column.column;
      const fields = values.map((value) => field(Buffer.from([value === column.value ? 1 : 0])));
      return prepared(fields, (row) => index[row] ?? 0);
    }
    case 'text': {
      const { index } = column;
      return prepared(column.values.map(textField), (row) => index[row] ?? 0);
    }
    case 'date': {
      const { index } = column;
      return prepared(column.values.map(dateField), (row) => index[row] ?? 0);
    }
    case 'int4': {
      const { values } = column;
      return {
        widest: 8,
        write(buffer, at, row) {
          writeInt32(buffer, at, 4);
          writeInt32(buffer, at + 4, values[row] ?? 0);
          return at + 8;
        },
      };
    }
    case 'int8': {
      // The low half of a number comes first in memory.
      const { buffer: bytes, byteOffset, length } = column.values;
      const halves = new Int32Array(bytes, byteOffset, 2 * length);
      return {
        widest: 12,
        write(buffer, at, row) {
          writeInt32(buffer, at, 8);
          writeInt32(buffer, at + 4, halves[2 * row + 1] ?? 0);
          writeInt32(buffer, at + 8, halves[2 * row] ?? 0);
          return at + 12;
        },
      };
    }
    case 'uuid': {
      const { values } = column;
      return {
        widest: 20,
        write(buffer, at, row) {
          writeInt32(buffer, at, 16);
          for (let n = 0; n < 16; n += 1) buffer[at + 4 + n] = values[16 * row + n] ?? 0;
          return at + 20;
        },
      };
    }
  }
}

/** As `writeInt32BE`, without its checks: this runs for every field of every row. */
function writeInt32(buffer: Uint8Array, at: number, value: number): void {
  buffer[at] = value >>> 24;
  buffer[at + 1] = (value >>> 16) & 0xff;
  buffer[at + 2] = (value >>> 8) & 0xff;
  buffer[at + 3] = value & 0xff;
}

/** Text is encoded once per distinct value, then copied. */
function prepared(fields: readonly Buffer[], place: (row: number) => number): FieldWriter {
  return {
    widest: Math.max(4, ...fields.map((bytes) => bytes.length)),
    write(buffer, at, row) {
      const bytes = fields[place(row)];
      if (!bytes) throw new RangeError('a text index points outside its dictionary');
      for (let n = 0; n < bytes.length; n += 1) buffer[at + n] = bytes[n] ?? 0;
      return at + bytes.length;
    },
  };
}

function field(content: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(4 + content.length);
  bytes.writeInt32BE(content.length, 0);
  content.copy(bytes, 4);
  return bytes;
}

const textField = (value: string): Buffer => field(Buffer.from(value, 'utf8'));

function dateField(value: string): Buffer {
  const days = Buffer.allocUnsafe(4);
  days.writeInt32BE((Date.parse(`${value}T00:00:00Z`) - epochDay) / 86_400_000, 0);
  return field(days);
}
