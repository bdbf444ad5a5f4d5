import { describe, expect, it } from 'vitest';
import { has, TRAITS } from '../actors/actors.js';
import { NEVER } from '../actors/adoption.js';
import { sectorIds } from '../actors/territory.js';
import { parseDay } from '../calendar.js';
import { leverIds } from '../levers/lever-ids.js';
import { sunesWindow, universityHospitals } from '../levers/sun-es.js';
import { createWorld, type Row } from '../world.js';

const world = createWorld({ seed: '1', scenario: 'tiny', scale: 1 });
const { actors, levers } = world.state;
const rows = (month: string, where: Readonly<Record<string, string>> = {}): Row[] =>
  [...world.rows('programmes', 'month', month)].filter((row) =>
    Object.entries(where).every(([name, value]) => row[name] === value),
  );
const total = (list: readonly Row[], state: string): number =>
  list.reduce((sum, row) => sum + Number(row[state]), 0);
const STATES = ['applied', 'retained', 'reached', 'entered', 'paid'];
const F1 = { programme: 'sun_es', window: 'F1', strand: 'discharge' };

describe('programmes', () => {
  it('nest their states, one file a row', () => {
    for (const month of ['2021-10', '2022-06', '2022-12', '2023-12', '2024-06', '2026-06']) {
      for (const row of rows(month)) {
        expect(row['applied']).toBe(1);
        STATES.slice(1).forEach((state, s) => {
          expect(Number(row[state])).toBeLessThanOrEqual(Number(row[STATES[s]!]));
        });
      }
    }
  });

  it('fund each sector by its own programmes', () => {
    for (const row of rows('2022-12')) {
      if (row['programme'] === 'sun_es') expect(row['sector']).toBe('hopital');
      if (row['programme'] === 'sons') expect(row['strand']).toBe(`sons_${String(row['sector'])}`);
      if (row['programme'] === 'esms_numerique') expect(row['sector']).toBe('esms');
    }
    for (const row of rows('2026-06')) {
      if (['forfait_structure', 'donum'].includes(String(row['programme']))) {
        expect(row['profession']).toBe('10');
      }
    }
  });

  it('pay messages to patients and feeding only on equipment', () => {
    const equipped = new Set(
      rows('2024-06', { programme: 'forfait_structure', strand: 'equipment' })
        .filter((row) => row['reached'] === 1)
        .map((row) => row['actor']),
    );
    for (const strand of ['use_dmp', 'use_messaging', 'vsm_half']) {
      for (const row of rows('2024-06', { programme: 'forfait_structure', strand })) {
        if (row['reached'] === 1) expect(equipped).toContain(row['actor']);
      }
    }
  });

  it('reach the half of the patients before nearly all of them', () => {
    const reached = (strand: string): Set<unknown> =>
      new Set(
        rows('2024-06', { programme: 'forfait_structure', strand })
          .filter((row) => row['reached'] === 1)
          .map((row) => row['actor']),
      );
    const half = reached('vsm_half');
    expect(half.size).toBeGreaterThan(0);
    for (const actor of reached('vsm_nearly_all')) expect(half).toContain(actor);
  });

  it('begin DONUM in 2026, after the last year of the forfait structure', () => {
    expect(rows('2025-12', { programme: 'donum' })).toEqual([]);
    expect(rows('2026-06', { programme: 'donum', window: '2026' }).length).toBeGreaterThan(0);
    const years = new Set(
      rows('2026-06', { programme: 'forfait_structure' }).map((r) => r['window']),
    );
    expect([...years]).toEqual(['2025']);
    expect(rows('2027-06', { programme: 'forfait_structure' })).toEqual([]);
  });
});

describe('SUN-ES', () => {
  it('has a third of the legal entities apply in its first window and 89 % of these retained', () => {
    const seats = Array.from({ length: actors.count }, (_, i) => i).filter(
      (i) => sectorIds[actors.sector[i]!] === 'hopital' && has(actors, i, TRAITS.seat),
    );
    const applied = total(rows('2021-10', F1), 'applied');
    const retained = total(rows('2022-01', F1), 'retained');
    expect(applied / seats.length).toBeCloseTo(985 / 2962, 1);
    expect(retained / applied).toBeCloseTo(875 / 985, 1);
    for (const i of seats) {
      const file = sunesWindow(world.seed, actors, i);
      if (universityHospitals(actors).has(i)) expect(file!.window.id).toBe('F1');
    }
  });

  it('reaches its targets by the deadline and enters them the month after', () => {
    const before = total(rows('2022-05', F1), 'reached');
    const due = total(rows('2022-06', F1), 'reached');
    expect(before).toBeLessThan(due);
    expect(total(rows('2022-09', F1), 'reached')).toBe(due);
    expect(total(rows('2022-06', F1), 'entered')).toBe(0);
    expect(total(rows('2022-07', F1), 'entered')).toBeGreaterThan(0);
    expect(total(rows('2022-12', F1), 'paid')).toBeGreaterThan(0);
    expect(rows('2023-01', F1)).toEqual([]);
  });

  it('is the lever of the hospitals retained, from the beginning of their target period', () => {
    const lever = leverIds.indexOf('LEV-13');
    const starts = new Set<number>();
    for (let i = 0; i < actors.count; i++) {
      const file = sunesWindow(world.seed, actors, i);
      const day = levers.reachedOn(lever, i);
      expect(day).toBe(file?.retained === true ? file.window.targetFrom : NEVER);
      if (day !== NEVER) {
        starts.add(day);
        expect(sectorIds[actors.sector[i]!]).toBe('hopital');
      }
    }
    expect([...starts].sort()).toEqual(
      ['2022-01-01', '2022-07-01', '2023-01-01', '2023-07-01'].map(parseDay),
    );
  });

  it('draws the same applications at any scale', () => {
    const sampled = createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 }).state.actors;
    const windows = (of: typeof actors): string[] =>
      Array.from(
        { length: of.count },
        (_, i) => [of.id[i], sunesWindow(world.seed, of, i)] as const,
      )
        .filter(([, file]) => file)
        .map(([id, file]) => `${id} ${file!.window.id} ${file!.retained}`);
    expect(windows(sampled)).toEqual(windows(actors));
  });
});
