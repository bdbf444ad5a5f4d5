import { Type, type Table, type Vector } from 'apache-arrow';
import { identityInText, isNir, type IdentityKind } from './identity-in-text.js';

export interface FoundIdentity {
  /** Where it was found; never what. */
  column: string;
  kind: IdentityKind;
}

/** A column that the pipeline has read already; text once per distinct value. */
export type ReadColumn =
  | { type: 'text' | 'date'; values: readonly string[] }
  | { type: 'int8'; values: BigInt64Array }
  | { type: 'uuid'; values: Uint8Array }
  | { type: 'int4' };

/**
 * The first column of a page that holds an identity, whether the declaration knows it or not:
 * text once per distinct value, whole numbers that read as a NIR, bytes that spell a number.
 *
 * @param decoded the columns that the declaration knows, whose distinct values are at hand
 */
export function findIdentity(
  table: Table,
  decoded: ReadonlyMap<string, ReadColumn>,
): FoundIdentity | undefined {
  const read = new Map(decoded);
  for (const [at, name] of table.schema.names.map(String).entries()) {
    const inName = identityInText(name);
    // The name is the identity: it must not be told either.
    if (inName) return { column: 'the name of a column', kind: inName };
    const column = read.get(name);
    // A second column of the same name is one that nobody read.
    read.delete(name);
    const vector = table.getChildAt(at);
    const kind = column ? inColumn(name, column) : vector && inUnknown(vector);
    if (kind) return { column: name, kind };
  }
  return undefined;
}

function inColumn(name: string, column: ReadColumn): IdentityKind | undefined {
  switch (column.type) {
    case 'text':
    case 'date':
      return firstOf(column.values);
    case 'int8':
      return name === summedKeys ? inSums(column.values) : inWholeNumbers(column.values);
    case 'uuid':
      return inBytes(column.values);
    case 'int4':
      return undefined;
  }
}

function firstOf(texts: Iterable<unknown>): IdentityKind | undefined {
  for (const text of texts) {
    const kind = text === null || text === undefined ? undefined : identityInText(asText(text));
    if (kind) return kind;
  }
  return undefined;
}

const asText = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);

/** Types too narrow for an identity. */
const tooNarrow = new Set([Type.Null, Type.Bool, Type.Float, Type.Date, Type.Time]);

/** A column that nobody declared can be of any type: what is wide enough is read as text. */
function inUnknown(vector: Vector): IdentityKind | undefined {
  const type = vector.type as { typeId: Type; bitWidth?: number; precision?: number };
  if (type.typeId === Type.Int && (type.bitWidth ?? 64) < 64) return undefined;
  if (type.typeId === Type.Float && type.precision === 2) return inUnknownNumbers(vector);
  if (type.typeId === Type.Int) return inUnknownNumbers(vector);
  if (tooNarrow.has(type.typeId)) return undefined;
  if (type.typeId === Type.Dictionary) {
    return firstOf(vector.data.flatMap(({ dictionary }) => [...(dictionary ?? [])] as unknown[]));
  }
  return firstOf(new Set<unknown>(vector));
}

function inUnknownNumbers(vector: Vector): IdentityKind | undefined {
  for (const value of vector as Iterable<bigint | number | null>) {
    if (value === null || value < 10_000_000_000) continue;
    const digits = String(value);
    if (isNir(digits)) return 'nir';
    // An RPPS begins with 10: any other number of eleven digits is rather an amount.
    if (/^8?10\d{9}$/.test(digits)) return identityInText(digits);
  }
  return undefined;
}

/** Its values are random, or sums of random numbers, which look like anything now and then. */
const summedKeys = 'record_key';
/** Sums of keys pass the check of a NIR once in a hundred; a column of NIRs, always. */
const fewestNirs = 5;

function inSums(values: BigInt64Array): IdentityKind | undefined {
  const wide = fifteenDigits(values);
  const valid = wide.filter(isNir).length;
  return valid >= fewestNirs && valid > wide.length / 2 ? 'nir' : undefined;
}

const inWholeNumbers = (values: BigInt64Array): IdentityKind | undefined =>
  fifteenDigits(values).some(isNir) ? 'nir' : undefined;

/** 10^14 and 10^15 over 2^32: the upper halves that a number of fifteen digits can have. */
const lowestUpper = 23_283;
const highestUpper = 232_830;

/** Values of fifteen digits. Big integers are slow to make, so their upper halves are read first. */
function fifteenDigits(values: BigInt64Array): string[] {
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const found: string[] = [];
  for (let row = 0; row < values.length; row += 1) {
    const upper = halves[2 * row + 1] ?? 0;
    if (upper < lowestUpper || upper > highestUpper) continue;
    const digits = String(values[row]);
    if (digits.length === 15) found.push(digits);
  }
  return found;
}

const width = 16;

/** Ids whose bytes spell a number: wherever it begins, the places 8 to 10 of sixteen are digits. */
function inBytes(bytes: Uint8Array): IdentityKind | undefined {
  for (let start = 0; start < bytes.length; start += width) {
    if (!isDigit(bytes[start + 8]) || !isDigit(bytes[start + 9]) || !isDigit(bytes[start + 10])) {
      continue;
    }
    const kind = identityInText(asText(bytes.subarray(start, start + width)));
    if (kind) return kind;
  }
  return undefined;
}

const isDigit = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 48 && byte <= 57;
