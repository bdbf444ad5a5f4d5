import { describe, expect, it } from 'vitest';
import type { Batch, Column } from './decode.js';
import type { RegisterValues, StreamDeclaration } from './stream.js';
import { rowValues, validate } from './validate.js';

const toy: StreamDeclaration = {
  name: 'toy',
  schemaVersion: 1,
  columns: [
    { name: 'sector', type: 'text', register: 'sector' },
    { name: 'note', type: 'text' },
    { name: 'sent_on', type: 'date' },
    { name: 'total', type: 'int4' },
    { name: 'first', type: 'int4' },
    { name: 'second', type: 'int4' },
  ],
  target: { kind: 'partitioned', distribution: 'actor' },
  sums: [['total', 'first', 'second']],
  atMost: [['first', 'second']],
};

const none: ReadonlySet<string> = new Set();
const registers: RegisterValues = {
  department: none,
  sector: new Set(['mdv']),
  territory: none,
  irritant: none,
  channel: none,
  lever: none,
  generation: none,
  age_band: none,
  vendor: none,
  release: none,
  stratum: none,
  submitter: none,
  stream: none,
};

const text = (type: 'text' | 'date', value: string): Column => ({
  type,
  values: [value],
  index: new Int32Array(1),
});
const count = (value: number): Column => ({ type: 'int4', values: Int32Array.of(value) });

const good = {
  op: text('text', 'upsert'),
  period: text('text', '2026-10-31'),
  revision: count(1),
  sector: text('text', 'mdv'),
  note: text('text', 'plain'),
  sent_on: text('date', '2026-11-01'),
  total: count(5),
  first: count(2),
  second: count(3),
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
    ['a NUL byte', { note: text('text', 'a\0b') }, 'out_of_range', 'note'],
    ['an impossible date', { sent_on: text('date', '2026-02-30') }, 'out_of_range', 'sent_on'],
    ['a date before the month', { sent_on: text('date', '2026-09-30') }, 'out_of_range', 'sent_on'],
    ['a negative count', { second: count(-1), total: count(1) }, 'out_of_range', 'second'],
    ['a total that does not add up', { total: count(6) }, 'inconsistent', 'total'],
    ['a part above its whole', { first: count(4), second: count(1) }, 'inconsistent', 'first'],
  ])('blames %s', (_, change, reason, field) => {
    expect(faultsWith(change)).toEqual([{ row: 0, reason, field }]);
  });

  it('gives back the values of a row for the quarantine', () => {
    const batch: Batch = { rows: 1, columns: new Map(Object.entries(good)), unknownColumns: [] };
    expect(rowValues(batch, 0)).toMatchObject({ sector: 'mdv', total: 5, period: '2026-10-31' });
  });
});
