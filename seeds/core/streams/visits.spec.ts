import { describe, expect, it } from 'vitest';
import { createWorld, type Row } from '../world.js';

const world = createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 });
const rows = (stream: string, month: string): Row[] => [...world.rows(stream, 'month', month)];
const n = (row: Row, name: string): number => Number(row[name]);
const keyOf = (row: Row): string => `${row['actor']}|${row['generation']}`;
const sums = (list: Row[], name: string): Map<string, number> => {
  const found = new Map<string, number>();
  for (const row of list) found.set(keyOf(row), (found.get(keyOf(row)) ?? 0) + n(row, name));
  return found;
};
const MONTHS = ['2022-11', '2023-03', '2024-10', '2026-06'];

describe('visits', () => {
  it('are the whole of the known, of the qualified, of those that were fed and written to', () => {
    for (const month of MONTHS) {
      const list = rows('visits', month);
      expect(list.length).toBeGreaterThan(0);
      for (const row of list) {
        for (const part of ['known', 'qualified', 'fed']) {
          expect(n(row, part)).toBeGreaterThanOrEqual(0);
          expect(n(row, part)).toBeLessThanOrEqual(n(row, 'visits'));
        }
        expect(n(row, 'messaged')).toBeLessThanOrEqual(n(row, 'qualified'));
      }
    }
  });

  it('feed within the qualified since the end of the tolerance', () => {
    for (const month of MONTHS.slice(1)) {
      for (const row of rows('visits', month)) {
        expect(n(row, 'fed')).toBeLessThanOrEqual(n(row, 'qualified'));
      }
    }
  });

  it('give no more documents than were accepted, and one at least where one was', () => {
    for (const month of MONTHS) {
      const accepted = sums(rows('documents', month), 'accepted');
      for (const row of rows('visits', month)) {
        const given = accepted.get(keyOf(row)) ?? 0;
        expect(n(row, 'fed')).toBeLessThanOrEqual(given);
        if (given > 0) expect(n(row, 'fed')).toBeGreaterThan(0);
      }
    }
  });

  it('have a patient qualified wherever something is attempted since 2023 (causal rule 6)', () => {
    for (const month of MONTHS.slice(1)) {
      const qualified = sums(rows('visits', month), 'qualified');
      for (const row of rows('documents', month)) {
        if (row['sector'] === 'officine' || row['sector'] === 'esms') continue;
        if (n(row, 'attempted') > 0) expect(qualified.get(keyOf(row))).toBeGreaterThan(0);
      }
    }
  });

  it('are written to no more often than messages were sent', () => {
    const sent = sums(rows('patient_messages', '2026-06'), 'sent');
    for (const row of rows('visits', '2026-06')) {
      expect(n(row, 'messaged')).toBeLessThanOrEqual(sent.get(keyOf(row)) ?? 0);
    }
  });

  it('of structures are declared without a Ségur release too, with nothing qualified or fed', () => {
    const before = rows('visits', '2022-03').filter((row) => row['generation'] === 'pre');
    expect(new Set(before.map((row) => row['sector']))).toEqual(
      new Set(['hopital', 'biologie', 'imagerie']),
    );
    for (const row of before) {
      for (const name of ['qualified', 'fed', 'messaged']) expect(n(row, name)).toBe(0);
    }
  });

  it('are 270 to 400 a month for a doctor of a usual month', () => {
    const list = rows('visits', '2026-03').filter((row) => row['profession'] === '10');
    const mean = list.reduce((sum, row) => sum + n(row, 'visits'), 0) / list.length;
    expect(mean).toBeGreaterThan(270);
    expect(mean).toBeLessThan(400);
  });
});
