import { describe, expect, it } from 'vitest';
import {
  generations,
  irritants,
  levers,
  operators,
  releases,
  sectors,
  solutions,
  vendors,
} from './reference.js';

const REAL = `Apicrypt Axisanté Cegedim Doctolib Dedalus Easily Enovacom Hellodoc Hospitalis IDO-in
  Lifen Mailiz Maincare Medimail Medistory MonSisra MSSanté Omnidoc Orbis Pandalab Softway Weda
  Winpharma`.split(/\s+/);
const PRIORITY = ['LEV-01', 'LEV-02', 'LEV-03', 'LEV-04', 'LEV-05'];

const sectorOf = new Map(vendors.map((vendor) => [vendor.id, vendor.sector]));
const ofGeneration = (generation: string) =>
  releases.filter((release) => release.generation === generation);

/** Runs of five letters, accents and case set aside. */
function runs(name: string): string[] {
  const letters = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  return Array.from({ length: Math.max(1, letters.length - 4) }, (_, i) => letters.slice(i, i + 5));
}

describe('fictional market', () => {
  it('shares each sector out among its vendors', () => {
    for (const sector of sectors) {
      const shares = vendors.filter((vendor) => vendor.sector === sector.id);
      expect(shares.reduce((sum, vendor) => sum + vendor.market_share, 0)).toBeCloseTo(1, 6);
    }
  });

  it('has one release per vendor and generation, in the order of the generations', () => {
    const rank = new Map(generations.map((generation) => [generation.id, generation.rank]));
    for (const vendor of vendors) {
      const own = releases.filter((release) => release.vendor === vendor.id);
      const byRank = [...own].sort((a, b) => rank.get(a.generation)! - rank.get(b.generation)!);
      const dates = byRank.map((release) => release.released_on);
      expect(new Set(own.map((release) => release.generation)).size).toBe(own.length);
      expect(dates).toEqual([...dates].sort());
      expect(own.map((release) => release.generation)).toEqual(
        expect.arrayContaining(['pre', 'segur_v1']),
      );
    }
  });

  it('keeps Sentinelle to general practice, where the programme ran', () => {
    const vendorsWithIt = new Set(ofGeneration('sentinelle').map((release) => release.vendor));
    expect(vendorsWithIt).toEqual(
      new Set(vendors.flatMap((vendor) => (vendor.sector === 'mdv' ? [vendor.id] : []))),
    );
  });

  it('lets a release bring levers of software, each once per vendor', () => {
    const carried = new Set(
      levers.flatMap((lever) => (lever.kind === 'release' ? [lever.id] : [])),
    );
    expect(new Set(releases.flatMap((release) => release.levers))).toEqual(carried);
    for (const vendor of vendors) {
      const own = releases.filter((release) => release.vendor === vendor.id);
      for (const brought of [own.flatMap((r) => r.levers), own.flatMap((r) => r.fixes)]) {
        expect(new Set(brought).size, vendor.id).toBe(brought.length);
      }
    }
  });

  it('brings the five optimisations with Sentinelle, for some vendors only later or never', () => {
    for (const release of ofGeneration('sentinelle')) {
      const brought = release.levers.filter((lever) => PRIORITY.includes(lever));
      expect(brought.length, release.id).toBeGreaterThanOrEqual(3);
    }
    for (const release of ofGeneration('segur_v2')) {
      expect(release.levers, release.id).toEqual(expect.arrayContaining(['LEV-07', 'LEV-08']));
    }
    const general = vendors.filter((vendor) => vendor.sector === 'mdv');
    const complete = general.map(({ id }) => {
      const own = releases.filter((release) => release.vendor === id);
      return PRIORITY.every((lever) => own.some((release) => release.levers.includes(lever)));
    });
    expect(complete.slice(0, 7)).not.toContain(false);
    expect(complete).toContain(false);
  });

  it('brings the optimisations in general practice alone', () => {
    for (const release of releases) {
      if (sectorOf.get(release.vendor) === 'mdv') continue;
      expect(release.levers.filter((lever) => PRIORITY.includes(lever))).toEqual([]);
    }
  });

  it('fixes irritants that exist', () => {
    const known = new Set(irritants.map((irritant) => irritant.id));
    for (const fix of releases.flatMap((release) => release.fixes)) expect(known).toContain(fix);
  });

  it('shares the mailboxes out among the operators', () => {
    expect(operators.reduce((sum, operator) => sum + operator.share, 0)).toBeCloseTo(1, 6);
  });

  it('invents names that recall no real one', () => {
    const real = new Set(REAL.flatMap(runs));
    for (const { name } of [...vendors, ...operators]) {
      expect(
        runs(name).filter((run) => real.has(run)),
        name,
      ).toEqual([]);
    }
    const names = [...vendors, ...operators].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has as many solutions and companies as were published at the end of wave 1', () => {
    const bySector = Map.groupBy(solutions, (solution) => solution.sector);
    expect(new Map([...bySector].map(([sector, rows]) => [sector, rows.length]))).toEqual(
      new Map([
        ['hopital', 90],
        ['mdv', 43],
        ['biologie', 13],
        ['officine', 11],
        ['imagerie', 10],
      ]),
    );
    expect(new Set(solutions.map((solution) => solution.company)).size).toBe(103);
    for (const { referenced_on } of solutions) {
      expect(referenced_on >= '2021-10' && referenced_on <= '2023-12').toBe(true);
    }
  });
});
