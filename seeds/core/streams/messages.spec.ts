import { operators } from '@vigie/seeds/reference';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseMonth } from '../calendar.js';
import type { Grain } from '../tally/columns.js';
import { createWorld, type Row } from '../world.js';

const world = createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 });
const rows = (stream: string, month: string, grain: Grain = 'month'): Row[] => [
  ...world.rows(stream, grain, month),
];
const n = (row: Row, name: string): number => Number(row[name]);
const sum = (list: Row[], name: string): number =>
  list.reduce((total, row) => total + n(row, name), 0);

describe('messages to patients (causal rule 8)', () => {
  it.each(['month', 'day'] as const)(
    'are bounced, waiting or delivered, then read, answered, closed, by %s',
    (grain) => {
      const list = rows('patient_messages', '2026-06', grain);
      expect(list.length).toBeGreaterThan(0);
      for (const row of list) {
        expect(n(row, 'sent')).toBe(n(row, 'bounced') + n(row, 'pending') + n(row, 'delivered'));
        expect(n(row, 'bounced')).toBeGreaterThanOrEqual(0);
        expect(n(row, 'pending')).toBeGreaterThanOrEqual(0);
        expect(n(row, 'read')).toBeLessThanOrEqual(n(row, 'delivered'));
        expect(n(row, 'replied')).toBeLessThanOrEqual(n(row, 'read'));
        expect(n(row, 'closed')).toBeLessThanOrEqual(n(row, 'replied'));
      }
    },
  );

  it('come from actors that run a Ségur release and saw a patient whose INS is qualified', () => {
    for (const month of ['2023-01', '2024-06', '2026-06']) {
      const seen = new Map(
        rows('visits', month).map((row) => [
          `${row['actor']}|${row['generation']}`,
          n(row, 'qualified'),
        ]),
      );
      for (const row of rows('patient_messages', month)) {
        expect(row['generation']).not.toBe('pre');
        if (row['sector'] === 'officine' || row['sector'] === 'esms') continue;
        expect(seen.get(`${row['actor']}|${row['generation']}`)).toBeGreaterThan(0);
      }
    }
  });

  it('wait as often as profiles are not activated, and bounce as often as they are opposed', () => {
    for (const month of ['2024-06', '2026-09', '2028-06']) {
      const list = rows('patient_messages', month);
      const profiles = rows('profiles', month);
      const inactive = 1 - sum(profiles, 'activated_stock') / sum(profiles, 'open_stock');
      const reached = sum(list, 'sent') - sum(list, 'bounced');
      expect(sum(list, 'pending') / reached).toBeGreaterThan(inactive - 0.06);
      expect(sum(list, 'pending') / reached).toBeLessThan(inactive + 0.06);
      expect(sum(list, 'bounced') / sum(list, 'sent')).toBeLessThan(0.06);
      expect(sum(list, 'bounced')).toBeGreaterThan(0);
    }
  });

  it('leave one mailbox of professionals, and never one before Mon espace santé opens', () => {
    const boxes = new Map<unknown, Set<unknown>>();
    for (const { actor, sector, mailbox } of rows('patient_messages', '2026-06')) {
      if (sector === 'mdv') boxes.set(actor, (boxes.get(actor) ?? new Set()).add(mailbox));
    }
    expect(Math.max(...[...boxes.values()].map(({ size }) => size))).toBe(1);
    expect(rows('patient_messages', '2021-12')).toEqual([]);
  });
});

describe('messages between professionals', () => {
  const FORMATS = ['cda', 'hprim', 'pdf'];
  const ENDS = ['integrated', 'filed_by_hand', 'failed'];

  it.each(['month', 'day'] as const)('have one format and one end, by %s', (grain) => {
    for (const row of rows('professional_messages', '2026-06', grain)) {
      for (const names of [FORMATS, ENDS]) {
        expect(names.reduce((all, name) => all + n(row, name), 0)).toBe(n(row, 'received'));
      }
      expect(n(row, 'through_api')).toBeLessThanOrEqual(n(row, 'received'));
      for (const format of FORMATS) {
        expect(n(row, `${format}_integrated`)).toBeLessThanOrEqual(n(row, format));
      }
    }
  });

  it('pass through the interface of an operator once it is there, into a Ségur release', () => {
    const from = new Map(operators.map(({ id, lps_api_from }) => [id, lps_api_from]));
    for (const month of ['2023-11', '2024-04', '2024-12', '2026-06']) {
      const list = rows('professional_messages', month).filter((row) => n(row, 'through_api') > 0);
      for (const { operator, generation } of list) {
        const opened = from.get(String(operator));
        expect(opened && opened <= month, `${String(operator)} in ${month}`).toBe(true);
        expect(generation).not.toBe('pre');
      }
      expect(list.length > 0).toBe(month > '2023-12');
    }
  });

  it('are more often in CDA from one generation to the next, and from year to year', () => {
    const share = (list: Row[]): number => sum(list, 'cda') / sum(list, 'received');
    const list = rows('professional_messages', '2025-06');
    const of = (generation: string): Row[] =>
      list.filter((row) => row['generation'] === generation);
    const shares = ['pre', 'segur_v1', 'sentinelle', 'segur_v2'].map((g) => share(of(g)));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(share(rows('professional_messages', '2022-06'))).toBeLessThan(share(list));
  });

  it('exist before the history, one operator for each mailbox, and grow smoothly', () => {
    const months = Array.from({ length: 90 }, (_, k) => parseMonth('2019-06') + k);
    const yearly = months.map((month) => {
      const part = world.part('professional_messages', 'month', month);
      const [received] = part.columns(0, part.rows).filter(({ name }) => name === 'received');
      return (received as { values: Int32Array }).values.reduce((a, b) => a + b, 0);
    });
    yearly.slice(12).forEach((value, k) => {
      expect(value / yearly[k]!).toBeGreaterThan(0.9);
      expect(value / yearly[k]!).toBeLessThan(4);
    });
    const operatorOf = new Map<unknown, unknown>();
    for (const { actor, operator } of rows('professional_messages', '2024-06')) {
      expect(operatorOf.get(actor) ?? operator).toBe(operator);
      operatorOf.set(actor, operator);
    }
  });
});

describe('dispensations', () => {
  let list: Row[] = [];
  beforeAll(() => {
    list = rows('dispensations', '2026-06');
  });

  it('come from pharmacies that run a Ségur release', () => {
    expect(list.length).toBeGreaterThan(0);
    for (const { sector, generation } of list) {
      expect(sector).toBe('officine');
      expect(generation).not.toBe('pre');
    }
  });

  it('are kept up by a pharmacy that has begun', () => {
    const counts = ['2023-06', '2024-10', '2025-06', '2026-06'].map(
      (month) => new Set(rows('dispensations', month).map(({ actor }) => actor)).size,
    );
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
  });

  it.each(['2023-06', '2024-06', '2025-06', '2026-06', '2029-06'])(
    'are fewer than what is created in %s',
    (month) => {
      const created = sum(rows('eprescriptions', month), 'created');
      expect(sum(rows('dispensations', month), 'executed')).toBeLessThanOrEqual(created);
    },
  );

  it('agree to the unit by month and by day', () => {
    const last = new Map<unknown, Row>();
    for (const row of rows('dispensations', '2026-06', 'day')) {
      if (n(row, 'revision') >= n(last.get(row['row_id']) ?? row, 'revision')) {
        last.set(row['row_id'], row);
      }
    }
    const settled = [...last.values()].filter(({ op }) => op === 'upsert');
    expect(sum(settled, 'executed')).toBe(sum(list, 'executed'));
  });
});
