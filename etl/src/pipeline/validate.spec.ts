import { describe, expect, it } from 'vitest';
import type { Batch, Column } from './decode.js';
import { pairNames, registerNames, type RegisterValues, type StreamDeclaration } from './stream.js';
import { rowValues, validate } from './validate.js';

const toy: StreamDeclaration = {
  name: 'toy',
  schemaVersion: 1,
  columns: [
    { name: 'sector', type: 'text', register: 'sector' },
    { name: 'vendor', type: 'text', register: 'vendor', optional: true },
    { name: 'kind', type: 'text', values: ['one', 'two'] },
    { name: 'note', type: 'text' },
    { name: 'sent_on', type: 'date' },
    { name: 'total', type: 'int4' },
    { name: 'first', type: 'int4' },
    { name: 'second', type: 'int4' },
    { name: 'record_key', type: 'int8' },
    { name: 'wide', type: 'int8' },
  ],
  target: { kind: 'partitioned', distribution: 'actor' },
  sums: [['total', 'first', 'second']],
  atMost: [['first', 'second']],
};

const allowed: Partial<Record<string, string[]>> = {
  sector: ['mdv', 'pharmacie'],
  vendor: ['v1', 'v2'],
  'vendor|sector': ['v1|mdv', 'v2|pharmacie'],
};
const registers = Object.fromEntries(
  [...registerNames, ...pairNames].map((name) => [name, new Set(allowed[name])]),
) as unknown as RegisterValues;

const text = (type: 'text' | 'date', value: string): Column => ({
  type,
  values: [value],
  index: new Int32Array(1),
});
const count = (value: number): Column => ({ type: 'int4', values: Int32Array.of(value) });
const wide = (value: bigint): Column => ({ type: 'int8', values: BigInt64Array.of(value) });

const good = {
  op: text('text', 'upsert'),
  period: text('text', '2026-10-31'),
  revision: count(1),
  sector: text('text', 'mdv'),
  vendor: text('text', 'v1'),
  kind: text('text', 'one'),
  note: text('text', 'plain'),
  sent_on: text('date', '2026-11-01'),
  total: count(5),
  first: count(2),
  second: count(3),
  record_key: wide(2n ** 62n),
  wide: wide(2n ** 53n - 1n),
};
const faultsWith = (change: Partial<Record<keyof typeof good, Column>>) => {
  const columns = new Map<string, Column>(Object.entries({ ...good, ...change }));
  const batch: Batch = { rows: 1, columns, unknownColumns: [] };
  return validate(batch, toy, { month: '2026-10', grain: 'day' }, registers);
};

describe('validate', () => {
  it('finds nothing in a good row', () => {
    expect(faultsWith({})).toEqual([]);
  });

  it.each([
    ['an operation', { op: text('text', 'truncate') }, 'operation', 'op'],
    ['a day of another month', { period: text('text', '2026-11-01') }, 'period', 'period'],
    ['a day that does not exist', { period: text('text', '2026-10-32') }, 'period', 'period'],
    ['a revision under one', { revision: count(0) }, 'out_of_range', 'revision'],
    ['a value unknown to its register', { sector: text('text', 'x') }, 'unknown_value', 'sector'],
    ['a value that its list lacks', { kind: text('text', 'three') }, 'unknown_value', 'kind'],
    ['an empty text', { kind: text('text', '') }, 'unknown_value', 'kind'],
    ['a vendor of another sector', { vendor: text('text', 'v2') }, 'inconsistent', 'sector'],
    ['a NUL byte', { note: text('text', 'a\0b') }, 'out_of_range', 'note'],
    ['a carriage return', { note: text('text', 'a\r') }, 'out_of_range', 'note'],
    ['a byte order mark', { note: text('text', '\ufeffa') }, 'out_of_range', 'note'],
    ['a line separator', { note: text('text', 'a\u2028') }, 'out_of_range', 'note'],
    ['a change of direction', { note: text('text', 'a\u202eb') }, 'out_of_range', 'note'],
    ['bytes that were no UTF-8', { note: text('text', 'a\ufffd') }, 'out_of_range', 'note'],
    ['half of a character', { note: text('text', 'a\ud800') }, 'out_of_range', 'note'],
    ['a text of many characters', { note: text('text', 'x'.repeat(65)) }, 'out_of_range', 'note'],
    [
      'a date with a time',
      { sent_on: text('date', '2026-11-01T02:30') },
      'out_of_range',
      'sent_on',
    ],
    ['a date in other digits', { sent_on: text('date', '٢٠٢٦-11-01') }, 'out_of_range', 'sent_on'],
    ['an impossible date', { sent_on: text('date', '2026-02-30') }, 'out_of_range', 'sent_on'],
    ['a date before the month', { sent_on: text('date', '2026-09-30') }, 'out_of_range', 'sent_on'],
    ['a negative count', { second: count(-1), total: count(1) }, 'out_of_range', 'second'],
    ['a count above all inhabitants', { second: count(2 ** 31 - 1) }, 'out_of_range', 'second'],
    ['a count that is not exact', { wide: wide(2n ** 53n) }, 'out_of_range', 'wide'],
    ['a negative count of 64 bits', { wide: wide(-1n) }, 'out_of_range', 'wide'],
    ['a negative key', { record_key: wide(-1n) }, 'out_of_range', 'record_key'],
    ['a revision beyond all others', { revision: count(10_000) }, 'out_of_range', 'revision'],
    ['a total that does not add up', { total: count(6) }, 'inconsistent', 'total'],
    ['a part above its whole', { first: count(4), second: count(1) }, 'inconsistent', 'first'],
  ])('blames %s', (_, change, reason, field) => {
    expect(faultsWith(change)).toEqual([{ row: 0, reason, field }]);
  });

  it.each(['médecin', 'صيدلية', '😀', 'v2.1-β'])('takes %s for what it is', (value) => {
    expect(faultsWith({ note: text('text', value) })).toEqual([]);
  });

  it('holds nothing against a vendor that is not given', () => {
    expect(faultsWith({ vendor: text('text', '') })).toEqual([]);
  });

  it('blames a place outside the dictionary, which is no value at all', () => {
    for (const place of [-1, 1, 2_000_000]) {
      const sector: Column = { type: 'text', values: ['mdv'], index: Int32Array.of(place) };
      expect(faultsWith({ sector })).toEqual([
        { row: 0, reason: 'unknown_value', field: 'sector' },
      ]);
    }
  });

  it('takes no day that has not come, in the journal alone', () => {
    const columns = new Map<string, Column>(Object.entries(good));
    const batch: Batch = { rows: 1, columns, unknownColumns: [] };
    const through = (day: string) =>
      validate(batch, toy, { month: '2026-10', grain: 'day', feedDay: day }, registers);
    expect(through('2026-11-01')).toEqual([]);
    expect(through('2026-10-31')).toEqual([{ row: 0, reason: 'out_of_range', field: 'sent_on' }]);
    expect(through('2026-10-30')).toEqual([{ row: 0, reason: 'period', field: 'period' }]);
  });

  it.each([
    ['2026-03', '2026-03-29'],
    ['2026-10', '2026-10-25'],
    ['2024-02', '2024-02-29'],
  ])('knows the days of %s, those of 23 and 25 hours and of leap years too', (month, day) => {
    const at = (value: string) => {
      const columns = new Map<string, Column>(
        Object.entries({ ...good, period: text('text', value), sent_on: text('date', day) }),
      );
      return validate(
        { rows: 1, columns, unknownColumns: [] },
        toy,
        { month, grain: 'day' },
        registers,
      );
    };
    expect(at(day)).toEqual([]);
    for (const wrong of [`${day}T02:30`, `${day} `, `${month}-32`, month, '']) {
      expect(at(wrong)).toEqual([{ row: 0, reason: 'period', field: 'period' }]);
    }
  });

  it('keeps of a bad text what the database can hold', () => {
    const columns = new Map<string, Column>(
      Object.entries({ ...good, note: text('text', `\0\ud800${'x'.repeat(10_000)}`) }),
    );
    const { note } = rowValues({ rows: 1, columns, unknownColumns: [] }, 0);
    expect(note).toMatch(/^\ufffd\ufffdx+$/);
    expect(String(note)).toHaveLength(256);
  });

  it('gives back the values of a row for the quarantine', () => {
    const batch: Batch = { rows: 1, columns: new Map(Object.entries(good)), unknownColumns: [] };
    expect(rowValues(batch, 0)).toMatchObject({ sector: 'mdv', total: 5, period: '2026-10-31' });
  });
});
