import { Bool, type Data, type DataType, Float64, Int32, makeData, Utf8 } from 'apache-arrow';
import { type columnTypes } from './columns.js';
import { type Column, type SeriesRow } from './series-row.js';

type Kind = (typeof columnTypes)[Column];
type Values = readonly SeriesRow[Column][];

/** Plain types that every reader knows: no dictionaries, no views, no compression. */
export const types = {
  text: new Utf8(),
  number: new Float64(),
  integer: new Int32(),
  boolean: new Bool(),
} as const satisfies Record<Kind, DataType>;

/**
 * A column of one batch. Its buffers are filled here: the library's builders take values one by one,
 * whatever their type, which is most of the work of an export.
 */
export function columnData(values: Values, kind: Kind): Data {
  const length = values.length;
  const present = bitsOf(values, (value) => value !== null);
  const nulls = { length, nullCount: length - present.count, nullBitmap: present.bits };
  switch (kind) {
    case 'text':
      return makeData({ type: types.text, ...nulls, ...textOf(values) });
    case 'number':
      return makeData({ type: types.number, ...nulls, data: new Float64Array(values.map(Number)) });
    case 'integer':
      return makeData({ type: types.integer, ...nulls, data: new Int32Array(values.map(Number)) });
    case 'boolean':
      return makeData({
        ...{ type: types.boolean, ...nulls },
        data: bitsOf(values, (value) => value === true).bits,
      });
  }
}

/** Texts one after the other, and where each begins. */
function textOf(values: Values): { valueOffsets: Int32Array; data: Uint8Array } {
  const whole = values.join('');
  const data = Buffer.from(whole);
  // Where every character is one byte, a text is as long as it looks: it is not measured again.
  const plain = data.length === whole.length;
  const valueOffsets = new Int32Array(values.length + 1);
  let end = 0;
  values.forEach((value, index) => {
    const text = value === null ? '' : String(value);
    end += plain ? text.length : Buffer.byteLength(text);
    valueOffsets[index + 1] = end;
  });
  return { valueOffsets, data };
}

/** One bit for each value, the lowest first, and how many are set. */
function bitsOf(
  values: Values,
  isSet: (value: Values[number]) => boolean,
): { bits: Uint8Array; count: number } {
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  let count = 0;
  values.forEach((value, index) => {
    if (!isSet(value)) return;
    bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
    count += 1;
  });
  return { bits, count };
}
