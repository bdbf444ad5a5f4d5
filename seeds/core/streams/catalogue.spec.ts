import { sectors, solutions } from '@vigie/seeds/reference';
import { describe, expect, it } from 'vitest';
import { formatMonth, parseMonth } from '../calendar.js';
import { createWorld, type Row } from '../world.js';

const world = createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 });
const months = Array.from({ length: 108 }, (_, n) => formatMonth(parseMonth('2022-01') + n));
const by = (stream: string, dimension: string, month: string): Map<string, Row> =>
  new Map([...world.rows(stream, 'month', month)].map((row) => [String(row[dimension]), row]));
const value = (rows: Map<string, Row>, key: string, name = 'stock'): number =>
  Number(rows.get(key)?.[name] ?? 0);

describe('catalogue of services', () => {
  it('goes from step to step: none holds more than the one before', () => {
    for (const month of months) {
      const rows = by('catalogue', 'step', month);
      const chains = [
        ['convergence', 'applied_file', 'commission_file'],
        ['applied_vendor', 'commission_vendor'],
        ['applied_service', 'commission_service', 'referenced'],
        ['applied_file', 'applied_service', 'applied_vendor'],
      ];
      for (const chain of chains) {
        chain.slice(1).forEach((step, s) => {
          expect(value(rows, step)).toBeLessThanOrEqual(value(rows, chain[s]!));
        });
      }
    }
  });

  it('adds to its stocks what enters, less what is not renewed', () => {
    months.slice(1).forEach((month, m) => {
      const before = by('catalogue', 'step', months[m]!);
      const now = by('catalogue', 'step', month);
      for (const step of now.keys()) {
        const left = value(before, step) + value(now, step, 'entered') - value(now, step);
        if (step === 'referenced') expect(left).toBeGreaterThanOrEqual(0);
        else expect(left).toBe(0);
      }
    });
  });

  it('has no jump from one month to the next', () => {
    for (const step of ['convergence', 'applied_file']) {
      const entered = months.map((month) => value(by('catalogue', 'step', month), step, 'entered'));
      entered.slice(6).forEach((count, m) => {
        expect(Math.abs(count - entered[m + 5]!)).toBeLessThanOrEqual(2 + entered[m + 5]! / 3);
      });
    }
  });
});

describe('referencing', () => {
  it('holds the solutions of wave 1 at the end of 2023', () => {
    const rows = by('referencing', 'sector', '2023-12');
    for (const { id } of sectors.filter((sector) => sector.id !== 'esms')) {
      expect(value(rows, id)).toBe(solutions.filter(({ sector }) => sector === id).length);
    }
  });

  it('adds up month after month', () => {
    months.slice(1).forEach((month, m) => {
      const before = by('referencing', 'sector', months[m]!);
      const now = by('referencing', 'sector', month);
      for (const { id } of sectors) {
        expect(value(now, id)).toBe(value(before, id) + value(now, id, 'referenced'));
      }
    });
  });
});
