import { describe, expect, it } from 'vitest';
import { parseMonth } from '../calendar.js';
import { scenarios } from '../calibration/calibration.js';
import { feeding } from '../streams/feeding.book.js';
import { createWorld } from '../world.js';
import { createActors } from './actors.js';
import { sample } from './sample.js';
import type { WorldState } from '../world-state.js';
import { departments, isSmall, regionIndex, regions, sectorIds } from './territory.js';

const complete = createActors('1', scenarios['default']!);
const fifth = sample(complete, '1', 0.2);
const [wholeWorld, fifthWorld] = [1, 0.2].map(
  (scale) => createWorld({ seed: '1', scenario: 'default', scale }).state,
) as [WorldState, WorldState];

/** Accepted documents expanded to the complete world. */
function accepted(
  world: WorldState,
  month: string,
  place: (department: number) => number,
  length: number,
): number[] {
  const { actors, strata } = world;
  const book = world.book(feeding, parseMonth(month));
  const counts = book.counts[book.tree.names.indexOf('accepted')]!;
  const totals = Array.from({ length }, () => 0);
  for (let e = 0; e < book.rows; e++) {
    const actor = book.subject[e]!;
    totals[place(actors.department[actor]!)]! +=
      counts[e]! * strata[actors.stratum[actor]!]!.factor;
  }
  return totals;
}

const worst = (found: number[], expected: number[]): number =>
  Math.max(...found.map((value, i) => Math.abs(value / expected[i]! - 1)));

describe('sample', () => {
  it('counts the actors of the complete world', () => {
    const count = (sector: string): number =>
      complete.sector.filter((s) => s === sectorIds.indexOf(sector)).length;
    expect(sectorIds.map((sector) => [sector, count(sector)])).toEqual([
      ['mdv', 126_000],
      ['hopital', 3_950],
      ['biologie', 268],
      ['imagerie', 1_300],
      ['officine', 20_500],
      ['esms', 36_500],
    ]);
    const occitanie = regions.findIndex((region) => region.id === 'REG-76');
    const doctors = complete.department.filter(
      (d, i) => complete.sector[i] === 0 && regionIndex[d] === occitanie,
    ).length;
    expect(Math.abs(doctors - (10_045 * 126_000) / 99_457)).toBeLessThanOrEqual(8);
  });

  it('expands head-counts exactly', () => {
    fifth.strata.forEach(({ id, factor }, stratum) => {
      const n = fifth.actors.stratum.filter((s) => s === stratum).length;
      const sector = sectorIds.indexOf(id.split('.')[0]!);
      if (sector < 0) return;
      const frame = complete.sector.filter(
        (s, i) => s === sector && !isSmall[complete.department[i]!],
      );
      const taken = fifth.actors.sector.filter(
        (s, i) =>
          s === sector && fifth.actors.stratum[i] === 0 && !isSmall[fifth.actors.department[i]!],
      );
      expect(Math.round(n * factor) + taken.length).toBe(frame.length);
      expect(Math.abs(factor - (id === 'esms.sampled' ? 10 : 5))).toBeLessThan(0.01);
    });
  });

  it('keeps small populations complete', () => {
    const { actors } = fifth;
    for (const stratum of actors.stratum.filter((_, i) => isSmall[actors.department[i]!])) {
      expect(stratum).toBe(0);
    }
    expect(actors.sector.filter((s) => sectorIds[s] === 'hopital').length).toBe(3_950);
  });

  it('is within 1 % of the nation, 3 % of a region, 10 % of a department with 100 doctors', () => {
    const doctors = departments.map(
      (_, d) =>
        fifth.actors.department.filter((own, i) => own === d && fifth.actors.sector[i] === 0)
          .length,
    );
    for (const month of ['2023-11', '2026-06']) {
      const nation = [() => 0, 1] as const;
      expect(
        worst(accepted(fifthWorld, month, ...nation), accepted(wholeWorld, month, ...nation)),
      ).toBeLessThan(0.01);
      const region = [(d: number) => regionIndex[d]!, regions.length] as const;
      expect(
        worst(accepted(fifthWorld, month, ...region), accepted(wholeWorld, month, ...region)),
      ).toBeLessThan(0.03);
      // Early volumes come from a few doctors: a department is held to its bound once most feed.
      if (month < '2026') continue;
      const department = [(d: number) => d, departments.length] as const;
      const large = (_: number, d: number): boolean => doctors[d]! >= 100;
      const found = accepted(fifthWorld, month, ...department).filter(large);
      expect(worst(found, accepted(wholeWorld, month, ...department).filter(large))).toBeLessThan(
        0.1,
      );
    }
  });
});
