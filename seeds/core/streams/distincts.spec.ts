import { territories } from '@vigie/seeds/reference';
import { describe, expect, it } from 'vitest';
import { parseMonth } from '../calendar.js';
import { createWorld, type Row } from '../world.js';
import { personsReached, union } from './distincts.js';
import { MEASURES } from './distincts.stream.js';

const world = createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 });
const MONTHS = ['2022-08', '2023-12', '2026-03', '2026-09'];

/** Values by measure, sector and territory. */
function cells(month: string): (measure: string, territory: string, sector?: string) => number {
  const found = new Map<string, number>();
  for (const row of world.rows('distincts', 'month', month)) {
    const { measure, territory, sector, value } = row as Record<string, string>;
    const key = `${measure}|${territory}|${sector}`;
    expect(found.has(key), key).toBe(false);
    found.set(key, Number(value));
  }
  return (measure, territory, sector = '') => found.get(`${measure}|${territory}|${sector}`) ?? 0;
}

const total = (stream: string, month: string, column: string, where: Row = {}): number => {
  let sum = 0;
  for (const row of world.rows(stream, 'month', month)) {
    if (Object.entries(where).every(([name, word]) => row[name] === word))
      sum += Number(row[column]);
  }
  return sum;
};

const regions = territories.filter(({ kind }) => kind === 'region');
const departmentsOf = (region: string): string[] =>
  territories.filter((t) => t.kind === 'department' && t.region === region).map(({ id }) => id);

describe('distinct persons', () => {
  it.each(MONTHS)('nest in %s: no cell below its largest part nor above their sum', (month) => {
    const value = cells(month);
    for (const measure of MEASURES) {
      const check = (whole: number, parts: number[]): void => {
        expect(whole).toBeGreaterThanOrEqual(Math.max(...parts));
        expect(whole).toBeLessThanOrEqual(parts.reduce((a, b) => a + b, 0));
      };
      const own = regions.map(({ id }) => value(measure, id));
      check(value(measure, 'FR'), own);
      regions.forEach(({ id }, r) =>
        check(
          own[r]!,
          departmentsOf(id).map((department) => value(measure, department)),
        ),
      );
    }
  });

  it('are fewer in a region than in its departments where patients cross their borders', () => {
    const value = cells('2026-09');
    for (const measure of ['dmp_fed_by_hospitals', 'patients_seen', 'dmp_fed_by_community']) {
      const parts = departmentsOf('REG-84').map((department) => value(measure, department));
      expect(value(measure, 'REG-84')).toBeLessThan(parts.reduce((a, b) => a + b, 0));
    }
  });

  it.each(MONTHS)('are no more than the open profiles of their department in %s', (month) => {
    const value = cells(month);
    const open = new Map<string, number>();
    for (const { department, open_stock } of world.rows('profiles', 'month', month)) {
      open.set(String(department), (open.get(String(department)) ?? 0) + Number(open_stock));
    }
    for (const measure of MEASURES.filter((name) => !name.startsWith('patients_'))) {
      for (const [department, profiles] of open) {
        expect(value(measure, department)).toBeLessThanOrEqual(profiles);
      }
    }
  });

  it('are no more than the events that they come from', () => {
    for (const month of ['2024-03', '2026-09']) {
      const value = cells(month);
      const { strata } = world;
      const factor = Math.max(...strata.map((stratum) => stratum.factor));
      const fed = total('documents', month, 'accepted', { sector: 'hopital' });
      expect(value('dmp_fed_by_hospitals', 'FR')).toBeLessThanOrEqual(fed);
      expect(value('dmp_fed_by_hospitals', 'FR')).toBeGreaterThan(0);
      expect(value('patients_seen', 'FR', 'biologie')).toBeLessThanOrEqual(
        total('visits', month, 'visits', { sector: 'biologie' }),
      );
      expect(value('patients_seen', 'FR')).toBeLessThan(factor * total('visits', month, 'visits'));
      expect(value('monthly_users', 'FR')).toBeLessThanOrEqual(
        total('sessions', month, 'sessions'),
      );
    }
  });

  it('grow through the year where they are counted since January, and begin again', () => {
    for (const measure of ['insured_with_document', 'dmp_fed_by_community', 'dmp_with_vsm']) {
      const path = ['2026-01', '2026-02', '2026-06', '2026-09'].map((m) => cells(m)(measure, 'FR'));
      path.slice(1).forEach((later, k) => expect(later).toBeGreaterThan(path[k]!));
      expect(cells('2027-01')(measure, 'FR')).toBeLessThan(path[1]!);
    }
  });
});

describe('patients', () => {
  it('have a qualified INS in no more cases than they are seen, cell by cell', () => {
    const value = cells('2026-09');
    for (const { id } of territories) {
      expect(value('patients_qualified', id)).toBeLessThanOrEqual(value('patients_seen', id));
    }
    expect(value('patients_qualified', 'FR')).toBeGreaterThan(0);
  });

  it('seen by one sector are patients seen, and not counted twice when another sees them', () => {
    const value = cells('2026-09');
    const sectors = ['mdv', 'hopital', 'biologie', 'imagerie'];
    const split = (id: string): number[] =>
      sectors.map((sector) => value('patients_seen', id, sector));
    const sum = (own: number[]): number => own.reduce((a, b) => a + b, 0);
    for (const { id } of [...regions, { id: 'FR' }]) {
      expect(value('patients_seen', id)).toBeGreaterThanOrEqual(Math.max(...split(id)));
      expect(value('patients_seen', id)).toBeLessThanOrEqual(sum(split(id)));
    }
    expect(value('patients_seen', 'FR')).toBeLessThan(sum(split('FR')));
  });
});

describe('users', () => {
  it('of a week are users of the month, and those who return came the month before', () => {
    for (const month of MONTHS) {
      const before = cells(
        `${month.slice(0, 5)}${String(Number(month.slice(5)) - 1).padStart(2, '0')}`,
      );
      const value = cells(month);
      for (const { id } of territories) {
        expect(value('weekly_users', id)).toBeLessThanOrEqual(value('monthly_users', id));
        expect(value('enriching_users', id)).toBeLessThanOrEqual(value('monthly_users', id));
        for (const channel of ['', 'app_', 'web_']) {
          const back = value(`returning_${channel}users`, id);
          expect(back).toBeLessThanOrEqual(value(`monthly_${channel}users`, id));
          expect(back).toBeLessThanOrEqual(before(`monthly_${channel}users`, id));
        }
        expect(value('monthly_app_users', id)).toBeLessThanOrEqual(value('monthly_users', id));
        expect(value('monthly_web_users', id)).toBeLessThanOrEqual(value('monthly_users', id));
      }
    }
  });

  it('follow one another smoothly once the opening is over', () => {
    const users = Array.from({ length: 36 }, (_, k) => {
      const month = parseMonth('2024-01') + k;
      const part = world.part('distincts', 'month', month);
      const columns = part.columns(0, part.rows);
      const { codes, words } = columns.find(({ name }) => name === 'measure') as {
        codes: ArrayLike<number>;
        words: readonly string[];
      };
      const { values } = columns.find(({ name }) => name === 'value') as { values: Int32Array };
      // The nation comes first among the cells of a measure.
      return values[Array.from(codes).indexOf(words.indexOf('monthly_users'))]!;
    });
    users.slice(1).forEach((value, k) => {
      expect(value / users[k]!).toBeGreaterThan(0.75);
      expect(value / users[k]!).toBeLessThan(1.35);
    });
  });
});

describe('the share of persons with an event', () => {
  it('never passes the events nor the persons, and grows with both', () => {
    for (const shape of [0.05, 0.5, 5]) {
      expect(personsReached(100, 1000, shape)).toBeLessThan(100);
      expect(personsReached(1e6, 1000, shape)).toBeLessThan(1000);
      expect(personsReached(200, 1000, shape)).toBeGreaterThan(personsReached(100, 1000, shape));
    }
    expect(personsReached(0, 1000, 1)).toBe(0);
    expect(personsReached(10, 0, 1)).toBe(0);
  });

  it('tends to that of a Poisson law as persons become alike', () => {
    expect(personsReached(500, 1000, 1e6)).toBeCloseTo(1000 * (1 - Math.exp(-0.5)), 2);
  });

  it('unites groups between the largest and the sum', () => {
    expect(union([10, 5, 5], 0)).toBe(20);
    expect(union([10, 5, 5], 1)).toBe(10);
    expect(union([10, 5, 5], 0.3)).toBe(17);
    expect(union([], 0.3)).toBe(0);
  });
});
