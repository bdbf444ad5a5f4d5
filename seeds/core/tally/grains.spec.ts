import { describe, expect, it } from 'vitest';
import { parseMonth } from '../calendar.js';
import { STREAMS } from '../streams/streams.js';
import { createWorld } from '../world.js';
import type { Column, Grain } from './columns.js';

const world = createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 });
const MONTHS = ['2022-06', '2023-12', '2024-09', '2026-06'];

interface Sum {
  readonly counts: number[];
  rows: number;
}

/** Events compared of a stream: those of the groups that the first rows hold whole. */
const EVENTS = 60_000;

/** Counts of a part by everything that tells rows apart but the period, once settled. */
function settledSums(stream: string, grain: Grain, month: string): Map<string, Sum> {
  const part = world.part(stream, grain, parseMonth(month));
  const cut = grain === 'event' && part.rows > EVENTS;
  const rows = cut ? EVENTS : part.rows;
  const columns = part.columns(0, rows);
  const named = (name: string): Column => columns.find((column) => column.name === name)!;
  const texts = columns.filter(
    (column) => column.kind === 'text' && !['op', 'period'].includes(column.name),
  );
  const counts = columns.filter((column) => column.kind === 'int32' && column.name !== 'revision');
  const ids = hex(named('row_id'));
  const actors = columns.some(({ name }) => name === 'actor') ? hex(named('actor')) : undefined;
  const last = new Map<string, number>();
  const revision = named('revision') as Extract<Column, { kind: 'int32' }>;
  for (let row = 0; row < rows; row++) {
    const known = last.get(ids(row));
    if (known === undefined || revision.values[row]! > revision.values[known]!) {
      last.set(ids(row), row);
    }
  }
  const ops = named('op') as Extract<Column, { kind: 'text' }>;
  const sums = new Map<string, Sum>();
  let key = '';
  for (const row of last.values()) {
    if (ops.words[ops.codes[row]!] === 'delete') continue;
    key = [
      actors?.(row),
      ...texts.map((column) => (column.kind === 'text' ? column.words[column.codes[row]!] : '')),
    ].join('|');
    const sum = sums.get(key) ?? { counts: counts.map(() => 0), rows: 0 };
    sums.set(key, sum);
    sum.rows++;
    counts.forEach((column, c) => {
      if (column.kind === 'int32') sum.counts[c]! += column.values[row]!;
    });
  }
  if (cut) sums.delete(key);
  // A group without a count has a row in one grain and none in the other.
  for (const [of, { counts: own }] of sums) if (own.every((count) => count === 0)) sums.delete(of);
  return sums;
}

function hex(column: Column): (row: number) => string {
  if (column.kind !== 'binary16') throw new Error(`${column.name} is no identifier`);
  const bytes = Buffer.from(
    column.values.buffer,
    column.values.byteOffset,
    column.values.byteLength,
  );
  return (row) => bytes.toString('latin1', 16 * row, 16 * row + 16);
}

const countsOf = (sums: Map<string, Sum>): [string, number[]][] =>
  [...sums].map(([key, { counts }]): [string, number[]] => [key, counts]).sort();

describe.each(STREAMS.map(({ name }) => name))('the grains of %s', (stream) => {
  it.each(MONTHS)('agree to the unit in %s', (month) => {
    const whole = settledSums(stream, 'month', month);
    expect(countsOf(settledSums(stream, 'day', month))).toEqual(countsOf(whole));
    const events = settledSums(stream, 'event', month);
    const compared = new Map([...whole].filter(([key]) => events.has(key)));
    expect(countsOf(events)).toEqual(countsOf(compared));
    const largest = Math.max(0, ...[...whole.values()].map(({ counts }) => Math.max(...counts)));
    expect(events.size > 0 || whole.size === 0 || largest > EVENTS).toBe(true);
  });
});

describe('events', () => {
  it('count 0 or 1, under identifiers that never repeat', () => {
    for (const { name, state, book } of STREAMS) {
      if (state || book.stocks) continue;
      const part = world.part(name, 'event', parseMonth('2026-06'));
      const rows = Math.min(part.rows, EVENTS);
      const columns = part.columns(0, rows);
      for (const column of columns) {
        if (column.kind !== 'int32' || column.name === 'revision') continue;
        expect(column.values.every((value) => value === 0 || value === 1)).toBe(true);
      }
      const id = hex(columns.find((column) => column.name === 'row_id')!);
      const ids = new Set(Array.from({ length: rows }, (_, row) => id(row)));
      expect(ids.size).toBe(rows);
    }
  });

  it('are the same whatever the page they stand on', () => {
    const month = parseMonth('2026-06');
    const part = world.part('documents', 'event', month);
    const whole = part.columns(0, 3_000);
    const cut = part.columns(1_234, 2_345);
    whole.forEach((column, c) => {
      const other = cut[c]!;
      if (column.kind === 'int32' && other.kind === 'int32') {
        expect([...other.values]).toEqual([...column.values.slice(1_234, 2_345)]);
      }
      if (column.kind === 'binary16' && other.kind === 'binary16') {
        expect([...other.values]).toEqual([...column.values.slice(16 * 1_234, 16 * 2_345)]);
      }
    });
  });
});
