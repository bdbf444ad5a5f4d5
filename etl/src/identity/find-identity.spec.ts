import {
  Binary,
  Bool,
  DateDay,
  Dictionary,
  Field,
  FixedSizeBinary,
  Float64,
  Int16,
  Int32,
  Int64,
  List,
  Table,
  Utf8,
  vectorFromArray,
  type Vector,
} from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { assertAnonymous } from './assert-anonymous.js';
import { findIdentity, type ReadColumn } from './find-identity.js';
import { IdentityFoundError } from './identity-found.error.js';

const nir = '255081416802538';
const table = (columns: Record<string, Vector>) => new Table(columns);
const found = (columns: Record<string, Vector>, read: [string, ReadColumn][] = []) =>
  findIdentity(table(columns), new Map(read));
const some = vectorFromArray([1], new Int32());

describe('findIdentity', () => {
  it('finds nothing in a clean page', () => {
    const keys = BigInt64Array.from({ length: 5_000 }, (_, row) => BigInt(row) * 219_902_325_555n);
    const ids = Uint8Array.from({ length: 16 * 5_000 }, (_, place) => (place * 7919) % 251);
    expect(
      found({ actor: some, record_key: some, sector: some }, [
        ['actor', { type: 'uuid', values: ids }],
        ['record_key', { type: 'int8', values: keys }],
        ['sector', { type: 'text', values: ['mdv', 'pharmacie'] }],
      ]),
    ).toBeUndefined();
  });

  it.each<[string, ReadColumn, string]>([
    ['text', { type: 'text', values: ['mdv', `x ${nir}`] }, 'nir'],
    ['a date that is none', { type: 'date', values: ['a@example.org'] }, 'email'],
    ['a whole number', { type: 'int8', values: BigInt64Array.of(1n, BigInt(nir)) }, 'nir'],
    ['bytes', { type: 'uuid', values: Buffer.from(`\0${nir}`) }, 'nir'],
    [
      'bytes that hold an RPPS',
      { type: 'uuid', values: Buffer.from('\0\0\0\0\x0010001234565') },
      'rpps',
    ],
  ])('finds one in %s that the declaration knows', (_, column, kind) => {
    expect(found({ note: some }, [['note', column]])).toEqual({ column: 'note', kind });
  });

  it('takes a column of keys for NIRs only when most of them are', () => {
    const nirs = (count: number) =>
      Array.from({ length: count }, (_, at) => {
        const body = 1_850_578_006_084n + BigInt(at);
        return body * 100n + (97n - (body % 97n));
      });
    const read = (values: bigint[]): [string, ReadColumn][] => [
      ['record_key', { type: 'int8', values: BigInt64Array.from(values) }],
    ];
    const random = Array.from({ length: 300 }, (_, at) => 200_000_000_000_000n + BigInt(at) * 7n);
    expect(found({ record_key: some }, read(random))).toBeUndefined();
    expect(found({ record_key: some }, read([...random, ...nirs(100)]))).toBeUndefined();
    expect(found({ record_key: some }, read(nirs(20)))).toMatchObject({ kind: 'nir' });
  });

  it.each<[string, Vector, string | undefined]>([
    ['text', vectorFromArray(['mdv', nir], new Utf8()), 'nir'],
    [
      'coded text',
      vectorFromArray(['a', 'b@c.fr'], new Dictionary(new Utf8(), new Int16())),
      'email',
    ],
    ['whole numbers', vectorFromArray([1n, BigInt(nir)], new Int64()), 'nir'],
    ['whole numbers with an RPPS', vectorFromArray([10_001_234_565n], new Int64()), 'rpps'],
    ['floating numbers', vectorFromArray([1.5, Number(nir)], new Float64()), 'nir'],
    ['bytes', vectorFromArray([Buffer.from(nir)], new Binary()), 'nir'],
    [
      'bytes of one size',
      vectorFromArray([Buffer.from('10001234565')], new FixedSizeBinary(11)),
      'rpps',
    ],
    ['lists', vectorFromArray([['x', nir]], new List(new Field('item', new Utf8()))), 'nir'],
    ['text with holes', vectorFromArray([null, 'plain'], new Utf8()), undefined],
    ['amounts', vectorFromArray([12_345_678_903n, 999_999_999_999_999n], new Int64()), undefined],
    ['days', vectorFromArray([new Date(0)], new DateDay()), undefined],
    ['flags', vectorFromArray([true], new Bool()), undefined],
  ])('reads a column of %s that nobody declared', (_, vector, kind) => {
    expect(found({ added: vector })?.kind).toBe(kind);
  });

  it('reads the name of a column, and does not tell it', () => {
    expect(found({ [`p_${nir}`]: some })).toEqual({ column: 'the name of a column', kind: 'nir' });
  });

  it('reads the second of two columns with one name', () => {
    const two = table({ a: vectorFromArray(['plain']), b: vectorFromArray([nir]) });
    two.schema.fields.forEach((field) => ((field as { name: string }).name = 'note'));
    expect(findIdentity(two, new Map([['note', { type: 'text', values: ['plain'] }]]))).toEqual({
      column: 'note',
      kind: 'nir',
    });
  });
});

describe('assertAnonymous', () => {
  it('says which stream, column and kind, and never the value', () => {
    const page = table({ note: vectorFromArray([nir], new Utf8()) });
    expect(() => assertAnonymous('documents', page, new Map())).toThrow(IdentityFoundError);
    try {
      assertAnonymous('documents', page, new Map());
    } catch (error) {
      const { message, stack, column } = error as IdentityFoundError;
      expect(column).toBe('note');
      expect(message).toContain('etl resume documents');
      expect(`${message} ${stack}`).not.toContain(nir.slice(0, 8));
    }
  });
});
