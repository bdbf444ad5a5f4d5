import { describe, expect, it } from 'vitest';
import type { Grain } from '../tally/columns.js';
import { createWorld, type Row } from '../world.js';

const world = createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 });
const rows = (month: string, grain: Grain = 'month'): Row[] => [
  ...world.rows('consultations', grain, month),
];
const n = (row: Row, name: string): number => Number(row[name]);
const sum = (list: Row[], name: string): number => list.reduce((all, row) => all + n(row, name), 0);
const DENIALS = ['denied_consent', 'denied_blocked', 'denied_matrix', 'denied_closed'];

describe('consultations of the DMP (causal rule 9)', () => {
  it.each(['month', 'day'] as const)('are performed or denied for one reason, by %s', (grain) => {
    const list = rows('2026-06', grain);
    expect(list.length).toBeGreaterThan(0);
    for (const row of list) {
      const denied = DENIALS.reduce((all, name) => all + n(row, name), 0);
      expect(n(row, 'performed') + denied).toBe(n(row, 'requested'));
      expect(n(row, 'first_access')).toBeLessThanOrEqual(n(row, 'performed'));
    }
    for (const name of DENIALS) expect(sum(list, name)).toBeGreaterThan(0);
  });

  it('take consent from 15 September 2024 on and non-opposition before, to the day', () => {
    const list = rows('2024-09', 'event').filter((row) => row['mode'] === 'normal');
    const days = (basis: string): string[] =>
      list.filter((row) => row['legal_basis'] === basis).map((row) => String(row['period']));
    expect(days('non_opposition').sort().at(-1)).toBe('2024-09-14');
    expect(days('consent').sort()[0]! >= '2024-09-15').toBe(true);
    expect(days('consent').length).toBeGreaterThan(0);
    expect(new Set(rows('2024-08').map((row) => row['legal_basis'])).has('consent')).toBe(false);
  });

  it('need neither consent nor the matrix in an emergency', () => {
    const urgent = rows('2026-06').filter((row) => row['mode'] !== 'normal');
    expect(new Set(urgent.map((row) => row['mode'])).size).toBe(2);
    for (const row of urgent) {
      expect(row['legal_basis']).toBe('emergency');
      expect(n(row, 'denied_consent') + n(row, 'denied_matrix')).toBe(0);
    }
  });

  it('come from the software under Ségur 2 only, and from dmp.fr without any', () => {
    const list = rows('2026-06');
    const within = list.filter((row) => row['access'] === 'integrated');
    expect(new Set(within.map((row) => row['generation']))).toEqual(new Set(['segur_v2']));
    expect(list.some((row) => row['access'] === 'web' && row['generation'] === 'pre')).toBe(true);
  });

  it('are denied by the matrix to other professions than doctors', () => {
    for (const row of rows('2026-06')) {
      if (row['profession'] === '10') expect(n(row, 'denied_matrix')).toBe(0);
    }
  });
});
