import { describe, expect, it } from 'vitest';
import type { Grain } from '../tally/columns.js';
import { parseMonth } from '../calendar.js';
import type { StreamDeclaration } from '../tally/stream.js';
import { viewOf } from '../tally/view.js';
import { createWorld, type Row } from '../world.js';
import { insiCalls, insStatuses } from './identity.stream.js';

const settings = { seed: '1', scenario: 'tiny', scale: 0.2 };
const world = createWorld(settings);
const rows = (stream: string, month: string, grain: Grain = 'month', of = world): Row[] => {
  const last = new Map<unknown, Row>();
  for (const row of of.rows(stream, grain, month)) {
    const known = last.get(row['row_id']);
    if (!known || n(row, 'revision') >= n(known, 'revision')) last.set(row['row_id'], row);
  }
  return [...last.values()].filter((row) => row['op'] === 'upsert');
};
const n = (row: Row, name: string): number => Number(row[name]);
const total = (row: Row, names: readonly string[]): number =>
  names.reduce((sum, name) => sum + n(row, name), 0);
const sum = (list: Row[], name: string): number => list.reduce((all, row) => all + n(row, name), 0);

const ANSWERS = ['one', 'none', 'several', 'technical'];
const LATENCIES = ['lt_1s', 'lt_3s', 'lt_10s', 'slower'];
const CLICKS = ['one_click', 'few_clicks', 'many_clicks'];
const EVIDENCE = ['passport', 'cni', 'birth_cert', 'residence', 'asylum', 'eid', 'exception'];
const CARDS = ['cps', 'cpe_nominative', 'certificate'];
const GAPS = [
  'punctuation',
  'used_name',
  'first_names',
  'birthplace',
  'birth_date',
  'sex',
  'other',
];

describe('INSi calls', () => {
  it.each(['month', 'day'] as const)('have one answer and one latency each, by %s', (grain) => {
    const list = rows('insi_calls', '2026-06', grain);
    expect(list.length).toBeGreaterThan(0);
    for (const row of list) {
      expect(total(row, ANSWERS)).toBe(n(row, 'called'));
      expect(total(row, LATENCIES)).toBe(n(row, 'called'));
      expect(n(row, 'automatic') + n(row, 'blocking')).toBeLessThanOrEqual(n(row, 'called'));
      if (row['mode'] !== 'traits') expect(n(row, 'several')).toBe(0);
    }
  });

  it('are made by the software alone only where LEV-01 has come, and far more of them', () => {
    const without = createWorld({ ...settings, levers: { 'LEV-01': { without: true } } });
    const doctors = (list: Row[]): Row[] => list.filter((row) => row['sector'] === 'mdv');
    const before = doctors(rows('insi_calls', '2026-06', 'month', without));
    const after = doctors(rows('insi_calls', '2026-06'));
    expect(sum(before, 'automatic')).toBe(0);
    expect(sum(after, 'automatic')).toBeGreaterThan(0.5 * sum(after, 'called'));
    expect(sum(after, 'called')).toBeGreaterThan(2 * sum(before, 'called'));
    expect(sum(after, 'blocking')).toBeLessThan(sum(before, 'blocking'));
  });

  it('answer as often as each mode does (domain.md 5)', () => {
    const list = rows('insi_calls', '2026-06');
    for (const [mode, one] of [
      ['vitale', 0.97],
      ['traits', 0.85],
    ] as const) {
      const own = list.filter((row) => row['mode'] === mode);
      expect(sum(own, 'one') / sum(own, 'called')).toBeCloseTo(one, 2);
    }
  });
});

describe('INS statuses (causal rule 2)', () => {
  it('are qualified, on no day, more often than a call answered one identity', () => {
    for (const month of ['2022-11', '2023-10', '2026-06']) {
      const byDay = (stream: StreamDeclaration, names: readonly string[]): Map<string, number> => {
        const view = viewOf(world.state, stream, parseMonth(month));
        const columns = names.map((name) => view.names.indexOf(name));
        const sums = new Map<string, number>();
        for (const first of view.groups) {
          const whose = `${view.book.subject[first]}|${view.book.generation[first]}`;
          view.eachDay(first, (day, counts) => {
            const key = `${whose}|${day}`;
            const own = columns.reduce((all, c) => all + counts[c]!, 0);
            sums.set(key, (sums.get(key) ?? 0) + own);
          });
        }
        return sums;
      };
      const answered = byDay(insiCalls, ['one']);
      const used = byDay(insStatuses, ['qualified', 'retrieved', 'mismatched']);
      expect(used.size).toBeGreaterThan(0);
      for (const [key, count] of used) expect(count).toBeLessThanOrEqual(answered.get(key) ?? 0);
    }
  });

  it.each(['month', 'day'] as const)('are qualified in one way, under one card, by %s', (grain) => {
    for (const row of rows('ins_statuses', '2026-06', grain)) {
      for (const list of [CLICKS, EVIDENCE, CARDS]) {
        expect(total(row, list)).toBe(n(row, 'qualified'));
      }
      expect(n(row, 'exception')).toBeLessThanOrEqual(n(row, 'cps'));
      expect(total(row, GAPS)).toBe(n(row, 'mismatched'));
      const moved = ['provisional', 'validated', 'retrieved', 'qualified'];
      expect(total(row, moved)).toBe(n(row, 'changed'));
    }
  });

  it('are qualified by exception from September 2023, by liberal professionals, with LEV-06', () => {
    expect(sum(rows('ins_statuses', '2023-08'), 'exception')).toBe(0);
    const list = rows('ins_statuses', '2026-06').filter((row) => n(row, 'exception') > 0);
    expect(list.length).toBeGreaterThan(0);
    expect(new Set(list.map((row) => row['sector']))).toEqual(new Set(['mdv']));
    const known = new Map<unknown, number>();
    for (const row of rows('visits', '2026-06')) {
      known.set(row['actor'], (known.get(row['actor']) ?? 0) + n(row, 'known'));
    }
    for (const row of list) {
      expect(n(row, 'exception')).toBeLessThanOrEqual(known.get(row['actor'])!);
    }
    const without = createWorld({ ...settings, levers: { 'LEV-06': { without: true } } });
    expect(sum(rows('ins_statuses', '2026-06', 'month', without), 'exception')).toBe(0);
    const early = createWorld({ ...settings, levers: { 'LEV-06': { from: '2022-09-01' } } });
    expect(sum(rows('ins_statuses', '2023-08', 'month', early), 'exception')).toBe(0);
  });

  it('take one click only with LEV-02', () => {
    expect(sum(rows('ins_statuses', '2026-06'), 'one_click')).toBeGreaterThan(0);
    const without = createWorld({ ...settings, levers: { 'LEV-02': { without: true } } });
    expect(sum(rows('ins_statuses', '2026-06', 'month', without), 'one_click')).toBe(0);
  });

  it('are withheld for gaps in the order of frequency of domain.md 5', () => {
    const list = rows('ins_statuses', '2026-06');
    const all = sum(list, 'mismatched');
    const shares = [0.45, 0.2, 0.15, 0.08, 0.06, 0.02, 0.04];
    GAPS.forEach((gap, g) => expect(sum(list, gap) / all).toBeCloseTo(shares[g]!, 1));
  });
});
