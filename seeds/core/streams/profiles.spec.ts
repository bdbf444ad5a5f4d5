import { describe, expect, it } from 'vitest';
import { departments } from '../actors/territory.js';
import { firstDay, formatDay, formatMonth, parseMonth } from '../calendar.js';
import { campaigns, campaignRise } from '../calibration/campaigns.js';
import { createWorld, type Row } from '../world.js';
import type { Grain } from '../tally/columns.js';
import { createProfileMonths } from './profile-months.js';
import { TRIGGERS } from './profile-triggers.js';

const world = createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 });
const rows = (stream: string, grain: Grain, month: string): Row[] => [
  ...world.rows(stream, grain, month),
];
const n = (row: Row, name: string): number => Number(row[name] ?? 0);
const cellOf = (row: Row, ...more: string[]): string =>
  ['department', 'age_band', ...more].map((name) => row[name]).join('|');
const total = (list: Row[], name: string): number =>
  list.reduce((sum, row) => sum + n(row, name), 0);

const MONTHS = ['2022-06', '2023-10', '2026-06'];

describe('openings and activations', () => {
  it.each(MONTHS)('agree with profiles in each cell and on each day of %s', (month) => {
    for (const [grain, key] of [
      ['month', []],
      ['day', ['period']],
    ] as const) {
      const of = (stream: string): Map<string, Row> =>
        new Map(rows(stream, grain, month).map((row) => [cellOf(row, ...key), row]));
      const [profiles, openings, activations] = ['profiles', 'openings', 'activations'].map(of);
      const keys = [profiles!, openings!, activations!].flatMap((map) => [...map.keys()]);
      for (const at of new Set(keys)) {
        const [profile, opening, activation] = [profiles!, openings!, activations!].map(
          (map) => map.get(at) ?? {},
        );
        for (const name of ['opened', 'opposed', 'closed']) {
          expect(n(opening!, name), `${name} ${at}`).toBe(n(profile!, name));
        }
        expect(n(activation!, 'activated'), at).toBe(n(profile!, 'activated'));
      }
    }
  });

  it.each(MONTHS)('are each of one channel and of one cause on each day of %s', (month) => {
    for (const row of rows('activations', 'day', month)) {
      const activated = n(row, 'activated');
      expect(n(row, 'web') + n(row, 'app')).toBe(activated);
      expect(TRIGGERS.reduce((sum, trigger) => sum + n(row, trigger), 0)).toBe(activated);
    }
    for (const row of rows('openings', 'day', month)) {
      expect(n(row, 'informed_email') + n(row, 'informed_post')).toBe(n(row, 'informed'));
      expect(n(row, 'opposed_email') + n(row, 'opposed_post')).toBe(n(row, 'opposed'));
    }
  });

  it('never activate more profiles than are open, on any day of the opening', () => {
    const standing = new Map<string, { open: number; activated: number }>();
    for (const month of ['2022-01', '2022-02', '2022-03', '2022-04', '2022-05', '2022-06']) {
      const days = rows('profiles', 'day', month);
      days.sort((a, b) => (String(a['period']) < String(b['period']) ? -1 : 1));
      for (const row of days) {
        const at = standing.get(cellOf(row)) ?? { open: 0, activated: 0 };
        at.open += n(row, 'opened') - n(row, 'closed');
        at.activated += n(row, 'activated');
        standing.set(cellOf(row), at);
        expect(at.activated, `${cellOf(row)} ${String(row['period'])}`).toBeLessThanOrEqual(
          at.open,
        );
      }
    }
  });

  it('lose activated profiles to closures alone', () => {
    const before = new Map(rows('profiles', 'month', '2026-05').map((row) => [cellOf(row), row]));
    for (const row of rows('profiles', 'month', '2026-06')) {
      const start = n(before.get(cellOf(row))!, 'activated_stock');
      const lost = start + n(row, 'activated') - n(row, 'activated_stock');
      expect(lost).toBeGreaterThanOrEqual(0);
      expect(lost).toBeLessThanOrEqual(n(row, 'closed'));
    }
  });

  it('tell persons before their profiles open, by ascending department', () => {
    const share = (department: string, months: string[]): number => {
      const told = months.flatMap((month) =>
        rows('openings', 'month', month).filter((row) => row['department'] === department),
      );
      return total(told, 'informed') / departments.find(({ id }) => id === department)!.population;
    };
    expect(share('DEP-01', ['2022-01', '2022-02'])).toBeGreaterThan(0.8);
    expect(share('DEP-95', ['2022-01', '2022-02'])).toBe(0);
    expect(share('DEP-95', ['2022-03'])).toBeGreaterThan(0.8);
  });
});

describe('the hazard of activation', () => {
  const sum = (list: Int32Array): number => list.reduce((a, b) => a + b, 0);

  it('rises with the documents fed, whose notices take a larger share', () => {
    const fed = (factor: number) => (month: number) => factor * 2e5 * Math.max(0, month - 620);
    const [less, more] = [0.5, 1].map((factor) => createProfileMonths('1', fed(factor)));
    const month = parseMonth('2025-06');
    const flows = [less!, more!].map((months) => months.at(month).flows);
    expect(sum(flows[1]!.activated)).toBeGreaterThan(1.3 * sum(flows[0]!.activated));
    const noticed = flows.map((f) => sum(f.feeding_notice) / sum(f.activated));
    expect(noticed[1]).toBeGreaterThan(noticed[0]!);
    const [early, late] = ['2022-12', '2025-06'].map((at) => more!.at(parseMonth(at)).flows);
    expect(sum(late!.feeding_notice) / sum(late!.activated)).toBeGreaterThan(
      1.5 * (sum(early!.feeding_notice) / sum(early!.activated)),
    );
  });

  it('rises while a campaign is held, where it is held', () => {
    const held = campaigns.filter(
      ({ effects, from }) => effects.activation > 0 && from > firstDay(parseMonth('2023-01')),
    );
    for (const { from, to, covers } of held) {
      const month = formatMonth(parseMonth(formatDay(Math.ceil((from + to) / 2)).slice(0, 7)));
      for (const row of rows('activations', 'month', month)) {
        const d = departments.findIndex(({ id }) => id === row['department']);
        if (covers[d]) expect(n(row, 'campaign'), `${cellOf(row)} ${month}`).toBeGreaterThan(0);
      }
    }
    expect(total(rows('activations', 'month', '2023-03'), 'campaign')).toBeLessThan(
      0.001 * total(rows('activations', 'month', '2023-03'), 'activated'),
    );
    expect(campaignRise('activation', 0, firstDay(parseMonth('2023-10')))).toBeGreaterThan(0.2);
    expect(campaignRise('activation', 0, firstDay(parseMonth('2023-08')))).toBe(0);
  });

  it('steps down once the launch is over', () => {
    const activated = (month: string): number =>
      sum(world.state.profiles.at(parseMonth(month)).flows.activated);
    expect(activated('2022-12')).toBeLessThan(0.4 * activated('2022-10'));
  });

  it('is the same whatever month is asked first', () => {
    const other = createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 });
    const month = parseMonth('2024-02');
    other.state.profiles.at(month + 6);
    expect(other.state.profiles.at(month)).toEqual(world.state.profiles.at(month));
  });
});
