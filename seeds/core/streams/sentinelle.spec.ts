import { levers, releases } from '@vigie/seeds/reference';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatMonth, parseDay, parseMonth } from '../calendar.js';
import { campaigns } from '../calibration/campaigns.js';
import type { Grain } from '../tally/columns.js';
import { createWorld, type Row } from '../world.js';

const world = createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 });
const rows = (stream: string, grain: Grain, month: string): Row[] => [
  ...world.rows(stream, grain, month),
];
const sum = (list: readonly Row[], count: string): number =>
  list.reduce((total, row) => total + Number(row[count]), 0);

const COUNTS = {
  difficulty_reports: ['reported', 'resolved', 'reopened'],
  satisfaction: ['answered', 'satisfied', 'malfunction'],
  trainings: ['attended'],
  lever_deployments: ['deployed'],
  campaigns: ['days', 'reached'],
  incidents: ['incidents', 'hours'],
  programmes: ['applied', 'retained', 'reached', 'entered', 'paid'],
  catalogue: ['entered', 'stock'],
  referencing: ['referenced', 'stock'],
};

describe.each(Object.entries(COUNTS))('%s', (stream, counts) => {
  it.each(['2022-12', '2023-09', '2026-06'])('agree to the unit in both grains of %s', (month) => {
    const key = (row: Row): string =>
      Object.entries(row)
        .filter(([name]) => !['row_id', 'period', 'record_key', ...counts].includes(name))
        .map(([, value]) => value)
        .join('|');
    const cells = (grain: Grain): Map<string, number[]> => {
      const sums = new Map<string, number[]>();
      for (const row of rows(stream, grain, month)) {
        const before = sums.get(key(row)) ?? counts.map(() => 0);
        sums.set(
          key(row),
          counts.map((count, c) => before[c]! + Number(row[count])),
        );
      }
      return new Map([...sums].sort());
    };
    expect(cells('day')).toEqual(cells('month'));
  });
});

describe('satisfaction', () => {
  it('is asked in the months of a wave alone, of users of a Ségur release', () => {
    expect(rows('satisfaction', 'month', '2023-05')).toEqual([]);
    const answers = rows('satisfaction', 'month', '2023-09');
    expect(answers.length).toBeGreaterThan(10);
    for (const row of answers) {
      expect(row['wave']).toBe('2023-09');
      expect(row['generation']).not.toBe('pre');
      expect(row['answered']).toBe(1);
      expect(Number(row['satisfied'])).toBeLessThanOrEqual(1);
      expect(Number(row['malfunction'])).toBeLessThanOrEqual(1);
    }
  });

  it('finds fewer malfunctions as barriers are cleared', () => {
    const large = createWorld({ seed: '1', scenario: 'tiny', scale: 1 });
    const share = (month: string): number => {
      const answers = [...large.rows('satisfaction', 'month', month)].filter(
        (row) => row['sector'] === 'mdv',
      );
      return sum(answers, 'malfunction') / sum(answers, 'answered');
    };
    expect(share('2025-09')).toBeLessThan(share('2023-06'));
  });
});

describe('trainings', () => {
  it('gather around the releases: the users of a new one are trained more', () => {
    const before = sum(rows('trainings', 'month', '2022-03'), 'attended');
    expect(sum(rows('trainings', 'month', '2023-09'), 'attended')).toBeGreaterThan(2 * before);
    for (const row of rows('trainings', 'month', '2023-09')) {
      expect(row['generation'] === 'pre' && row['format'] !== 'delegate_visit').toBe(false);
    }
  });
});

describe('lever deployments', () => {
  const all = (of: typeof world): Row[] =>
    Array.from({ length: 72 }, (_, n) => parseMonth('2022-01') + n).flatMap((month) => [
      ...of.rows('lever_deployments', 'day', formatMonth(month)),
    ]);

  it('stand on the day of their release', () => {
    const released = new Map(releases.map((release) => [release.id, release]));
    const deployed = all(world);
    for (const row of deployed) {
      if (row['release'] === '') {
        expect(row['vendor']).toBe('');
        expect(levers.find(({ id }) => id === row['lever'])!.kind).not.toBe('release');
        continue;
      }
      const release = released.get(String(row['release']))!;
      expect(row['period']).toBe(release.released_on);
      expect(row['vendor']).toBe(release.vendor);
      expect(release.levers).toContain(row['lever']);
      expect(row['deployed']).toBe(1);
    }
    const carried = releases.reduce((count, release) => count + release.levers.length, 0);
    expect(deployed.filter((row) => row['release'] !== '')).toHaveLength(carried);
  });

  it('follow the scenario', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'vigie-')), 'moved.json');
    const changes = { 'LEV-01': { without: true }, 'LEV-06': { shift_days: 31 } };
    writeFileSync(path, JSON.stringify({ extends: 'tiny', levers: changes }));
    const moved = all(createWorld({ seed: '1', scenario: path, scale: 0.2 }));
    const dayOf = (list: Row[], lever: string) =>
      list.filter((row) => row['lever'] === lever).map((row) => parseDay(String(row['period'])));
    expect(dayOf(moved, 'LEV-01')).toEqual([]);
    expect(dayOf(moved, 'LEV-06')).toEqual(dayOf(all(world), 'LEV-06').map((day) => day + 31));
    expect(dayOf(moved, 'LEV-02')).toEqual(dayOf(all(world), 'LEV-02'));
  });
});

describe('campaigns', () => {
  it('count one day on each day on which one is held, and none outside', () => {
    const held = campaigns.filter(({ kind }) => kind === 'national');
    const list = rows('campaigns', 'day', '2023-09').filter((row) => row['kind'] === 'national');
    expect(list.length).toBeGreaterThan(0);
    for (const row of list) {
      const day = parseDay(String(row['period']));
      expect(row['days']).toBe(1);
      expect(held.some(({ from, to }) => from <= day && day <= to)).toBe(true);
    }
  });

  it('reach over their months what they reach in all', () => {
    const months = ['2023-09', '2023-10'];
    const reached = months.reduce((total, month) => {
      const list = rows('campaigns', 'month', month).filter((row) => row['kind'] === 'national');
      return total + sum(list, 'reached');
    }, 0);
    const [autumn] = campaigns.filter(({ from }) => from === parseDay('2023-09-01'));
    expect(reached / 68_404_280).toBeCloseTo(autumn!.reach, 2);
  });
});

describe('incidents', () => {
  it('name a vendor for software alone, with its sector, and last at most a day', () => {
    const all = ['2022-10', '2023-03', '2024-01', '2025-09', '2026-06'].flatMap((month) =>
      rows('incidents', 'month', month),
    );
    expect(all.length).toBeGreaterThan(5);
    for (const row of all) {
      expect(row['vendor'] !== '').toBe(row['service'] === 'software');
      expect(row['sector'] !== '').toBe(row['service'] === 'software');
      expect(row['incidents']).toBe(1);
      expect(Number(row['hours'])).toBeGreaterThanOrEqual(1);
      expect(Number(row['hours'])).toBeLessThanOrEqual(24);
    }
  });
});
